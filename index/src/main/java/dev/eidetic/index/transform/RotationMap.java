package dev.eidetic.index.transform;

import dev.eidetic.index.core.Section;
import dev.eidetic.index.core.Sections;
import dev.eidetic.vectors.RandomRotation;
import java.util.List;

/// A random rotation; the seed is all there is to it.
record RotationMap(RandomRotation rotation, long seed) implements VectorMap {

  static RotationMap of(int dimension, long seed) {
    return new RotationMap(RandomRotation.of(dimension, dimension, seed), seed);
  }

  @Override
  public Mapper mapper() {
    return rotation::rotate;
  }

  @Override
  public void restore(float[] mapped, float[] target) {
    rotation.restore(mapped, 0, target, 0);
  }

  @Override
  public List<Section> sections(String name) {
    return List.of(Sections.ofLongs(name, seed));
  }

  @Override
  public long memoryBytes() {
    return 16L * rotation.dimension();
  }
}
