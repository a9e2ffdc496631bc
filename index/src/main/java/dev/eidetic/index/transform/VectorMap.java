package dev.eidetic.index.transform;

import dev.eidetic.index.core.Section;
import java.util.List;

/// A transform that has learned what it has to. Immutable; any number of threads may use it.
interface VectorMap {

  /// A mapper for one thread.
  Mapper mapper();

  /// Turns a mapped vector back, as far as that is possible.
  ///
  /// @param mapped may be overwritten
  void restore(float[] mapped, float[] target);

  /// What a file must hold to make the same map again.
  ///
  /// @param name of the section
  List<Section> sections(String name);

  long memoryBytes();

  /// Maps one vector after the other.
  @FunctionalInterface
  interface Mapper {

    /// @param source holds the vector from `start` on
    /// @param target receives the mapped one from `offset` on
    void map(float[] source, int start, float[] target, int offset);
  }
}
