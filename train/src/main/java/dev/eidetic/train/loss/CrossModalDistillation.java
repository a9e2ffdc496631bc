package dev.eidetic.train.loss;

import static dev.eidetic.train.loss.Comparisons.scalar;
import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.train.network.Parameter;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Each image picks its own vector among the batch's vectors of another kind, such as those of
/// captions, and the other way round: half the sum of both cross-entropies of cosines divided by a
/// temperature, after a learned linear map. Source: Radford et al., 2021,
/// <https://arxiv.org/abs/2103.00020>, figure 3.
public record CrossModalDistillation(double temperature) implements Loss {

  public static final CrossModalDistillation DEFAULT = new CrossModalDistillation(0.07);

  private static final String MAP = "cross-modal.map";

  public CrossModalDistillation {
    require(temperature > 0, "temperature is %s; it must be above 0", temperature);
  }

  @Override
  public List<Parameter> parameters(LossShape shape) {
    return TeacherSpace.parameters(MAP, shape);
  }

  @Override
  public Tensor of(LossInput input) {
    var logits =
        TeacherSpace.mapped(input, MAP)
            .matmul(TeacherSpace.teacher(input).t())
            .div(scalar(temperature));
    var forth = torch.log_softmax(logits, 1).diagonal().mean();
    var back = torch.log_softmax(logits, 0).diagonal().mean();
    return forth.add(back).mul(scalar(-0.5));
  }
}
