package dev.eidetic.train.loss;

import dev.eidetic.train.network.Parameter;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/// Something to minimize. Immutable: what a loss learns lies in the parameters it names.
///
/// Unless a loss says otherwise, it brings embeddings to unit length first.
public sealed interface Loss
    permits ContrastiveLoss,
        TripletMarginLoss,
        NtXentLoss,
        SupConLoss,
        MultiSimilarityLoss,
        CircleLoss,
        NPairsLoss,
        LiftedStructureLoss,
        ProxyLoss,
        SmoothApLoss,
        FastApLoss,
        ListwiseApLoss,
        RecallAtKLoss,
        VicRegLoss,
        KoLeoLoss,
        FeatureDistillation,
        StructureDistillation,
        CrossModalDistillation,
        ByImage,
        WeightedSum {

  /// Parameters that the loss learns beside the network.
  ///
  /// @param shape what it will be used on
  default List<Parameter> parameters(LossShape shape) {
    return List.of();
  }

  /// The loss of a batch: one number, from which gradients flow into the embeddings and into the
  /// loss's parameters. Zero, with zero gradients, where a batch holds nothing to compare.
  Tensor of(LossInput input);
}
