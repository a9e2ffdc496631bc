package dev.eidetic.train.loss;

import dev.eidetic.train.network.Parameter;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/// A loss for which each image is its own class, whatever its label: views of one image belong
/// together. Beside a loss of classes it keeps images of one class apart, as finding copies needs.
/// Compares within the batch, never with a memory.
///
/// @param loss of the images
public record ByImage(Loss loss) implements Loss {

  @Override
  public List<Parameter> parameters(LossShape shape) {
    return loss.parameters(shape);
  }

  @Override
  public Tensor of(LossInput input) {
    return loss.of(input.byImage());
  }
}
