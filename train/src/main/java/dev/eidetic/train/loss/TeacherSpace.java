package dev.eidetic.train.loss;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.train.network.Initial;
import dev.eidetic.train.network.Parameter;
import dev.eidetic.train.network.Parameter.Role;
import dev.eidetic.train.torch.TorchNetwork;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/// A learned linear map from a student's embeddings into its teacher's space.
final class TeacherSpace {

  private TeacherSpace() {}

  static List<Parameter> parameters(String name, LossShape shape) {
    require(shape.teacherDimension() >= 1, "there is no teacher; %s needs one", name);
    return List.of(
        new Parameter(
            name,
            List.of((long) shape.teacherDimension(), (long) shape.dimension()),
            new Initial.Normal(1 / Math.sqrt(shape.dimension())),
            Role.WEIGHT));
  }

  /// Embeddings in the teacher's space, of unit length.
  static Tensor mapped(LossInput input, String name) {
    var map = input.parameters().tensor(name);
    return TorchNetwork.unitLength(input.embeddings().matmul(map.t()));
  }

  static Tensor teacher(LossInput input) {
    return TorchNetwork.unitLength(input.requiredTeacher().detach());
  }
}
