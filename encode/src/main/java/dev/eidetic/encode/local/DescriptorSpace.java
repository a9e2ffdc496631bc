package dev.eidetic.encode.local;

import dev.eidetic.vectors.Kernels;
import dev.eidetic.vectors.RandomRotation;
import java.util.Arrays;
import java.util.Optional;

/// Into which numbers descriptors are turned before they are rounded: those of RootSIFT are
/// reduced, and what is rounded to few bits is rotated, so that every number says equally much.
final class DescriptorSpace {

  private static final long SEED = 20_260_101;

  /// Numbers that stay of a RootSIFT descriptor. Signs lose less without the constant wave, which
  /// they would spend themselves on; 4 bits lose less with it (docs/geometry.md).
  private static final int SIFT_NUMBERS = 80;

  private final int stored;
  private final int bits;
  private final Optional<SiftReduction> reduction;
  private final Optional<RandomRotation> rotation;
  private final int reduced;

  private DescriptorSpace(
      int stored,
      int bits,
      int reduced,
      Optional<SiftReduction> reduction,
      Optional<RandomRotation> rotation) {
    this.stored = stored;
    this.bits = bits;
    this.reduced = reduced;
    this.reduction = reduction;
    this.rotation = rotation;
  }

  static DescriptorSpace of(String kind, int dimension, FeaturePrecision precision) {
    int room = precision.descriptorBits();
    boolean isSift = kind.equals(SiftExtractor.KIND) && dimension == SiftExtractor.DIMENSION;
    int reduced = isSift ? SIFT_NUMBERS : dimension;
    int bits = precision == FeaturePrecision.COMPACT ? 1 : Math.clamp(room / reduced, 1, 8);
    return new DescriptorSpace(
        Math.min(reduced, room / bits),
        bits,
        reduced,
        isSift ? reduction(bits) : Optional.empty(),
        rotation(reduced, bits));
  }

  /// The space that stored numbers are in, as far as they tell.
  ///
  /// @param stored numbers per descriptor
  static DescriptorSpace ofStored(String kind, int stored, int bits) {
    boolean isSift = kind.equals(SiftExtractor.KIND) && stored == SIFT_NUMBERS;
    return new DescriptorSpace(
        stored, bits, stored, isSift ? reduction(bits) : Optional.empty(), rotation(stored, bits));
  }

  private static Optional<SiftReduction> reduction(int bits) {
    return Optional.of(new SiftReduction(bits == 1 ? 1 : 0, SIFT_NUMBERS));
  }

  private static Optional<RandomRotation> rotation(int dimension, int bits) {
    return bits < 8 ? Optional.of(RandomRotation.of(dimension, dimension, SEED)) : Optional.empty();
  }

  /// Numbers per descriptor before it is taken into this space.
  int dimension() {
    return reduction.isPresent() ? SiftExtractor.DIMENSION : reduced;
  }

  /// Numbers per descriptor, 1 to 320.
  int stored() {
    return stored;
  }

  /// Bits per number, 1 to 8.
  int bits() {
    return bits;
  }

  /// One descriptor in this space, of length 1; zeros if it has no direction.
  float[] vector(float[] rows, int offset, int dimension) {
    var vector = new float[reduced];
    if (reduction.isPresent()) {
      reduction.get().reduce(rows, offset, vector, 0);
    } else {
      System.arraycopy(rows, offset, vector, 0, dimension);
    }
    if (rotation.isPresent()) {
      var rotated = new float[reduced];
      rotation.get().rotate(vector, 0, rotated, 0);
      vector = rotated;
    }
    var unit = Arrays.copyOf(vector, stored);
    if (!Kernels.normalize(unit)) {
      Arrays.fill(unit, 0);
    }
    return unit;
  }

  /// A stored descriptor as it was before, of length 1, but for what was lost; zeros if it has no
  /// direction.
  ///
  /// @param row all that is stored; overwritten
  /// @param target receives [#dimension] numbers from `offset` on
  void restore(float[] row, float[] target, int offset) {
    var unit = new float[dimension()];
    rotation.ifPresent(turn -> turn.restore(row, 0, row, 0));
    if (reduction.isPresent()) {
      reduction.get().restore(row, unit);
    } else {
      System.arraycopy(row, 0, unit, 0, unit.length);
    }
    if (Kernels.normalize(unit)) {
      System.arraycopy(unit, 0, target, offset, unit.length);
    }
  }
}
