package dev.eidetic.train.trainer;

import dev.eidetic.train.network.Network;
import dev.eidetic.train.weights.WeightTensor;
import java.util.Map;

/// What a training gave.
///
/// @param network with its head
/// @param weights of all its parameters: the average, where one was kept
/// @param side of the pictures that it was trained on, in pixels
public record TrainedModel(Network network, Map<String, WeightTensor> weights, int side) {

  public TrainedModel {
    weights = Map.copyOf(weights);
  }
}
