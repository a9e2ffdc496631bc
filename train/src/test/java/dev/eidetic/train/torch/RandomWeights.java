package dev.eidetic.train.torch;

import dev.eidetic.testkit.Seeds;
import dev.eidetic.train.network.Network;
import dev.eidetic.train.weights.WeightTensor;
import java.util.LinkedHashMap;
import java.util.Map;

/// Weights that leave no term of a network at zero, as fresh ones do, and keep its numbers
/// moderate.
public final class RandomWeights {

  private RandomWeights() {}

  public static Map<String, WeightTensor> of(Network network, long seed) {
    var weights = new LinkedHashMap<String, WeightTensor>();
    FreshWeights.of(network.parameters(), seed)
        .forEach(
            (name, tensor) -> {
              var random = Seeds.of(seed + name.hashCode());
              float[] values = tensor.values().clone();
              boolean isScale = name.endsWith(".weight") && tensor.shape().size() == 1;
              for (int i = 0; i < values.length; i++) {
                float noise = 0.2f * (float) random.nextGaussian();
                values[i] =
                    name.endsWith("running_var") || name.endsWith(".p")
                        ? values[i] + Math.abs(noise)
                        : isScale ? 0.7f + noise : values[i] + (isMatrix(tensor) ? 0 : noise);
              }
              weights.put(name, new WeightTensor(tensor.shape(), values));
            });
    return weights;
  }

  private static boolean isMatrix(WeightTensor tensor) {
    return tensor.shape().size() > 1;
  }
}
