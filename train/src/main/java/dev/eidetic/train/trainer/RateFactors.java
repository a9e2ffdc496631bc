package dev.eidetic.train.trainer;

import static dev.eidetic.vectors.Preconditions.require;

import java.util.Set;

/// Shares of the learning rate.
///
/// @param backbone of parameters that came from elsewhere, usually below 1
/// @param head of pooling, projection and neck
/// @param loss of proxies and maps; proxies like 10 or 100
public record RateFactors(double backbone, double head, double loss) {

  public static final RateFactors EQUAL = new RateFactors(1, 1, 1);

  private static final Set<String> HEAD = Set.of("pool", "projection", "neck");
  private static final Set<String> LOSS_ENDS = Set.of("proxies", "map");

  public RateFactors {
    require(
        backbone >= 0 && head >= 0 && loss >= 0,
        "rate factors are %s, %s and %s; none may be negative",
        backbone,
        head,
        loss);
  }

  double of(String parameter) {
    if (LOSS_ENDS.contains(parameter.substring(parameter.lastIndexOf('.') + 1))) {
      return loss;
    }
    int dot = parameter.indexOf('.');
    return HEAD.contains(dot < 0 ? parameter : parameter.substring(0, dot)) ? head : backbone;
  }
}
