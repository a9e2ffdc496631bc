package dev.eidetic.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.testkit.Seeds;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FastScanTest {

  private static final int[] SUBQUANTIZERS = {
    0, 1, 2, 3, 4, 5, 8, 12, 13, 16, 20, 24, 28, 31, 32, 36, 44, 68, 140, 257
  };

  @Test
  void everyKernelSumsWhatTheCodesName() {
    for (int entryBits = 6; entryBits <= 8; entryBits++) {
      for (int subquantizers : SUBQUANTIZERS) {
        checkBlock(entryBits, subquantizers);
      }
    }
  }

  private static void checkBlock(int entryBits, int subquantizers) {
    var random = Seeds.of(subquantizers * 10L + entryBits);
    int vectors = random.nextInt(FastScan.BLOCK + 1);
    int skipped = random.nextInt(4);
    byte[] codes = codes(random, skipped + vectors * subquantizers);
    byte[] tables = tables(random, subquantizers, entryBits);
    var expected = new int[FastScan.BLOCK];
    for (int vector = 0; vector < FastScan.BLOCK; vector++) {
      for (int i = 0; i < subquantizers; i++) {
        int code = vector < vectors ? codes[skipped + vector * subquantizers + i] : 0;
        expected[vector] += Byte.toUnsignedInt(tables[16 * i + code]);
      }
    }
    int bytes = FastScan.blockBytes(FastScan.padded(subquantizers));
    try (var arena = Arena.ofConfined()) {
      var block = arena.allocate(bytes + 3);
      FastScan.pack(codes, skipped, vectors, subquantizers, block, 3);
      String what = "%d bits, %d subquantizers".formatted(entryBits, subquantizers);
      var sums = new int[FastScan.BLOCK + 1];
      ScalarFastScan.sum(block, 3, bytes, tables, sums, 1);
      assertThat(tail(sums)).as("scalar, %s", what).isEqualTo(expected);
      LaneFastScan.sum(block, 3, bytes, tables, entryBits, sums, 1);
      assertThat(tail(sums)).as("128 bits, %s", what).isEqualTo(expected);
      WideFastScan.sum(block, 3, bytes, tables, entryBits, sums, 1);
      assertThat(tail(sums)).as("512 bits, %s", what).isEqualTo(expected);
    }
  }

  private static int[] tail(int[] sums) {
    return Arrays.copyOfRange(sums, 1, sums.length);
  }

  @Test
  void sumsAreExactUpToTheirLargestValue() {
    try (var arena = Arena.ofConfined()) {
      int subquantizers = 256;
      var block = arena.allocate(FastScan.blockBytes(subquantizers));
      var tables = new byte[16 * subquantizers];
      Arrays.fill(tables, (byte) 255);
      var sums = new int[FastScan.BLOCK];
      FastScan.sums(block, 0, 1, subquantizers, tables, 8, sums);
      assertThat(sums).containsOnly(65280);
    }
  }

  @Test
  void findsTheSameVectorsAsLookingAtEverySum() {
    for (var random : Seeds.many(50)) {
      int blocks = random.nextInt(5);
      int subquantizers = 4 * random.nextInt(1, 20);
      byte[] tables = tables(random, subquantizers, 8);
      try (var arena = Arena.ofConfined()) {
        var codes = randomBlocks(random, arena, blocks * FastScan.blockBytes(subquantizers));
        var sums = new int[blocks * FastScan.BLOCK];
        FastScan.sums(codes, 0, blocks, subquantizers, tables, 8, sums);
        int threshold = random.nextInt(-1, 256 * subquantizers);
        var again = new int[sums.length];
        var positions = new int[sums.length];
        int count =
            FastScan.above(codes, 0, blocks, subquantizers, tables, 8, threshold, again, positions);
        assertThat(again).as("%s", random).isEqualTo(sums);
        assertThat(Arrays.copyOf(positions, count))
            .as("%s", random)
            .isEqualTo(IntStream.range(0, sums.length).filter(i -> sums[i] > threshold).toArray());
      }
    }
  }

  @Test
  void oneVectorIsSummedWithTablesOfFloats() {
    for (int subquantizers : SUBQUANTIZERS) {
      var random = Seeds.of(subquantizers);
      byte[] codes = codes(random, 32 * subquantizers);
      float[] tables = random.vector(16 * subquantizers);
      try (var arena = Arena.ofConfined()) {
        var block = arena.allocate(FastScan.blockBytes(FastScan.padded(subquantizers)) + 1);
        FastScan.pack(codes, 0, 32, subquantizers, block, 1);
        for (int vector = 0; vector < 32; vector++) {
          double expected = 0;
          for (int i = 0; i < subquantizers; i++) {
            expected += tables[16 * i + codes[vector * subquantizers + i]];
          }
          assertThat((double) FastScan.sum(block, 1, subquantizers, vector, tables))
              .isCloseTo(expected, within(1e-4));
        }
      }
    }
  }

  @Test
  void masksAgreeWithTheScalarTwin() {
    for (var random : Seeds.many(50)) {
      int[] sums = random.ints(70, 0, 100).toArray();
      int first = random.nextInt(39);
      int threshold = random.nextInt(-1, 100);
      assertThat(FastScan.maskAbove(sums, first, threshold))
          .as("%s", random)
          .isEqualTo(ScalarFastScan.above(sums, first, threshold));
    }
  }

  @Test
  void codesAreReadAndChangedOneByOne() {
    var random = Seeds.of(7);
    byte[] codes = codes(random, 32 * 8);
    try (var arena = Arena.ofConfined()) {
      var packed = arena.allocate(FastScan.blockBytes(8));
      FastScan.pack(codes, 0, 32, 8, packed, 0);
      var changed = arena.allocate(FastScan.blockBytes(8)).fill((byte) 0x5A);
      for (int vector = 0; vector < 32; vector++) {
        for (int i = 0; i < 8; i++) {
          assertThat(FastScan.code(packed, 0, i, vector)).isEqualTo(codes[vector * 8 + i]);
          FastScan.setCode(changed, 0, i, vector, codes[vector * 8 + i]);
        }
      }
      assertThat(changed.mismatch(packed)).isEqualTo(-1);
    }
  }

  @Test
  void refusesWhatItCannotScan() {
    try (var arena = Arena.ofConfined()) {
      var codes = arena.allocate(128);
      var sums = new int[32];
      assertThatIllegalArgumentException()
          .isThrownBy(() -> FastScan.sums(codes, 0, 1, 6, new byte[96], 8, sums))
          .withMessage("subquantizers is 6; it must be a multiple of 4, see padded");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> FastScan.sums(codes, 0, 1, 8, new byte[128], 9, sums))
          .withMessage("entryBits is 9; it must be 6 to 8");
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  FastScan.sums(
                      MemorySegment.ofArray(new byte[128]), 0, 1, 8, new byte[128], 8, sums))
          .withMessage("codes lie on the heap; they must be native or mapped");
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> FastScan.sums(codes, 1, 1, 8, new byte[128], 8, sums));
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> FastScan.sums(codes, 0, 1, 8, new byte[127], 8, sums));
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> FastScan.sums(codes, 0, 1, 8, new byte[128], 8, new int[31]));
    }
  }

  private static byte[] codes(Seeds random, int count) {
    var codes = new byte[count];
    for (int i = 0; i < count; i++) {
      codes[i] = (byte) random.nextInt(16);
    }
    return codes;
  }

  private static byte[] tables(Seeds random, int subquantizers, int entryBits) {
    var tables = new byte[16 * FastScan.padded(subquantizers)];
    for (int i = 0; i < 16 * subquantizers; i++) {
      tables[i] = (byte) random.nextInt(1 << entryBits);
    }
    return tables;
  }

  private static MemorySegment randomBlocks(Seeds random, Arena arena, int bytes) {
    var noise = new byte[bytes];
    random.nextBytes(noise);
    return arena.allocate(bytes).copyFrom(MemorySegment.ofArray(noise));
  }
}
