package dev.eidetic.train.loss;

import static dev.eidetic.train.loss.Comparisons.scalar;
import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.train.torch.Processor;
import org.bytedeco.pytorch.Tensor;

/// ArcFace with several proxies per class, of which the nearest counts, and a margin of its own for
/// each class. Sources: Deng et al., 2020, <https://doi.org/10.1007/978-3-030-58621-8_43>, for the
/// sub-centres; Ha et al., 2020, <https://arxiv.org/abs/2010.05350>, for the margins.
///
/// @param margins for each class
public record SubCentreArcFaceLoss(ClassMargins margins, double scale, int centres)
    implements ProxyLoss {

  public SubCentreArcFaceLoss {
    require(scale > 0, "scale is %s; it must be above 0", scale);
    require(centres >= 1, "centres is %d; there must be at least 1 per class", centres);
  }

  /// Three sub-centres, scale 64, the same margin for all classes.
  public static SubCentreArcFaceLoss ofEqualMargins() {
    return new SubCentreArcFaceLoss(new ClassMargins.Equal(0.5), 64, 3);
  }

  @Override
  public String proxies() {
    return "sub-arcface.proxies";
  }

  @Override
  public Tensor of(LossInput input) {
    var all = cosines(input);
    var cosines = all.reshape(all.size(0), -1, centres).amax(new long[] {2}, false);
    int classes = Math.toIntExact(cosines.size(1));
    var perClass = Processor.like(Tensor.create(margins.radians(classes)), cosines);
    var widened = ProxyLoss.targets(input, cosines).mul(perClass);
    return ProxyLoss.crossEntropy(input, AngularMargin.added(cosines, widened).mul(scalar(scale)));
  }
}
