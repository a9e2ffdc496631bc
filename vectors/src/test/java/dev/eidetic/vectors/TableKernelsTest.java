package dev.eidetic.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.testkit.Seeds;
import org.junit.jupiter.api.Test;

class TableKernelsTest {

  @Test
  void tablesAreThoseOfTheScalarTwinToTheLastBit() {
    for (var random : Seeds.many(20)) {
      int[] starts = {0, 1, 3, 3, 7, 12};
      int words = 16 << random.nextInt(5);
      float[] query = random.vector(12);
      float[] columns = random.vector(12 * words);
      var tables = new float[5 * words];
      var expected = new float[5 * words];
      TableKernels.products(query, words, columns, starts, tables);
      ScalarTableKernels.products(query, words, columns, starts, expected);
      assertThat(tables).as("%s", random).isEqualTo(expected);
      TableKernels.minusSquaredDistances(query, words, columns, starts, tables);
      ScalarTableKernels.minusSquaredDistances(query, words, columns, starts, expected);
      assertThat(tables).as("%s", random).isEqualTo(expected);
    }
  }
}
