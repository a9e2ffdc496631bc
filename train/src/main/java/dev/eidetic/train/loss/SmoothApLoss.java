package dev.eidetic.train.loss;

import static dev.eidetic.train.loss.Comparisons.scalar;
import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.train.torch.Tensors;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;

/// One minus average precision, with sigmoids in place of steps.
///
/// For each row with positives, `AP = 1/|P| sum over p of (1 + sum over q in P, q != p, of G(q,p))
/// / (1 + sum over all j != p of G(j,p))`, with `G(j,p) = sigmoid((s_j - s_p) / temperature)`. The
/// loss is `1 - AP`, averaged. Source: Brown et al., 2020, <https://arxiv.org/abs/2007.12163>,
/// equation 6. Needs memory for the cube of the batch.
public record SmoothApLoss(double temperature) implements Loss {

  public static final SmoothApLoss DEFAULT = new SmoothApLoss(0.01);

  public SmoothApLoss {
    require(temperature > 0, "temperature is %s; it must be above 0", temperature);
  }

  @Override
  public Tensor of(LossInput input) {
    var comparisons = Comparisons.of(input);
    var positives = comparisons.positives();
    var steps = steps(comparisons.similarities(), temperature);
    var amongPositives = sumLast(steps.mul(positives.unsqueeze(1))).add(scalar(0.5));
    var all = positives.add(comparisons.negatives());
    var amongAll = sumLast(steps.mul(all.unsqueeze(1))).add(scalar(0.5));
    var precisions = amongPositives.div(amongAll).mul(positives);
    var counts = Comparisons.sumRows(positives).clamp_min(scalar(1));
    var perRow = Comparisons.sumRows(precisions).div(counts).neg().add(scalar(1));
    return Comparisons.meanOver(perRow, comparisons.hasPositive());
  }

  /// `[N, p, j]`: how far `j` ranks before `p`, from 0 to 1. Each item ranks half before itself, so
  /// that sums over all `j` are half more than sums over the others.
  static Tensor steps(Tensor similarities, double temperature) {
    var differences = similarities.unsqueeze(1).sub(similarities.unsqueeze(2));
    return differences.div(Tensors.scalar(temperature)).sigmoid();
  }

  static Tensor sumLast(Tensor values) {
    return values.sum(new long[] {2}, false, new ScalarTypeOptional());
  }
}
