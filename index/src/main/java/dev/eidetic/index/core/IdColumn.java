package dev.eidetic.index.core;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Ids by ordinal, in the narrowest of three forms.
///
/// @param idBytes 0: each id is its ordinal; 4: ids are unsigned 32-bit numbers; 8: any
/// @param bytes the ids, little-endian, in memory or in a mapped file, which is never written to
record IdColumn(int idBytes, MemorySegment bytes) {

  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final long NARROW_END = 1L << 32;

  private static final int MOST = Integer.MAX_VALUE - 8;

  static IdColumn identity() {
    return new IdColumn(0, MemorySegment.ofArray(new int[0]));
  }

  boolean isIdentity() {
    return idBytes == 0;
  }

  long get(int ordinal) {
    return switch (idBytes) {
      case 0 -> ordinal;
      case 4 -> Integer.toUnsignedLong(bytes.get(INT, 4L * ordinal));
      default -> bytes.get(LONG, 8L * ordinal);
    };
  }

  /// The column with one more or another id, in a wider form if it needs one.
  ///
  /// @param used how many ordinals have ids so far
  IdColumn with(int ordinal, long id, int used) {
    int needed = isIdentity() && id == ordinal ? 0 : 0 <= id && id < NARROW_END ? 4 : 8;
    var column = needed > idBytes ? widened(needed, Math.max(used, ordinal + 1), used) : this;
    if (column.isIdentity()) {
      return column;
    }
    column = column.grown(ordinal, used);
    if (column.idBytes == 4) {
      column.bytes.set(INT, 4L * ordinal, (int) id);
    } else {
      column.bytes.set(LONG, 8L * ordinal, id);
    }
    return column;
  }

  private IdColumn grown(int ordinal, int used) {
    long length = bytes.byteSize() / idBytes;
    return ordinal < length
        ? this
        : widened(idBytes, Math.min(MOST, Math.max(ordinal + 1L, length * 3 / 2)), used);
  }

  private IdColumn widened(int idBytes, long length, int used) {
    var copy =
        idBytes == 4
            ? MemorySegment.ofArray(new int[(int) length])
            : MemorySegment.ofArray(new long[(int) length]);
    for (int i = 0; i < used; i++) {
      if (idBytes == 4) {
        copy.set(INT, 4L * i, (int) get(i));
      } else {
        copy.set(LONG, 8L * i, get(i));
      }
    }
    return new IdColumn(idBytes, copy);
  }

  /// Where an id is among the first `count`, which ascend; negative if it is not.
  int search(long id, int count) {
    int low = 0;
    int high = count - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      long there = get(middle);
      if (there == id) {
        return middle;
      }
      if (there < id) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  /// The first `count` ids as bytes; none for the identity.
  MemorySegment bytes(int count) {
    return bytes.asSlice(0, (long) idBytes * count);
  }

  long memoryBytes() {
    return bytes.byteSize();
  }
}
