package dev.eidetic.benchmarks.geometry;

import dev.eidetic.encode.image.DecodeLimits;
import dev.eidetic.encode.image.ImageDecoder;
import dev.eidetic.encode.image.ImageDecoders;
import dev.eidetic.encode.image.ImageRefusedException;
import dev.eidetic.encode.local.FeatureExtractor;
import dev.eidetic.encode.local.LocalFeatures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Files to features.
///
/// @param extractor of features
/// @param decoder of files
record Photograph(FeatureExtractor extractor, ImageDecoder decoder) {

  Photograph(FeatureExtractor extractor) {
    this(extractor, ImageDecoders.standard(DecodeLimits.DEFAULT));
  }

  LocalFeatures features(Path file) throws IOException {
    try {
      return extractor.extract(
          decoder.decode(Files.readAllBytes(file), Integer.MAX_VALUE).pixels());
    } catch (ImageRefusedException e) {
      throw new IOException("%s: %s".formatted(file, e.getMessage()), e);
    }
  }
}
