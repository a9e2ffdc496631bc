package dev.eidetic.train.loss;

import dev.eidetic.train.network.Initial;
import dev.eidetic.train.network.Parameter;
import dev.eidetic.train.network.Parameter.Role;
import dev.eidetic.train.torch.Processor;
import dev.eidetic.train.torch.TorchNetwork;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// A loss that compares embeddings with learned vectors, one or more per class, in place of each
/// other. Proxies are brought to unit length before use.
public sealed interface ProxyLoss extends Loss
    permits ProxyNcaLoss,
        ProxyNcaPlusPlusLoss,
        ProxyAnchorLoss,
        NormalizedSoftmaxLoss,
        ArcFaceLoss,
        CosFaceLoss,
        SubCentreArcFaceLoss,
        SoftTripleLoss {

  /// Proxies per class.
  default int centres() {
    return 1;
  }

  /// Name of the proxies' parameter, `[classes * centres, D]`, the centres of a class together.
  String proxies();

  @Override
  default List<Parameter> parameters(LossShape shape) {
    long rows = (long) shape.classes() * centres();
    return List.of(
        new Parameter(
            proxies(),
            List.of(rows, (long) shape.dimension()),
            new Initial.Normal(1 / Math.sqrt(shape.dimension())),
            Role.UNDECAYED));
  }

  /// Cosines of embeddings and proxies, `[N, classes * centres]`.
  default Tensor cosines(LossInput input) {
    var proxies = TorchNetwork.unitLength(input.parameters().tensor(proxies()));
    return TorchNetwork.unitLength(input.embeddings()).matmul(proxies.t());
  }

  /// 1 where a column is the row's class.
  static Tensor targets(LossInput input, Tensor logits) {
    return torch.one_hot(labels(input), logits.size(1)).to(logits.scalar_type());
  }

  /// Mean over rows of the negative logarithm of the softmax at the row's class.
  static Tensor crossEntropy(LossInput input, Tensor logits) {
    return torch.log_softmax(logits, 1).gather(1, labels(input).unsqueeze(1)).mean().neg();
  }

  private static Tensor labels(LossInput input) {
    return Processor.whole(
        Arrays.stream(input.labels()).asLongStream().toArray(), input.embeddings());
  }
}
