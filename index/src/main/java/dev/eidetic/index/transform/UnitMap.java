package dev.eidetic.index.transform;

import dev.eidetic.index.core.Section;
import dev.eidetic.vectors.Kernels;
import java.util.Arrays;
import java.util.List;

/// Scaling to Euclidean length 1. Vectors of length zero stay as they are; lengths are not
/// restored.
record UnitMap(int dimension) implements VectorMap {

  @Override
  public Mapper mapper() {
    return (source, start, target, offset) -> {
      float[] vector = Arrays.copyOfRange(source, start, start + dimension);
      Kernels.normalize(vector);
      System.arraycopy(vector, 0, target, offset, dimension);
    };
  }

  @Override
  public void restore(float[] mapped, float[] target) {
    System.arraycopy(mapped, 0, target, 0, dimension);
  }

  @Override
  public List<Section> sections(String name) {
    return List.of();
  }

  @Override
  public long memoryBytes() {
    return 0;
  }
}
