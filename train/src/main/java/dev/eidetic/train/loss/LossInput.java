package dev.eidetic.train.loss;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.train.mining.Miner;
import dev.eidetic.train.torch.NetworkState;
import dev.eidetic.train.torch.Processor;
import dev.eidetic.train.torch.Tensors;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/// What a loss sees of a batch.
///
/// @param embeddings `[N, D]`
/// @param labels class of each row, from 0 on; read, never changed
/// @param images number of each row's image; views of one image share it
/// @param references what rows are compared with: the batch itself if empty
/// @param miner chooses pairs and triplets
/// @param parameters of the loss
/// @param teacher vectors of the same images by a teacher, `[N, T]`
public record LossInput(
    Tensor embeddings,
    int[] labels,
    int[] images,
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
        embeddings,
        labels,
        labels,
        Optional.empty(),
        new Miner.All(),
        parameters,
        Optional.empty());
  }

  /// The same with a teacher's vectors.
  public LossInput withTeacher(Tensor vectors) {
    var near = Processor.like(vectors, embeddings);
    return new LossInput(
        embeddings, labels, images, references, miner, parameters, Optional.of(near));
  }

  /// The same with chosen pairs.
  public LossInput withMiner(Miner other) {
    return new LossInput(embeddings, labels, images, references, other, parameters, teacher);
  }

  /// The same compared with other images.
  public LossInput withReferences(References others) {
    var near = new References(Processor.like(others.embeddings(), embeddings), others.labels());
    return new LossInput(embeddings, labels, images, Optional.of(near), miner, parameters, teacher);
  }

  /// The same with the numbers of the images; without them each class is one image.
  public LossInput withImages(int[] numbers) {
    return new LossInput(embeddings, labels, numbers, references, miner, parameters, teacher);
  }

  /// The same with each image as its own class, compared within the batch.
  LossInput byImage() {
    return new LossInput(embeddings, images, images, Optional.empty(), miner, parameters, teacher);
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
