package dev.eidetic.index.ivf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.testkit.Seeds;
import org.junit.jupiter.api.Test;

class BitPackingTest {

  @Test
  void packedCodesAreFoundAgainAndSummed() {
    for (var random : Seeds.many(20)) {
      for (int bits : new int[] {4, 6, 8}) {
        int count = random.nextInt(1, 40);
        var packing = new BitPacking(count, bits);
        var codes = new byte[count];
        float[] tables = random.vector(count << bits);
        double expected = 0;
        for (int i = 0; i < count; i++) {
          codes[i] = (byte) random.nextInt(1 << bits);
          expected += tables[(i << bits) + Byte.toUnsignedInt(codes[i])];
        }
        var packed = new byte[3 + packing.bytes()];
        packing.pack(codes, 0, packed, 3);
        var unpacked = new byte[count];
        packing.unpack(packed, 3, unpacked);
        assertThat(unpacked).as("%s", random).isEqualTo(codes);
        assertThat((double) packing.sum(packed, 3, tables))
            .as("%d codes of %d bits, %s", count, bits, random)
            .isCloseTo(expected, within(1e-4));
      }
    }
  }
}
