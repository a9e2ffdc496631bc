package dev.eidetic.train.torch;

import dev.eidetic.train.network.Initial;
import dev.eidetic.train.network.Parameter;
import dev.eidetic.train.weights.WeightTensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Draws what parameters are before training; the same on every machine.
public final class FreshWeights {

  private static final double CUT = 2;

  private FreshWeights() {}

  /// @param seed a parameter's numbers depend on it and on the parameter's name alone
  public static Map<String, WeightTensor> of(List<Parameter> parameters, long seed) {
    var weights = new LinkedHashMap<String, WeightTensor>();
    for (var parameter : parameters) {
      weights.put(parameter.name(), of(parameter, seed));
    }
    return weights;
  }

  private static WeightTensor of(Parameter parameter, long seed) {
    var values = new float[Math.toIntExact(parameter.count())];
    var random = new SplittableRandom(seed * 0x9e3779b97f4a7c15L + parameter.name().hashCode());
    switch (parameter.initial()) {
      case Initial.Constant(float value) -> Arrays.fill(values, value);
      case Initial.Normal(double deviation) -> {
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) (deviation * cutNormal(random));
        }
      }
      case Initial.Uniform(double reach) -> {
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) random.nextDouble(-reach, reach);
        }
      }
    }
    return new WeightTensor(parameter.shape(), values);
  }

  private static double cutNormal(SplittableRandom random) {
    double number = random.nextGaussian();
    while (Math.abs(number) > CUT) {
      number = random.nextGaussian();
    }
    return number;
  }
}
