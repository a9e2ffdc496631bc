package dev.eidetic.train.loss;

import static dev.eidetic.train.loss.Comparisons.scalar;

import dev.eidetic.train.mining.Miner;
import org.bytedeco.pytorch.Tensor;

/// Kozachenko-Leonenko entropy: embeddings spread over the sphere. Needs no labels.
///
/// Mean over rows of `-log(distance to the nearest other row + 1e-8)`. With `isAcrossClasses`, rows
/// of the same label, such as views of one image, do not count as neighbours. Source: Sablayrolles
/// et al., 2018, <https://arxiv.org/abs/1806.03198>, equation 3; SSCD adds it with weight 30.
public record KoLeoLoss(boolean isAcrossClasses) implements Loss {

  public static final KoLeoLoss DEFAULT = new KoLeoLoss(true);

  /// Further than unit vectors can be.
  private static final double FAR = 4;

  @Override
  public Tensor of(LossInput input) {
    var comparisons = Comparisons.of(input.withMiner(new Miner.All()));
    var others =
        isAcrossClasses
            ? comparisons.negatives()
            : comparisons.negatives().add(comparisons.positives());
    var distances = comparisons.distances().masked_fill(others.eq(scalar(0)), scalar(FAR));
    var nearest = distances.amin(new long[] {1}, false);
    var perRow = nearest.add(scalar(1e-8)).log().neg();
    return Comparisons.meanOver(perRow, others.amax(new long[] {1}, false));
  }
}
