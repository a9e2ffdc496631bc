package dev.eidetic.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.testkit.Seeds;
import org.junit.jupiter.api.Test;

class SignTablesTest {

  @Test
  void aSmallCaseComesOutAsByHand() {
    var query = new float[16];
    query[0] = 1;
    query[1] = -2;
    query[3] = 4;
    query[9] = -3;
    assertThat(SignTables.magnitude(query)).isEqualTo(10);
    assertThat(SignTables.widest(query)).isEqualTo(7);
    var tables = new byte[64];
    SignTables.fill(query, 9, tables);
    // The smallest sum is -2, that of the second alone; 9 per unit above it.
    assertThat(tables)
        .startsWith(18, 27, 0, 9, 18, 27, 0, 9, 54, 63, 36, 45, 54, 63, 36, 45)
        .endsWith(new byte[16]);
    assertThat(tables[32]).isEqualTo((byte) 27);
    assertThat(tables[34]).isZero();
  }

  @Test
  void lanesFillAsThePlainLoop() {
    for (var seeds : Seeds.many(20)) {
      for (int length = 16; length <= 1280; length += 16 * seeds.nextInt(1, 6)) {
        float[] query = seeds.vector(length);
        float widest = SignTables.scalarWidest(query);
        float factor = SignTables.LARGEST / widest;
        var expected = new byte[4 * length];
        var actual = new byte[4 * length];
        SignTables.scalarFill(query, factor, expected);
        SignTables.fill(query, factor, actual);
        assertThat(actual).as("%s, %d numbers", seeds, length).isEqualTo(expected);
        assertThat(SignTables.widest(query)).isEqualTo(widest);
        float magnitude = SignTables.scalarMagnitude(query);
        assertThat(SignTables.magnitude(query))
            .isCloseTo(magnitude, within(length * 0x1p-24f * magnitude));
      }
    }
  }

  @Test
  void entriesAreWithinHalfAStepOfTheSums() {
    var seeds = Seeds.of(3);
    float[] query = seeds.vector(64);
    float factor = SignTables.LARGEST / SignTables.widest(query);
    var tables = new byte[256];
    SignTables.fill(query, factor, tables);
    for (int i = 0; i < tables.length; i++) {
      double above = 0;
      for (int j = 0; j < 4; j++) {
        float number = query[i / 16 * 4 + j];
        boolean isPositive = (i >> j & 1) != 0;
        above += isPositive == number > 0 ? Math.abs(number) : 0;
      }
      assertThat((double) tables[i]).as("entry %d", i).isCloseTo(above * factor, within(0.501));
    }
  }

  @Test
  void nothingButZerosGivesZeros() {
    var tables = new byte[64];
    SignTables.fill(new float[16], 0, tables);
    assertThat(tables).containsOnly(0);
    assertThat(SignTables.widest(new float[16])).isZero();
  }

  @Test
  void numbersBesideWholeTablesAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SignTables.widest(new float[24]))
        .withMessage("query has 24 numbers; they must be a multiple of 16");
  }
}
