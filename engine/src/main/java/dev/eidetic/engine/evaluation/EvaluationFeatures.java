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
import java.util.concurrent.atomic.AtomicInteger;

/// Local features of a plan's images, found once: those of the gallery as they would be stored,
/// about 23 KB each, those of queries ready to be matched.
final class EvaluationFeatures {

  private static final int WANTED_SIDE = 640;

  private final FeatureCodec codec = new FeatureCodec(FeaturePrecision.STANDARD);
  private final String kind;
  private final byte[][] gallery;
  private final LocalFeatures[] queries;

  private EvaluationFeatures(String kind, int gallery, int queries) {
    this.kind = kind;
    this.gallery = new byte[gallery][];
    this.queries = new LocalFeatures[queries];
  }

  /// @throws IOException if an image cannot be read, naming it
  static EvaluationFeatures of(
      EvaluationPlan plan,
      ImageDecoder decoder,
      FeatureExtractor extractor,
      int workers,
      EvaluationListener listener)
      throws IOException, InterruptedException {
    int stored = plan.gallery().size();
    int all = stored + plan.queries().size();
    var features = new EvaluationFeatures(extractor.kind(), stored, plan.queries().size());
    var done = new AtomicInteger();
    try {
      ParallelLoop.run(
          workers,
          all,
          () ->
              i -> {
                if (i < stored) {
                  features.gallery[i] =
                      features.codec.write(extracted(plan, plan.gallery(), i, decoder, extractor));
                } else {
                  features.queries[i - stored] =
                      features.codec.query(
                          extracted(plan, plan.queries(), i - stored, decoder, extractor));
                }
                synchronized (done) { // listeners hear one thread at a time
                  listener.progress(Stage.FEATURES, done.incrementAndGet(), all);
                }
              });
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

  String kind() {
    return kind;
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
