package dev.eidetic.train.loss;

import static dev.eidetic.train.loss.Comparisons.scalar;
import static dev.eidetic.vectors.Preconditions.require;

import org.bytedeco.pytorch.Tensor;

/// Supervised contrastive loss: all positives of a row in one softmax with its negatives.
///
/// Mean over rows with positives of `-1/|P| sum over p of log(e(i,p) / sum over all others of e)`,
/// with `e = exp(cosine / temperature)`. Source: Khosla et al., 2020,
/// <https://arxiv.org/abs/2004.11362>, equation 2.
public record SupConLoss(double temperature) implements Loss {

  public static final SupConLoss DEFAULT = new SupConLoss(0.1);

  public SupConLoss {
    require(temperature > 0, "temperature is %s; it must be above 0", temperature);
  }

  @Override
  public Tensor of(LossInput input) {
    var comparisons = Comparisons.of(input);
    var positives = comparisons.positives();
    var logits = comparisons.similarities().div(scalar(temperature));
    var all = Comparisons.logSumExp(logits, positives.add(comparisons.negatives()));
    var logShares = logits.sub(all.unsqueeze(1)).mul(positives);
    var counts = Comparisons.sumRows(positives).clamp_min(scalar(1));
    var perRow = Comparisons.sumRows(logShares).div(counts).neg();
    return Comparisons.meanOver(perRow, comparisons.hasPositive());
  }
}
