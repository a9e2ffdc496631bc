package dev.eidetic.engine.local;

import dev.eidetic.encode.local.Descriptors;
import dev.eidetic.encode.local.FeatureCodec;
import dev.eidetic.encode.local.LocalFeatures;
import dev.eidetic.vectors.VectorSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Descriptors of many pictures, gathered to learn from. Belongs to one thread.
public final class DescriptorSample {

  private final int most;
  private final List<Descriptors.Floats> parts = new ArrayList<>();
  private int count;

  /// @param most descriptors that are wanted; the last picture may bring some more
  public DescriptorSample(int most) {
    this.most = most;
  }

  /// Descriptors of a picture as they were before they were stored; none is a row of no length.
  ///
  /// @param features as they are stored, or ready to be matched with such
  /// @param dimension that a picture without any is said to have
  public static Descriptors.Floats rows(LocalFeatures features, int dimension) {
    return features.count() == 0
        ? new Descriptors.Floats(new float[0], 0, dimension)
        : FeatureCodec.restore(features);
  }

  public boolean isFull() {
    return count >= most;
  }

  /// @param features of the same kind as all others
  public void add(LocalFeatures features) {
    if (features.count() > 0) {
      var rows = FeatureCodec.restore(features);
      parts.add(rows);
      count += rows.count();
    }
  }

  /// All of them.
  ///
  /// @return nothing if no picture had any
  public Optional<VectorSource> source() {
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    int dimension = parts.getFirst().dimension();
    var all = new float[Math.multiplyExact(count, dimension)];
    int place = 0;
    for (var part : parts) {
      System.arraycopy(part.rows(), 0, all, place, part.count() * dimension);
      place += part.count() * dimension;
    }
    return Optional.of(VectorSource.of(all, dimension));
  }
}
