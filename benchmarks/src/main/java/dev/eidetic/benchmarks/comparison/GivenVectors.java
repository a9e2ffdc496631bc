package dev.eidetic.benchmarks.comparison;

import dev.eidetic.encode.EmbeddingSpace;
import dev.eidetic.encode.ImageEncoder;
import dev.eidetic.encode.image.Pixels;
import java.util.List;
import java.util.function.Function;

/// An encoder whose vectors come from elsewhere; of pictures it sees what the function looks at.
record GivenVectors(EmbeddingSpace space, Function<Pixels, float[]> vectors)
    implements ImageEncoder {

  /// @param dimension of the vectors
  static GivenVectors of(int dimension, Function<Pixels, float[]> vectors) {
    return new GivenVectors(new EmbeddingSpace("given", dimension, "0".repeat(64)), vectors);
  }

  @Override
  public int wantedSide() {
    return 1;
  }

  @Override
  public int preferredBatch() {
    return 1;
  }

  @Override
  public List<float[]> encode(List<Pixels> pictures) {
    return pictures.stream().map(vectors).toList();
  }

  @Override
  public void close() {}
}
