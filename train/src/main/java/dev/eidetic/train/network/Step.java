package dev.eidetic.train.network;

import java.util.List;

/// One operation. The network's input is value 0, step `i` makes value `i + 1`.
///
/// @param inputs numbers of earlier values
public record Step(Operator operator, List<Integer> inputs) {

  public Step {
    inputs = List.copyOf(inputs);
  }
}
