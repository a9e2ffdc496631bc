package dev.eidetic.evaluate.mat;

import java.util.List;
import java.util.Map;

/// A value in a MATLAB file. Of arrays only the elements are kept, column after column.
public sealed interface MatValue {

  /// Numbers of any width, as doubles; the array must not change.
  record Numbers(double[] values) implements MatValue {}

  /// A row of characters.
  record Text(String value) implements MatValue {}

  /// Values of any kind.
  record Cells(List<MatValue> values) implements MatValue {

    public Cells {
      values = List.copyOf(values);
    }
  }

  /// Structures with the same fields; each field has as many values as there are structures.
  record Structures(Map<String, List<MatValue>> fields) implements MatValue {

    public Structures {
      fields = Map.copyOf(fields);
    }
  }
}
