package dev.eidetic.train.loss;

import static dev.eidetic.train.loss.Comparisons.scalar;
import static dev.eidetic.vectors.Preconditions.require;

import org.bytedeco.pytorch.Tensor;

/// One minus average precision, from histograms of squared distances.
///
/// Squared distances of unit vectors, 0 to 4, fall into `bins + 1` triangular bins. With `h+` and
/// `H+` the histogram of a row's positives and its cumulative sum, and `H` that of all, `AP = 1/|P|
/// sum over bins of h+ H+ / H`. The loss is `1 - AP`, averaged over rows with positives. Source:
/// Cakir et al., 2019,
/// <https://openaccess.thecvf.com/content_CVPR_2019/html/Cakir_Deep_Metric_Learning_to_Rank_CVPR_2019_paper.html>,
/// equation 8.
///
/// @param bins at least 1
public record FastApLoss(int bins) implements Loss {

  public static final FastApLoss DEFAULT = new FastApLoss(10);

  private static final double GREATEST = 4;

  public FastApLoss {
    require(bins >= 1, "bins is %d; it must be at least 1", bins);
  }

  @Override
  public Tensor of(LossInput input) {
    var comparisons = Comparisons.of(input);
    var squares = comparisons.similarities().mul(scalar(-2)).add(scalar(2));
    var positions = squares.mul(scalar(bins / GREATEST));
    var precision =
        BinnedPrecision.averagePrecision(
            positions, bins + 1, comparisons.positives(), comparisons.negatives());
    return Comparisons.meanOver(precision.neg().add(scalar(1)), comparisons.hasPositive());
  }
}
