package dev.eidetic.train.loss;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.train.mining.Miner;
import dev.eidetic.train.torch.NetworkState;
import dev.eidetic.train.torch.Tensors;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/// What a loss sees of a batch.
///
/// @param embeddings `[N, D]`
/// @param labels class of each row, from 0 on; read, never changed
/// @param references what rows are compared with: the batch itself if empty
/// @param miner chooses pairs and triplets
/// @param parameters of the loss
/// @param teacher vectors of the same images by a teacher, `[N, T]`
public record LossInput(
    Tensor embeddings,
    int[] labels,
    Optional<References> references,
    Miner miner,
    NetworkState parameters,
    Optional<Tensor> teacher) {

  /// Embeddings of other images, which get no gradients.
  ///
  /// @param embeddings `[M, D]`
  /// @param labels class of each row
  public record References(Tensor embeddings, int[] labels) {}

  public LossInput {
    require(
        embeddings.dim() == 2 && embeddings.size(0) == labels.length,
        "there are %d labels; there must be one for each of %d embeddings",
        labels.length,
        embeddings.size(0));
  }

  /// A batch compared with itself, all pairs.
  public static LossInput of(Tensor embeddings, int[] labels, NetworkState parameters) {
    return new LossInput(
        embeddings, labels, Optional.empty(), new Miner.All(), parameters, Optional.empty());
  }

  /// The same with a teacher's vectors.
  public LossInput withTeacher(Tensor vectors) {
    return new LossInput(embeddings, labels, references, miner, parameters, Optional.of(vectors));
  }

  /// The same with chosen pairs.
  public LossInput withMiner(Miner other) {
    return new LossInput(embeddings, labels, references, other, parameters, teacher);
  }

  /// The same compared with other images.
  public LossInput withReferences(References others) {
    return new LossInput(embeddings, labels, Optional.of(others), miner, parameters, teacher);
  }

  /// @throws IllegalArgumentException if there is no teacher
  Tensor requiredTeacher() {
    require(teacher.isPresent(), "there are no vectors of a teacher; distillation needs them");
    return teacher.orElseThrow();
  }

  /// Zero, with zero gradients.
  Tensor nothing() {
    return embeddings.sum().mul(Tensors.scalar(0));
  }
}
