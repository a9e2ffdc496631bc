/// What training minimizes: losses over embeddings, as expressions of libtorch, so that gradients
/// come by themselves.
///
/// Read in this order: [Loss] (the sealed list of all), [LossInput] (what a loss sees),
/// [Comparisons] (similarities and who belongs together), then the losses: over pairs
/// ([ContrastiveLoss], [NtXentLoss], [SupConLoss], [MultiSimilarityLoss], [CircleLoss],
/// [LiftedStructureLoss], [NPairsLoss], [TripletMarginLoss]), over rankings ([SmoothApLoss],
/// [FastApLoss], [ListwiseApLoss], [RecallAtKLoss]), against learned proxies ([ProxyNcaLoss],
/// [ProxyNcaPlusPlusLoss], [ProxyAnchorLoss], [NormalizedSoftmaxLoss], [ArcFaceLoss],
/// [CosFaceLoss], [SubCentreArcFaceLoss], [SoftTripleLoss]), without labels ([VicRegLoss],
/// [KoLeoLoss]), after a teacher ([FeatureDistillation], [StructureDistillation],
/// [CrossModalDistillation]), and [WeightedSum]. [CrossBatchMemory] widens what is compared.
///
/// Defaults are those of pytorch-metric-learning, where it has the loss, else the papers'.
@NullMarked
package dev.eidetic.train.loss;

import org.jspecify.annotations.NullMarked;
