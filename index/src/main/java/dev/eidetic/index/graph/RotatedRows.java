package dev.eidetic.index.graph;

import dev.eidetic.index.core.OffHeap;
import dev.eidetic.vectors.RandomRotation;
import dev.eidetic.vectors.SignCodes;
import java.lang.foreign.MemorySegment;

/// The rotated vectors of nodes, relative to the centre: computed when asked for, or all at once
/// where most will be asked for many times.
final class RotatedRows implements AutoCloseable {

  private final GraphNodes nodes;
  private final RandomRotation rotation;
  private final float[] centre;
  private OffHeap kept = OffHeap.view(MemorySegment.NULL);

  RotatedRows(GraphNodes nodes, RandomRotation rotation, float[] centre) {
    this.nodes = nodes;
    this.rotation = rotation;
    this.centre = centre;
  }

  RandomRotation rotation() {
    return rotation;
  }

  private long rowBytes() {
    return (long) SignCodes.FORMAT.numberBytes() * rotation.rotatedDimension();
  }

  /// Makes room for keeping the rows of all nodes; to be filled by [Reader#keep]. Only who calls
  /// this has to close: most rows are never kept.
  void ensure(int count) {
    kept.close();
    kept = OffHeap.ofSize(count * rowBytes());
  }

  private boolean keepsRows() {
    return kept.byteSize() > 0;
  }

  /// Rotates a vector relative to the centre.
  void rotate(float[] vector, float[] scratch, float[] rotated) {
    for (int i = 0; i < scratch.length; i++) {
      scratch[i] = vector[i] - centre[i];
    }
    rotation.rotate(scratch, 0, rotated, 0);
  }

  Reader reader() {
    return new Reader();
  }

  /// Reads rows on one thread.
  final class Reader {

    private final float[] vector = new float[rotation.dimension()];
    private final float[] numbers = new float[rotation.rotatedDimension()];
    private final MemorySegment scratch = MemorySegment.ofArray(new byte[(int) rowBytes()]);
    private MemorySegment segment = scratch;
    private long at;

    /// Finds out where a row lies.
    void locate(int node) {
      if (keepsRows()) {
        segment = kept.segment();
        at = node * rowBytes();
      } else {
        compute(node);
        SignCodes.FORMAT.encode(numbers, 0, numbers.length, scratch, 0);
      }
    }

    /// Computes a row and keeps it.
    void keep(int node) {
      compute(node);
      SignCodes.FORMAT.encode(numbers, 0, numbers.length, kept.segment(), node * rowBytes());
    }

    private void compute(int node) {
      nodes.readExtended(node, vector, 0);
      rotate(vector, vector, numbers);
    }

    /// Reads a row.
    void read(int node) {
      locate(node);
      SignCodes.FORMAT.decode(segment, at, numbers, 0, numbers.length);
    }

    float[] numbers() {
      return numbers;
    }

    MemorySegment segment() {
      return segment;
    }

    long at() {
      return at;
    }
  }

  @Override
  public void close() {
    kept.close();
  }
}
