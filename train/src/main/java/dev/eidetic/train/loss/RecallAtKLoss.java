package dev.eidetic.train.loss;

import static dev.eidetic.train.loss.Comparisons.scalar;
import static dev.eidetic.vectors.Preconditions.require;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/// One minus recall at several depths, with sigmoids in place of steps.
///
/// A positive `p` has the smooth rank `r = 1 + sum over j != p of sigmoid((s_j - s_p) /
/// rankTemperature)`; recall at `k` of a row is `1/|P| sum over p of sigmoid((k - r) /
/// depthTemperature)`. The loss is one minus its mean over depths and over rows with positives.
/// Source: Patel et al., 2021, <https://arxiv.org/abs/2108.11179>, equations 5 and 6. Needs memory
/// for the cube of the batch.
///
/// @param depths values of k
public record RecallAtKLoss(List<Integer> depths, double depthTemperature, double rankTemperature)
    implements Loss {

  public static final RecallAtKLoss DEFAULT = new RecallAtKLoss(List.of(1, 2, 4, 8, 16), 1, 0.01);

  public RecallAtKLoss {
    depths = List.copyOf(depths);
    require(
        !depths.isEmpty() && depths.stream().allMatch(k -> k >= 1),
        "depths are %s; there must be some, each at least 1",
        depths);
    require(
        depthTemperature > 0 && rankTemperature > 0,
        "temperatures are %s and %s; both must be above 0",
        depthTemperature,
        rankTemperature);
  }

  @Override
  public Tensor of(LossInput input) {
    var comparisons = Comparisons.of(input);
    var positives = comparisons.positives();
    var all = positives.add(comparisons.negatives());
    var steps = SmoothApLoss.steps(comparisons.similarities(), rankTemperature);
    var ranks = SmoothApLoss.sumLast(steps.mul(all.unsqueeze(1))).add(scalar(0.5));
    var counts = Comparisons.sumRows(positives).clamp_min(scalar(1));
    var recall = input.nothing();
    for (int k : depths) {
      var found = ranks.neg().add(scalar(k)).div(scalar(depthTemperature)).sigmoid();
      recall = recall.add(Comparisons.sumRows(found.mul(positives)).div(counts));
    }
    var perRow = recall.div(scalar(depths.size())).neg().add(scalar(1));
    return Comparisons.meanOver(perRow, comparisons.hasPositive());
  }
}
