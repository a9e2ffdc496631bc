package dev.eidetic.train.trainer;

import dev.eidetic.train.loss.CrossBatchMemory;
import dev.eidetic.train.loss.LossInput;
import dev.eidetic.train.loss.LossShape;
import dev.eidetic.train.mining.Miner;
import dev.eidetic.train.network.Network;
import dev.eidetic.train.torch.FreshWeights;
import dev.eidetic.train.torch.NetworkState;
import dev.eidetic.train.torch.Processor;
import dev.eidetic.train.torch.Tensors;
import dev.eidetic.train.torch.TorchNetwork;
import dev.eidetic.train.weights.SafetensorsFile;
import dev.eidetic.train.weights.SafetensorsWriter;
import dev.eidetic.train.weights.WeightTensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// All that changes while training: network, loss, moments, average, memory. One thread.
final class Learner implements AutoCloseable {

  private static final String AVERAGE = "average.";
  private static final String MEMORY = "memory.embeddings";
  private static final String MEMORY_LABELS = "memory.labels";

  private final TrainingSettings settings;
  private final TrainingInputs data;
  private final Network network;
  private final NetworkState state;
  private final NetworkState average;
  private final NetworkState lossState;
  private final TorchNetwork torch;
  private final Processor processor;
  private final Updates updates;
  private final Optional<CrossBatchMemory> memory;
  private final String fingerprint;

  Learner(TrainingSettings settings, TrainingInputs data, Processor processor) {
    this.processor = processor;
    this.settings = settings;
    this.data = data;
    this.network = settings.model().build();
    this.fingerprint = fingerprint(settings, data);
    var fresh = new LinkedHashMap<>(FreshWeights.of(network.parameters(), settings.seed()));
    fresh.putAll(data.initialWeights());
    this.state = NetworkState.of(network.parameters(), fresh, ScalarType.Float, processor);
    this.average = NetworkState.of(network.parameters(), fresh, ScalarType.Float, processor);
    var shape =
        new LossShape(network.width(), data.images().classes().size(), data.teacherDimension());
    var lossParameters = settings.objective().loss().parameters(shape);
    this.lossState =
        NetworkState.of(
            lossParameters,
            FreshWeights.of(lossParameters, settings.seed()),
            ScalarType.Float,
            processor);
    this.torch = new TorchNetwork(network, state, settings.descent().arithmetic());
    this.updates = new Updates(settings.descent().optimizer());
    updates.add(state, settings.descent().factors());
    updates.add(lossState, settings.descent().factors());
    int capacity = settings.objective().memory();
    this.memory = capacity == 0 ? Optional.empty() : Optional.of(new CrossBatchMemory(capacity));
  }

  /// SHA-256 over settings, classes, files and initial weights.
  private static String fingerprint(TrainingSettings settings, TrainingInputs data) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(settings.toString().getBytes(StandardCharsets.UTF_8));
      digest.update(data.images().fingerprint().getBytes(StandardCharsets.UTF_8));
      for (var named : new TreeMap<>(data.initialWeights()).entrySet()) {
        digest.update(named.getKey().getBytes(StandardCharsets.UTF_8));
        int hash = Arrays.hashCode(named.getValue().values());
        digest.update(ByteBuffer.allocate(4).putInt(hash).array());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  String fingerprint() {
    return fingerprint;
  }

  /// One step.
  ///
  /// @param step of all, from 1 on
  /// @return the loss before the step
  double learn(BatchLoader.Batch batch, long step, double rate) {
    int rows = batch.images().length;
    var labels = new int[rows];
    for (int i = 0; i < rows; i++) {
      labels[i] = data.images().labels()[batch.images()[i]];
    }
    try (var _ = new PointerScope()) {
      var pixels = Embedder.tensor(batch.pixels(), rows, settings.model().side(), processor);
      var embeddings = torch.forward(pixels, true);
      var loss = settings.objective().loss().of(input(embeddings, labels, batch.images(), step));
      double value = loss.item_double();
      if (!Double.isFinite(value)) {
        return value;
      }
      loss.backward();
      updates.clip(settings.descent().longestGradient());
      try (var _ = new NoGradGuard()) {
        updates.step(step, rate, settings.descent().decay());
        moveAverage(step);
      }
      memory.ifPresent(past -> past.add(embeddings, labels));
      return value;
    }
  }

  private LossInput input(Tensor embeddings, int[] labels, int[] images, long step) {
    var input =
        LossInput.of(embeddings, labels, lossState).withImages(images).withMiner(minerOf(step));
    var references = memory.flatMap(CrossBatchMemory::references);
    if (references.isPresent()) {
      input = input.withReferences(references.get());
    }
    int dimension = data.teacherDimension();
    if (dimension == 0) {
      return input;
    }
    var vectors = new float[images.length * dimension];
    for (int i = 0; i < images.length; i++) {
      System.arraycopy(data.teacherOf(images[i]), 0, vectors, i * dimension, dimension);
    }
    return input.withTeacher(Tensor.create(vectors, images.length, dimension));
  }

  /// Miners that draw, draw anew in each step.
  private Miner minerOf(long step) {
    return switch (settings.objective().miner()) {
      case Miner.DistanceWeighted m ->
          new Miner.DistanceWeighted(
              m.dimension(), m.nearest(), m.furthest(), settings.seed() + step);
      case Miner other -> other;
    };
  }

  /// The average follows faster at first, so that it forgets the beginning.
  private void moveAverage(long step) {
    double kept = Math.min(settings.descent().averaging(), step / (step + 10.0));
    for (var parameter : network.parameters()) {
      average
          .tensor(parameter.name())
          .lerp_(state.tensor(parameter.name()).detach(), Tensors.scalar(1 - kept));
    }
  }

  private boolean isAveraged() {
    return settings.descent().averaging() > 0;
  }

  private NetworkState best() {
    return isAveraged() ? average : state;
  }

  /// Metrics on the validation images; empty without any.
  Map<String, Double> validate() throws InterruptedException {
    if (data.validation().isEmpty()) {
      return Map.of();
    }
    var embedder =
        new Embedder(new TorchNetwork(network, best()), settings.model().usedSide(), processor);
    return data.validation().get().measure(embedder);
  }

  void saveModel(Path file) throws IOException {
    SafetensorsWriter.write(
        file, best().values(), Map.of("network", network.name(), "fingerprint", fingerprint));
  }

  /// The model saved last.
  TrainedModel model(Path file) throws IOException {
    var weights = new LinkedHashMap<String, WeightTensor>();
    try (var saved = SafetensorsFile.open(file)) {
      for (var parameter : network.parameters()) {
        weights.put(parameter.name(), saved.read(parameter.name()));
      }
    }
    return new TrainedModel(network, weights, settings.model().usedSide());
  }

  /// Everything that a checkpoint holds.
  Map<String, WeightTensor> tensors() {
    var tensors = new LinkedHashMap<>(state.values());
    tensors.putAll(lossState.values());
    tensors.putAll(updates.values());
    average.values().forEach((name, tensor) -> tensors.put(AVERAGE + name, tensor));
    memory.ifPresent(past -> remember(past, tensors));
    return tensors;
  }

  private void remember(CrossBatchMemory past, Map<String, WeightTensor> tensors) {
    var entries = past.entries();
    int dimension = network.width();
    var numbers = new float[entries.size() * dimension];
    var labels = new float[entries.size()];
    for (int i = 0; i < labels.length; i++) {
      System.arraycopy(entries.get(i).embedding(), 0, numbers, i * dimension, dimension);
      labels[i] = Float.intBitsToFloat(entries.get(i).label()); // bits, not numbers
    }
    long count = labels.length;
    tensors.put(MEMORY, new WeightTensor(List.of(count, (long) dimension), numbers));
    tensors.put(MEMORY_LABELS, new WeightTensor(List.of(count), labels));
  }

  void restore(Map<String, WeightTensor> tensors) {
    state.restore(tensors);
    lossState.restore(tensors);
    updates.restore(tensors);
    var averages = new LinkedHashMap<String, WeightTensor>();
    for (var parameter : network.parameters()) {
      averages.put(
          parameter.name(),
          Objects.requireNonNull(tensors.get(AVERAGE + parameter.name()), parameter.name()));
    }
    average.restore(averages);
    memory.ifPresent(past -> recall(past, tensors));
  }

  private static void recall(CrossBatchMemory past, Map<String, WeightTensor> tensors) {
    var numbers = Objects.requireNonNull(tensors.get(MEMORY), MEMORY);
    var labels = Objects.requireNonNull(tensors.get(MEMORY_LABELS), MEMORY_LABELS);
    int dimension = Math.toIntExact(numbers.shape().get(1));
    var entries = new ArrayList<CrossBatchMemory.Entry>();
    for (int i = 0; i < labels.values().length; i++) {
      var embedding = new float[dimension];
      System.arraycopy(numbers.values(), i * dimension, embedding, 0, dimension);
      entries.add(
          new CrossBatchMemory.Entry(embedding, Float.floatToRawIntBits(labels.values()[i])));
    }
    past.restore(entries);
  }

  @Override
  public void close() {
    updates.close();
    state.close();
    average.close();
    lossState.close();
  }
}
