package dev.eidetic.evaluate.pickle;

import dev.eidetic.evaluate.pickle.PickledValue.None;
import dev.eidetic.evaluate.pickle.PickledValue.Text;
import dev.eidetic.evaluate.pickle.PickledValue.Truth;
import dev.eidetic.evaluate.pickle.PickledValue.Whole;
import java.util.List;

/// What NumPy's `__setstate__` methods do with their tuples.
final class NumpyState {

  private static final int MAX_AXES = 32;

  private NumpyState() {}

  /// @param state version, shape, type, whether columns come first, content
  static void fill(PickleMachine machine, Draft.Array array, List<Draft> state)
      throws PickleException {
    if (state.size() != 5
        || !(state.get(1) instanceof Draft.Items shape)
        || !(state.get(2) instanceof Draft.ElementType type)
        || !(state.get(3) instanceof Draft.Scalar(var columnsFirst))) {
      throw machine.refuse("an array's state is not (version, shape, dtype, order, content)");
    }
    array.shape = shape(machine, shape.items);
    array.type = type;
    array.columnsFirst = flag(machine, columnsFirst);
    array.content = state.get(4);
  }

  /// @param state version, byte order, and fields of which all must be absent
  static void fill(PickleMachine machine, Draft.ElementType type, List<Draft> state)
      throws PickleException {
    if (state.size() < 5 || !(state.get(1) instanceof Draft.Scalar(Text(var order)))) {
      throw machine.refuse("a dtype's state is not (version, order, …)");
    }
    for (int i = 2; i < 5; i++) { // sub-array, names and fields of records
      if (!(state.get(i) instanceof Draft.Scalar(None _))) {
        throw machine.refuse("an array has records with named fields; only plain ones are read");
      }
    }
    if (!order.matches("[<>|=]")) {
      throw machine.refuse("a dtype's byte order is not one of < > | =");
    }
    type.order = order;
  }

  private static boolean flag(PickleMachine machine, PickledValue value) throws PickleException {
    return switch (value) {
      case Truth(boolean truth) -> truth;
      case Whole(long number) -> number != 0;
      default -> throw machine.refuse("an array's order is %s; True or False", value.describe());
    };
  }

  private static int[] shape(PickleMachine machine, List<Draft> axes) throws PickleException {
    if (axes.size() > MAX_AXES) {
      throw machine.refuse("an array has %d axes; at most %d are read", axes.size(), MAX_AXES);
    }
    var shape = new int[axes.size()];
    long product = 1;
    for (int i = 0; i < shape.length; i++) {
      if (!(axes.get(i) instanceof Draft.Scalar(Whole(long length)))
          || length < 0
          || length > Integer.MAX_VALUE) {
        throw machine.refuse("axis %d of an array has no length from 0 to 2147483647", i);
      }
      shape[i] = (int) length;
      product *= length;
      if (product > Integer.MAX_VALUE) {
        throw machine.refuse("an array has more than 2147483647 elements");
      }
    }
    return shape;
  }
}
