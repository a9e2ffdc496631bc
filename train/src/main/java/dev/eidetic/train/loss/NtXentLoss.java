package dev.eidetic.train.loss;

import static dev.eidetic.train.loss.Comparisons.scalar;
import static dev.eidetic.vectors.Preconditions.require;

import org.bytedeco.pytorch.Tensor;

/// InfoNCE, also NT-Xent: each positive against all negatives of its row.
///
/// Mean over positive pairs of `-log(e(i,p) / (e(i,p) + sum of e(i,n)))`, with `e = exp(cosine /
/// temperature)`. Two views of an image with one label make it SimCLR's. Sources: van den Oord et
/// al., 2018, <https://arxiv.org/abs/1807.03748>; Chen et al., 2020,
/// <https://arxiv.org/abs/2002.05709>.
///
/// @param temperature above 0; SSCD uses 0.05
public record NtXentLoss(double temperature) implements Loss {

  public static final NtXentLoss DEFAULT = new NtXentLoss(0.07);

  public NtXentLoss {
    require(temperature > 0, "temperature is %s; it must be above 0", temperature);
  }

  @Override
  public Tensor of(LossInput input) {
    var comparisons = Comparisons.of(input);
    var logits = comparisons.similarities().div(scalar(temperature));
    var negatives = Comparisons.logSumExp(logits, comparisons.negatives()).unsqueeze(1);
    var perPair = Comparisons.softplus(negatives.sub(logits)).mul(comparisons.positives());
    return perPair.sum().div(comparisons.positives().sum().clamp_min(scalar(1)));
  }
}
