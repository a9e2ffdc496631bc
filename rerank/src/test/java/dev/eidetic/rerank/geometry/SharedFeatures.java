package dev.eidetic.rerank.geometry;

import static org.assertj.core.api.Assumptions.assumeThat;

import dev.eidetic.encode.image.DecodeLimits;
import dev.eidetic.encode.image.ImageDecoders;
import dev.eidetic.encode.image.Pixels;
import dev.eidetic.encode.local.FeatureLimits;
import dev.eidetic.encode.local.LocalFeatures;
import dev.eidetic.encode.local.SiftExtractor;
import dev.eidetic.testkit.SharedData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Features of photographs that lie beside the checkout.
public final class SharedFeatures {

  private SharedFeatures() {}

  public static Path folder(String name) {
    var folder = SharedData.find(name);
    assumeThat(folder).as(SharedData.REASON).isPresent();
    return folder.orElseThrow();
  }

  public static LocalFeatures of(Path file, int side) throws Exception {
    return new SiftExtractor(new FeatureLimits(500, side)).extract(pixels(file));
  }

  public static Pixels pixels(Path file) throws Exception {
    return ImageDecoders.standard(DecodeLimits.DEFAULT)
        .decode(Files.readAllBytes(file), Integer.MAX_VALUE)
        .pixels();
  }

  public static List<Path> pictures(Path folder) throws Exception {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jpg")).sorted().toList();
    }
  }
}
