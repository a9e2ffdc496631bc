package dev.eidetic.train.loss;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.train.loss.LossInput.References;
import dev.eidetic.train.torch.Tensors;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/// Embeddings of past batches, for losses to compare a batch with. They drift slowly enough to
/// serve: Wang et al., 2019, <https://arxiv.org/abs/1912.06798>.
///
/// The newest `capacity` are kept. One thread.
public final class CrossBatchMemory {

  /// As pytorch-metric-learning has it.
  public static final int USUAL_CAPACITY = 1024;

  private final int capacity;
  private final ArrayDeque<Entry> entries = new ArrayDeque<>();

  /// One remembered image.
  ///
  /// @param embedding not copied
  public record Entry(float[] embedding, int label) {}

  /// @param capacity at least 1
  public CrossBatchMemory(int capacity) {
    require(capacity >= 1, "capacity is %d; it must be at least 1", capacity);
    this.capacity = capacity;
  }

  /// What is remembered, oldest first: all that a checkpoint needs.
  public List<Entry> entries() {
    return List.copyOf(entries);
  }

  /// Forgets everything and remembers this.
  public void restore(List<Entry> oldestFirst) {
    entries.clear();
    oldestFirst.forEach(this::add);
  }

  /// Remembers a batch.
  ///
  /// @param embeddings `[N, D]`
  public void add(Tensor embeddings, int[] labels) {
    float[][] rows = Tensors.rows(embeddings);
    for (int i = 0; i < rows.length; i++) {
      add(new Entry(rows[i], labels[i]));
    }
  }

  private void add(Entry entry) {
    if (entries.size() == capacity) {
      entries.removeFirst();
    }
    entries.addLast(entry);
  }

  /// What a batch is compared with; empty as long as nothing is remembered.
  public Optional<References> references() {
    if (entries.isEmpty()) {
      return Optional.empty();
    }
    var all = new ArrayList<>(entries);
    int dimension = all.getFirst().embedding().length;
    var numbers = new float[all.size() * dimension];
    var labels = new int[all.size()];
    for (int i = 0; i < labels.length; i++) {
      System.arraycopy(all.get(i).embedding(), 0, numbers, i * dimension, dimension);
      labels[i] = all.get(i).label();
    }
    return Optional.of(new References(Tensor.create(numbers, labels.length, dimension), labels));
  }
}
