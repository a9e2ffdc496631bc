package dev.eidetic.engine;

import java.io.IOException;

/// Sees one item after the other.
@FunctionalInterface
public interface ItemVisitor {

  /// @param vector a copy, of unit length
  void visit(Item item, float[] vector) throws IOException;
}
