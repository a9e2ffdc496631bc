package dev.eidetic.train.trainer;

import static dev.eidetic.vectors.Preconditions.require;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Shares of the learning rate.
///
/// @param backbone of parameters that came from elsewhere, usually below 1
/// @param head of pooling, projection and neck
/// @param loss of proxies and maps; proxies like 10 or 100
/// @param layerDecay the share of each block of the backbone in that of the block after it, and of
///   the last one in `backbone`: what the first blocks see is much the same everywhere, so they
///   should move less. Above 0, at most 1; 1 moves all alike, 0.65 to 0.9 are usual for fine-tuning
///   (Clark et al., ELECTRA, 2020; Bao et al., BEiT, 2021)
public record RateFactors(double backbone, double head, double loss, double layerDecay) {

  public static final RateFactors EQUAL = new RateFactors(1, 1, 1, 1);

  private static final Set<String> HEAD = Set.of("pool", "projection", "neck");
  private static final Set<String> LOSS_ENDS = Set.of("proxies", "map");

  public RateFactors {
    require(
        backbone >= 0 && head >= 0 && loss >= 0,
        "rate factors are %s, %s and %s; none may be negative",
        backbone,
        head,
        loss);
    require(
        layerDecay > 0 && layerDecay <= 1,
        "layer-decay is %s; it must be above 0 and at most 1",
        layerDecay);
  }

  /// @param parameters names of all that a network or a loss learns, from its input to its output
  /// @return the share of each
  List<Double> of(List<String> parameters) {
    var shares = new ArrayList<Double>();
    double share = backbone;
    String later = "none yet";
    for (String name : parameters.reversed()) {
      if (isOfLoss(name)) {
        shares.addFirst(loss);
      } else if (isOfHead(name)) {
        shares.addFirst(head);
      } else {
        String block = block(name);
        share *= block.equals(later) ? 1 : layerDecay;
        later = block;
        shares.addFirst(share);
      }
    }
    return shares;
  }

  private static boolean isOfLoss(String parameter) {
    return LOSS_ENDS.contains(parameter.substring(parameter.lastIndexOf('.') + 1));
  }

  private static boolean isOfHead(String parameter) {
    int dot = parameter.indexOf('.');
    return HEAD.contains(dot < 0 ? parameter : parameter.substring(0, dot));
  }

  /// What is numbered is a block, such as `layer1.0` or `blocks.3.1`; what lies before, between and
  /// behind blocks (stem, last normalization) has no name here and so is one each.
  private static String block(String parameter) {
    String[] parts = parameter.split("\\.");
    int numbers = 1;
    while (numbers < parts.length && parts[numbers].chars().allMatch(Character::isDigit)) {
      numbers++;
    }
    return numbers == 1 ? "" : String.join(".", List.of(parts).subList(0, numbers));
  }
}
