package dev.eidetic.train.reranker;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.train.export.OnnxExport;
import dev.eidetic.train.network.Network;
import dev.eidetic.train.network.PairTransformers;
import dev.eidetic.train.torch.LibTorch;
import dev.eidetic.train.torch.NetworkState;
import dev.eidetic.train.torch.Tensors;
import dev.eidetic.train.torch.TorchNetwork;
import dev.eidetic.train.trainer.Optimizer;
import dev.eidetic.train.trainer.RateFactors;
import dev.eidetic.train.trainer.Schedule;
import dev.eidetic.train.trainer.TrainingException;
import dev.eidetic.train.trainer.Updates;
import dev.eidetic.train.weights.WeightTensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Learns a cross-encoder from labelled pairs by binary cross-entropy, as Reranking Transformers do
/// (Tan et al., 2021), and keeps the epoch that does best on groups never learned from. Minutes for
/// a hundred thousand pairs, so there are no checkpoints. One thread.
public final class RerankerTraining {

  private static final double WARM_UP = 0.05;
  private static final double LAST_SHARE = 0.02;
  private static final double LONGEST_GRADIENT = 1;

  private final RerankerSettings settings;
  private final int rows;
  private final int numbers;
  private final PairSplit split;
  private final Network network;

  /// @param pairs of at least two groups, with right and wrong ones among them
  /// @param rows per pair
  /// @param numbers per row
  public RerankerTraining(
      RerankerSettings settings, List<LabelledPair> pairs, int rows, int numbers) {
    this.settings = settings;
    this.rows = rows;
    this.numbers = numbers;
    for (var pair : pairs) {
      require(
          pair.tokens().length == rows * numbers,
          "a pair has %d numbers; it must have %d rows of %d",
          pair.tokens().length,
          rows,
          numbers);
    }
    split = PairSplit.of(pairs, settings.heldOut(), settings.seed());
    network = PairTransformers.of(numbers, settings.width(), settings.heads(), settings.depth());
  }

  /// What is learned from and what is measured on.
  public PairSplit split() {
    return split;
  }

  /// Learns.
  ///
  /// @param listener hears of each epoch, first of the hits as they are
  /// @param notes for readers of the model, by key
  /// @return a whole ONNX file
  /// @throws TrainingException if the loss is no number any more
  public byte[] run(Consumer<RerankerReport> listener, Map<String, String> notes) {
    LibTorch.use(1); // of such small matrices two threads make seven times less
    listener.accept(
        new RerankerReport(0, Double.NaN, Double.NaN, split.rightFirst(split.firstOrder()), 0));
    try (var state = NetworkState.fresh(network, settings.seed());
        var updates = new Updates(Optimizer.AdamW.DEFAULT)) {
      updates.add(state, RateFactors.EQUAL);
      var weights = learn(new TorchNetwork(network, state), state, updates, listener);
      return OnnxExport.ofTokens(network, weights, rows, numbers, notes);
    }
  }

  private Map<String, WeightTensor> learn(
      TorchNetwork model, NetworkState state, Updates updates, Consumer<RerankerReport> listener) {
    var best = state.values();
    double least = Double.POSITIVE_INFINITY;
    for (int epoch = 1; epoch <= settings.epochs(); epoch++) {
      long start = System.nanoTime();
      double learned = epoch(model, updates, epoch);
      double seconds = (System.nanoTime() - start) / 1e9;
      var logits = logits(model, split.heldOut());
      double loss = split.loss(logits);
      listener.accept(
          new RerankerReport(
              epoch, learned, loss, split.rightFirst(logits), split.learned().size() / seconds));
      if (loss < least) {
        least = loss;
        best = state.values();
      }
    }
    return best;
  }

  /// @return the mean loss
  private double epoch(TorchNetwork model, Updates updates, int epoch) {
    var schedule = new Schedule(settings.epochs(), WARM_UP, settings.rate(), LAST_SHARE);
    var pairs = new ArrayList<>(split.learned());
    Collections.shuffle(pairs, new Random(settings.seed() * 1000 + epoch));
    int perEpoch = Math.ceilDiv(pairs.size(), settings.batch());
    double sum = 0;
    for (int i = 0; i < perEpoch; i++) {
      int first = i * settings.batch();
      var batch = pairs.subList(first, Math.min(pairs.size(), first + settings.batch()));
      long step = (epoch - 1L) * perEpoch + i;
      double rate = schedule.rate(step, (long) perEpoch * settings.epochs());
      sum += step(model, updates, batch, step + 1, rate);
    }
    return sum / perEpoch;
  }

  private double step(
      TorchNetwork model, Updates updates, List<LabelledPair> batch, long step, double rate) {
    try (var _ = new PointerScope()) {
      var logits = model.forward(tokens(batch), true).flatten();
      var truth = new float[batch.size()];
      for (int i = 0; i < truth.length; i++) {
        truth[i] = batch.get(i).isSame() ? 1 : 0;
      }
      // cross-entropy of a logit x: log(1 + exp(x)) - x if it is right
      var loss = torch.softplus(logits).sub(logits.mul(Tensor.create(truth))).mean();
      double value = loss.item_double();
      if (!Double.isFinite(value)) {
        throw new TrainingException(
            "step %d: the loss is %s; learn more slowly".formatted(step, value));
      }
      loss.backward();
      updates.clip(LONGEST_GRADIENT);
      try (var _ = new NoGradGuard()) {
        updates.step(step, rate, settings.decay());
      }
      return value;
    }
  }

  private double[] logits(TorchNetwork model, List<LabelledPair> pairs) {
    var logits = new double[pairs.size()];
    for (int first = 0; first < logits.length; first += settings.batch()) {
      int end = Math.min(logits.length, first + settings.batch());
      try (var _ = new PointerScope();
          var _ = new NoGradGuard()) {
        double[] part = Tensors.doubles(model.forward(tokens(pairs.subList(first, end)), false));
        System.arraycopy(part, 0, logits, first, part.length);
      }
    }
    return logits;
  }

  private Tensor tokens(List<LabelledPair> pairs) {
    int perPair = rows * numbers;
    var values = new float[pairs.size() * perPair];
    for (int i = 0; i < pairs.size(); i++) {
      short[] tokens = pairs.get(i).tokens();
      for (int j = 0; j < perPair; j++) {
        values[i * perPair + j] = Float.float16ToFloat(tokens[j]);
      }
    }
    return Tensor.create(values, pairs.size(), rows, numbers);
  }
}
