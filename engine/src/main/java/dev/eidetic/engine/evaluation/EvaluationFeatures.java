package dev.eidetic.engine.evaluation;

import dev.eidetic.encode.image.ImageDecoder;
import dev.eidetic.encode.local.BadFeaturesException;
import dev.eidetic.encode.local.FeatureCodec;
import dev.eidetic.encode.local.FeatureExtractor;
import dev.eidetic.encode.local.FeaturePrecision;
import dev.eidetic.encode.local.LocalFeatures;
import dev.eidetic.evaluate.dataset.ImageReference;
import dev.eidetic.vectors.ParallelLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/// Local features of a plan's images, found once: those of the gallery as they would be stored,
/// about 23 KB each, those of queries ready to be matched.
final class EvaluationFeatures {

  private static final int WANTED_SIDE = 640;

  private final FeatureCodec codec = new FeatureCodec(FeaturePrecision.STANDARD);
  private final byte[][] gallery;
  private final LocalFeatures[] queries;

  private EvaluationFeatures(int gallery, int queries) {
    this.gallery = new byte[gallery][];
    this.queries = new LocalFeatures[queries];
  }

  /// @throws IOException if an image cannot be read, naming it
  static EvaluationFeatures of(
      EvaluationPlan plan, ImageDecoder decoder, FeatureExtractor extractor, int workers)
      throws IOException {
    var features = new EvaluationFeatures(plan.gallery().size(), plan.queries().size());
    try {
      ParallelLoop.run(
          workers,
          plan.gallery().size(),
          () ->
              i ->
                  features.gallery[i] =
                      features.codec.write(extracted(plan, plan.gallery(), i, decoder, extractor)));
      ParallelLoop.run(
          workers,
          plan.queries().size(),
          () ->
              i ->
                  features.queries[i] =
                      features.codec.query(extracted(plan, plan.queries(), i, decoder, extractor)));
    } catch (UncheckedIOException e) {
      throw new IOException(e.getMessage(), e.getCause());
    }
    return features;
  }

  private static LocalFeatures extracted(
      EvaluationPlan plan,
      List<ImageReference> images,
      int ordinal,
      ImageDecoder decoder,
      FeatureExtractor extractor) {
    try {
      return extractor.extract(
          ImageEncoding.read(plan.root(), images.get(ordinal), decoder, WANTED_SIDE).pixels());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Optional<LocalFeatures> ofGallery(int ordinal) {
    try {
      return Optional.of(codec.read(gallery[ordinal]));
    } catch (BadFeaturesException e) {
      throw new IllegalStateException("features that were written cannot be read", e);
    }
  }

  LocalFeatures ofQuery(int query) {
    return queries[query];
  }
}
