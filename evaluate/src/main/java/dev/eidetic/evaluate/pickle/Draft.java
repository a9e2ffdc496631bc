package dev.eidetic.evaluate.pickle;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What may lie on the stack while a pickle is read: finished scalars, and containers that later
/// instructions still fill.
sealed interface Draft {

  /// The bottom of a group of values.
  record Mark() implements Draft {}

  /// A name that may be called.
  record Name(Callables callable) implements Draft {}

  record Scalar(PickledValue value) implements Draft {}

  /// A list or tuple. Identity counts: two empty lists are two lists.
  final class Items implements Draft {

    final List<Draft> items;
    final boolean tuple;

    Items(List<Draft> items, boolean tuple) {
      this.items = items;
      this.tuple = tuple;
    }
  }

  final class Entries implements Draft {

    final Map<PickledValue, Draft> entries = new LinkedHashMap<>();
  }

  /// The type of an array's elements.
  final class ElementType implements Draft {

    final String name;
    String order = "<";

    ElementType(String name) {
      this.name = name;
    }
  }

  /// A NumPy array; its content comes with BUILD.
  final class Array implements Draft {

    int[] shape = {0};
    boolean columnsFirst;
    ElementType type = new ElementType("i1");
    Draft content = new Scalar(new PickledValue.Bytes(new byte[0]));
  }
}
