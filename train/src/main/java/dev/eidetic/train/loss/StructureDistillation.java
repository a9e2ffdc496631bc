package dev.eidetic.train.loss;

import static dev.eidetic.train.loss.Comparisons.scalar;
import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.train.torch.TorchNetwork;
import org.bytedeco.pytorch.Tensor;

/// Similarities within a batch as the teacher has them: mean over pairs of different images of the
/// squared difference of cosines. Needs no map, so dimensions may differ. Sources: Park et al.,
/// 2019, <https://arxiv.org/abs/1904.05068>; Tung and Mori, 2019,
/// <https://arxiv.org/abs/1907.09682>.
public record StructureDistillation() implements Loss {

  @Override
  public Tensor of(LossInput input) {
    long count = input.embeddings().size(0);
    require(count >= 2, "the batch has %d images; structure needs at least 2", count);
    var own = TorchNetwork.unitLength(input.embeddings());
    var teacher = TeacherSpace.teacher(input);
    var difference = own.matmul(own.t()).sub(teacher.matmul(teacher.t()));
    var squares = difference.mul(difference);
    return squares.sum().sub(squares.diagonal().sum()).div(scalar(count * (count - 1.0)));
  }
}
