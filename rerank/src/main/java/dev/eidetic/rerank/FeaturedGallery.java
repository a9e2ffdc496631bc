package dev.eidetic.rerank;

import dev.eidetic.encode.local.LocalFeatures;
import java.util.Optional;
import java.util.function.IntFunction;

/// Vectors of one gallery, local features from elsewhere.
record FeaturedGallery(Gallery vectors, IntFunction<Optional<LocalFeatures>> source)
    implements Gallery {

  @Override
  public int count() {
    return vectors.count();
  }

  @Override
  public int dimension() {
    return vectors.dimension();
  }

  @Override
  public float[] vector(int ordinal) {
    return vectors.vector(ordinal);
  }

  @Override
  public boolean hasFeatures() {
    return true;
  }

  @Override
  public Optional<LocalFeatures> features(int ordinal) {
    return source.apply(ordinal);
  }
}
