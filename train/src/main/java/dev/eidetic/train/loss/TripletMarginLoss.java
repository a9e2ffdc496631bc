package dev.eidetic.train.loss;

import static dev.eidetic.train.loss.Comparisons.scalar;
import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.train.torch.Processor;
import org.bytedeco.pytorch.Tensor;

/// Triplet loss over the triplets that the miner chose.
///
/// With Euclidean distances of unit vectors, the mean of `max(0, d(a,p) - d(a,n) + margin)` over
/// the triplets where it is above 0; soft: the mean of `log(1 + exp(d(a,p) - d(a,n)))` over all of
/// them. Source: Schroff et al., 2015, <https://arxiv.org/abs/1503.03832>, section 3.1, without
/// squares, and Hermans et al., 2017, <https://arxiv.org/abs/1703.07737>, section 2.
///
/// @param margin without meaning where soft
public record TripletMarginLoss(double margin, boolean isSoft) implements Loss {

  public static final TripletMarginLoss DEFAULT = new TripletMarginLoss(0.05, false);

  public TripletMarginLoss {
    require(margin >= 0, "margin is %s; it must not be negative", margin);
  }

  @Override
  public Tensor of(LossInput input) {
    var comparisons = Comparisons.of(input);
    var triplets = comparisons.mined().triplets();
    if (triplets.isEmpty()) {
      return input.nothing();
    }
    long columns = comparisons.similarities().size(1);
    var distances = comparisons.distances().flatten();
    var toPositive =
        triplets.stream().mapToLong(t -> t.anchor() * columns + t.positive()).toArray();
    var toNegative =
        triplets.stream().mapToLong(t -> t.anchor() * columns + t.negative()).toArray();
    var excess = chosen(distances, toPositive).sub(chosen(distances, toNegative));
    return isSoft
        ? Comparisons.softplus(excess).mean()
        : Comparisons.meanOfPositive(excess.add(scalar(margin)).relu());
  }

  private static Tensor chosen(Tensor distances, long[] places) {
    return distances.index_select(0, Processor.whole(places, distances));
  }
}
