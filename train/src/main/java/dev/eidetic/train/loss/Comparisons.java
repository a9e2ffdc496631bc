package dev.eidetic.train.loss;

import dev.eidetic.train.mining.Mined;
import dev.eidetic.train.mining.PairTable;
import dev.eidetic.train.torch.Processor;
import dev.eidetic.train.torch.Tensors;
import dev.eidetic.train.torch.TorchNetwork;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Rows of a batch against references: cosines, and masks of 0 and 1 that say who belongs together.
///
/// A row is neither positive nor negative to itself. With a miner, masks hold what it kept.
///
/// @param similarities `[N, M]`
/// @param positives `[N, M]`, of the similarities' type
/// @param negatives `[N, M]`, of the similarities' type
/// @param mined by the input's miner
record Comparisons(Tensor similarities, Tensor positives, Tensor negatives, Mined mined) {

  /// Far below any exponent that counts, yet finite, so that gradients stay so.
  private static final double NOTHING = -1e9;

  /// Least squared distance whose root is taken, as the root's slope at zero is infinite.
  private static final double LEAST_SQUARE = 1e-12;

  static Comparisons of(LossInput input) {
    var queries = TorchNetwork.unitLength(input.embeddings());
    boolean isSelf = input.references().isEmpty();
    var others =
        isSelf
            ? queries
            : TorchNetwork.unitLength(input.references().orElseThrow().embeddings().detach());
    int[] labels = isSelf ? input.labels() : input.references().orElseThrow().labels();
    var similarities = queries.matmul(others.t());
    var table = new PairTable(Tensors.rows(similarities), input.labels(), labels, isSelf);
    var mined = input.miner().mine(table);
    return new Comparisons(
        similarities,
        mask(mined.positives(), similarities),
        mask(mined.negatives(), similarities),
        mined);
  }

  private static Tensor mask(boolean[][] kept, Tensor like) {
    int columns = Math.toIntExact(like.size(1));
    var flat = new float[kept.length * columns];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = kept[i / columns][i % columns] ? 1 : 0;
    }
    return Processor.like(Tensor.create(flat, kept.length, columns), like);
  }

  /// Euclidean distances of the unit vectors.
  Tensor distances() {
    var squares = similarities.mul(scalar(-2)).add(scalar(2));
    return squares.clamp_min(scalar(LEAST_SQUARE)).sqrt();
  }

  /// Per row the logarithm of the sum of exponentials of masked logits; far below zero where the
  /// mask is empty.
  static Tensor logSumExp(Tensor logits, Tensor mask) {
    return logits.masked_fill(mask.eq(scalar(0)), scalar(NOTHING)).logsumexp(1);
  }

  /// Mean over the rows that have what both masks ask for; zero if there are none.
  ///
  /// @param perRow `[N]`
  /// @param wanted `[N]`, 0 or 1
  static Tensor meanOver(Tensor perRow, Tensor wanted) {
    return perRow.mul(wanted).sum().div(wanted.sum().clamp_min(scalar(1)));
  }

  /// Mean over what is above zero; zero if nothing is.
  static Tensor meanOfPositive(Tensor values) {
    var count = values.gt(scalar(0)).sum().clamp_min(scalar(1));
    return values.sum().div(count.to(values.scalar_type()));
  }

  /// 1 for rows with a positive.
  Tensor hasPositive() {
    return any(positives);
  }

  /// 1 for rows with a positive and a negative.
  Tensor hasBoth() {
    return any(positives).mul(any(negatives));
  }

  private static Tensor any(Tensor mask) {
    return mask.amax(new long[] {1}, false);
  }

  /// log(1 + exp(x)), of anything.
  static Tensor softplus(Tensor values) {
    return torch.softplus(values);
  }

  static Tensor sumRows(Tensor values) {
    return values.sum(new long[] {1}, false, new ScalarTypeOptional());
  }

  static Scalar scalar(double value) {
    return Tensors.scalar(value);
  }
}
