package dev.eidetic.train.loss;

import static dev.eidetic.train.loss.Comparisons.scalar;

import dev.eidetic.train.network.Parameter;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/// Embeddings that a learned linear map turns into the teacher's: mean of `1 - cosine`. Source:
/// Romero et al., 2014, <https://arxiv.org/abs/1412.6550>, equation 3, with the cosine in place of
/// squares.
public record FeatureDistillation() implements Loss {

  private static final String MAP = "feature-distillation.map";

  @Override
  public List<Parameter> parameters(LossShape shape) {
    return TeacherSpace.parameters(MAP, shape);
  }

  @Override
  public Tensor of(LossInput input) {
    var products = TeacherSpace.mapped(input, MAP).mul(TeacherSpace.teacher(input));
    return Comparisons.sumRows(products).mean().neg().add(scalar(1));
  }
}
