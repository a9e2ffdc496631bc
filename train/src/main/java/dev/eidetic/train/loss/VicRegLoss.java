package dev.eidetic.train.loss;

import static dev.eidetic.train.loss.Comparisons.scalar;
import static dev.eidetic.vectors.Preconditions.require;

import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;

/// VICReg: two views alike, each number spread, numbers uncorrelated. Needs no labels: rows `i` and
/// `i + N/2` are views of one image. Lengths are left as they are.
///
/// `invariance * mean((a - b)^2) + variance * V + covariance * C`: `V` the mean over both views and
/// all numbers of `max(0, 1 - sqrt(var + epsilon))`, `C` the sum over both views of the squared
/// covariances of different numbers, divided by the dimension. Source: Bardes et al., 2021,
/// <https://arxiv.org/abs/2105.04906>, as in the authors' code.
public record VicRegLoss(double invariance, double variance, double covariance, double epsilon)
    implements Loss {

  public static final VicRegLoss DEFAULT = new VicRegLoss(25, 25, 1, 1e-4);

  public VicRegLoss {
    require(epsilon > 0, "epsilon is %s; it must be above 0", epsilon);
  }

  @Override
  public Tensor of(LossInput input) {
    long half = input.embeddings().size(0) / 2;
    require(
        half >= 2 && 2 * half == input.embeddings().size(0),
        "the batch has %d rows; VICReg needs two views of at least 2 images, one half each",
        input.embeddings().size(0));
    var a = input.embeddings().narrow(0, 0, half);
    var b = input.embeddings().narrow(0, half, half);
    var difference = a.sub(b);
    return difference
        .mul(difference)
        .mean()
        .mul(scalar(invariance))
        .add(spread(a).add(spread(b)).mul(scalar(variance / 2)))
        .add(correlation(a).add(correlation(b)).mul(scalar(covariance)));
  }

  private Tensor spread(Tensor view) {
    var centred = centred(view);
    var squares = centred.mul(centred).sum(new long[] {0}, false, new ScalarTypeOptional());
    var deviation = squares.div(scalar(view.size(0) - 1.0)).add(scalar(epsilon)).sqrt();
    return deviation.neg().add(scalar(1)).relu().mean();
  }

  private static Tensor correlation(Tensor view) {
    var centred = centred(view);
    var covariances = centred.t().matmul(centred).div(scalar(view.size(0) - 1.0));
    var own = covariances.diagonal();
    var all = covariances.mul(covariances).sum().sub(own.mul(own).sum());
    return all.div(scalar((double) view.size(1)));
  }

  private static Tensor centred(Tensor view) {
    return view.sub(view.mean(new long[] {0}, true, new ScalarTypeOptional()));
  }
}
