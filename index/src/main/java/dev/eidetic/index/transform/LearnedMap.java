package dev.eidetic.index.transform;

import dev.eidetic.index.CorruptFileException;
import dev.eidetic.index.core.Section;
import dev.eidetic.index.core.Sections;
import dev.eidetic.vectors.transform.LinearMap;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/// Principal components or a learned rotation. Its section has the mean, then the rows, as floats.
record LearnedMap(LinearMap map) implements VectorMap {

  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  static LearnedMap open(Sections sections, String name, int dimension, int outputs)
      throws CorruptFileException {
    float[] numbers = sections.get(name, Float.BYTES * (outputs + 1L) * dimension).toArray(FLOAT);
    for (int i = 0; i < numbers.length; i++) {
      if (!Float.isFinite(numbers[i])) {
        throw sections.corrupt(
            name, (long) Float.BYTES * i, "number %d is %s; it must be finite", i, numbers[i]);
      }
    }
    return new LearnedMap(
        new LinearMap(
            Arrays.copyOfRange(numbers, dimension, numbers.length),
            Arrays.copyOf(numbers, dimension)));
  }

  @Override
  public Mapper mapper() {
    return map.mapper()::map;
  }

  @Override
  public void restore(float[] mapped, float[] target) {
    map.restore(mapped, target);
  }

  @Override
  public List<Section> sections(String name) {
    return List.of(
        new Section(
            name, List.of(MemorySegment.ofArray(map.mean()), MemorySegment.ofArray(map.rows()))));
  }

  @Override
  public long memoryBytes() {
    return map.memoryBytes();
  }
}
