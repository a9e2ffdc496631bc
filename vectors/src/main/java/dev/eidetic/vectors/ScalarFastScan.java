package dev.eidetic.vectors;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/// Fast scan by plain loops: the oracle in tests, and what runs without the Vector API.
final class ScalarFastScan {

  private ScalarFastScan() {}

  /// Sums one block; as [LaneFastScan#sum].
  static void sum(
      MemorySegment codes, long offset, int bytes, byte[] tables, int[] sums, int place) {
    Arrays.fill(sums, place, place + FastScan.BLOCK, 0);
    for (int table = 0; table < bytes; table += FastScan.ENTRIES) {
      for (int i = 0; i < FastScan.ENTRIES; i++) {
        int pair = codes.get(ValueLayout.JAVA_BYTE, offset + table + i);
        int vector = place + FastScan.vectorOf(i);
        sums[vector] += Byte.toUnsignedInt(tables[table + (pair & 15)]);
        sums[vector + 16] += Byte.toUnsignedInt(tables[table + (pair >> 4 & 15)]);
      }
    }
  }

  static int above(int[] sums, int place, int threshold) {
    int mask = 0;
    for (int i = 0; i < FastScan.BLOCK; i++) {
      mask |= sums[place + i] > threshold ? 1 << i : 0;
    }
    return mask;
  }
}
