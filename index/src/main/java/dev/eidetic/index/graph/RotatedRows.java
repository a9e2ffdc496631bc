package dev.eidetic.index.graph;

import dev.eidetic.index.core.OffHeap;
import dev.eidetic.vectors.Kernels;
import dev.eidetic.vectors.RandomRotation;
import dev.eidetic.vectors.Rows;
import dev.eidetic.vectors.SignCodes;
import java.lang.foreign.Arena;
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
    return (long) SignCodes.TYPE.bytes() * rotation.rotatedDimension();
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

  private Rows rows(MemorySegment segment) {
    return Rows.of(SignCodes.TYPE, rotation.rotatedDimension(), segment);
  }

  Reader reader() {
    return new Reader();
  }

  /// Reads rows on one thread.
  final class Reader {

    private final float[] vector = new float[rotation.dimension()];
    private final float[] numbers = new float[rotation.rotatedDimension()];
    private final Rows scratch = rows(Arena.ofAuto().allocate(rowBytes()));
    private Rows rows = scratch;
    private int ordinal;

    /// Finds out where a row lies.
    void locate(int node) {
      if (keepsRows()) {
        rows = rows(kept.segment());
        ordinal = node;
      } else {
        compute(node);
        scratch.write(0, numbers, 0);
      }
    }

    /// Computes a row and keeps it.
    void keep(int node) {
      compute(node);
      rows(kept.segment()).write(node, numbers, 0);
    }

    private void compute(int node) {
      nodes.readExtended(node, vector, 0);
      rotate(vector, vector, numbers);
      if (!Float.isFinite(Kernels.dot(numbers, numbers))) {
        clearUnbounded();
      }
    }

    /// Vectors that were added have bounded numbers, also when rotated; those of a damaged file may
    /// have any, which must not keep others from being added.
    private void clearUnbounded() {
      for (int i = 0; i < numbers.length; i++) {
        if (!Float.isFinite(numbers[i])) {
          numbers[i] = 0;
        }
      }
    }

    /// Reads a row.
    void read(int node) {
      locate(node);
      rows.read(ordinal, numbers, 0);
    }

    float[] numbers() {
      return numbers;
    }

    MemorySegment segment() {
      return rows.segment();
    }

    long at() {
      return ordinal * rowBytes();
    }
  }

  @Override
  public void close() {
    kept.close();
  }
}
