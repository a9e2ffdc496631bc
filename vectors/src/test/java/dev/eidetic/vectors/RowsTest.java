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

class RowsTest {

  private static final int ROWS = 6;

  @Test
  void scoresStayWithinTheirStatedErrorWhateverTheTail() {
    IntStream.concat(IntStream.rangeClosed(1, 140), IntStream.of(333, 513))
        .forEach(
            dimension -> {
              for (var type : ElementType.values()) {
                checkScores(type, dimension);
              }
            });
  }

  private static void checkScores(ElementType type, int dimension) {
    var random = Seeds.of(dimension * 10L + type.bytes());
    long stride = (long) dimension * type.bytes() + random.nextInt(9);
    try (var arena = Arena.ofConfined()) {
      var segment = arena.allocate(3 + (ROWS - 1) * stride + (long) dimension * type.bytes());
      var rows = new Rows(type, dimension, segment, 3, stride);
      var stored = new float[ROWS][dimension];
      for (int row = 0; row < ROWS; row++) {
        rows.write(row, numbers(random, type, dimension), 0);
        rows.read(row, stored[row], 0);
      }
      float[] query = random.vector(dimension);
      int count = random.nextInt(ROWS + 1);
      int[] ordinals = random.ints(ROWS, 0, ROWS).toArray();
      var dots = new float[ROWS];
      var distances = new float[ROWS];
      rows.dots(query, ordinals, count, dots);
      rows.squaredDistances(query, ordinals, count, distances);
      for (int i = 0; i < count; i++) {
        String what = "%s, dimension %d, place %d of %d".formatted(type, dimension, i, count);
        float[] row = stored[ordinals[i]];
        assertThat((double) dots[i]).as(what).isCloseTo(dot(query, row), within(bound(query, row)));
        double distance = squaredDistance(query, row);
        assertThat((double) distances[i])
            .as(what)
            .isCloseTo(distance, within((dimension + 3) * 0x1p-24 * distance + 1e-30));
        assertThat((double) rows.dot(query, ordinals[i]))
            .as(what)
            .isCloseTo(dot(query, row), within(bound(query, row)));
        assertThat((double) rows.squaredDistance(query, ordinals[i]))
            .as(what)
            .isCloseTo(distance, within((dimension + 3) * 0x1p-24 * distance + 1e-30));
        checkDifference(rows, query, ordinals[i], row, what);
      }
      assertThat(Arrays.copyOfRange(dots, count, ROWS)).isEqualTo(new float[ROWS - count]);
    }
  }

  private static void checkDifference(
      Rows rows, float[] query, int ordinal, float[] row, String what) {
    var differences = new float[query.length + 2];
    double square = rows.difference(query, ordinal, differences, 1);
    double distance = squaredDistance(query, row);
    assertThat(square)
        .as(what)
        .isCloseTo(distance, within((query.length + 3) * 0x1p-24 * distance + 1e-30));
    for (int i = 0; i < query.length; i++) {
      assertThat(differences[i + 1]).as(what).isEqualTo(row[i] - query[i]);
    }
    assertThat(differences[0] + differences[query.length + 1]).as(what).isZero();
  }

  private static float[] numbers(Seeds random, ElementType type, int dimension) {
    float[] numbers = random.vector(dimension);
    float scale =
        switch (type) {
          case FLOAT32, BFLOAT16 -> 1;
          case FLOAT16 -> random.nextBoolean() ? 1 : 0x1p-14f; // partly subnormal
          case INT8 -> 40;
        };
    for (int i = 0; i < dimension; i++) {
      numbers[i] = Math.clamp(numbers[i] * scale, -120, 120);
    }
    return numbers;
  }

  private static double dot(float[] a, float[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> (double) a[i] * b[i]).sum();
  }

  private static double bound(float[] a, float[] b) {
    double magnitude =
        IntStream.range(0, a.length).mapToDouble(i -> Math.abs((double) a[i] * b[i])).sum();
    return (a.length + 1) * 0x1p-24 * magnitude + 1e-30;
  }

  private static double squaredDistance(float[] a, float[] b) {
    return IntStream.range(0, a.length)
        .mapToDouble(i -> ((double) a[i] - b[i]) * ((double) a[i] - b[i]))
        .sum();
  }

  @Test
  void consecutiveRowsScoreAsTheSameRowsByName() {
    for (var random : Seeds.many(20)) {
      int dimension = random.nextInt(1, 70);
      int count = random.nextInt(12);
      int start = random.nextInt(4);
      try (var arena = Arena.ofConfined()) {
        var rows = Rows.of(ElementType.FLOAT32, dimension, arena.allocate(16L * dimension * 4));
        for (int row = 0; row < 16; row++) {
          rows.write(row, random.vector(dimension), 0);
        }
        float[] query = random.vector(dimension);
        int[] ordinals = IntStream.range(start, start + count).toArray();
        var scores = new float[count];
        var expected = new float[count];
        rows.dots(query, start, count, scores);
        rows.dots(query, ordinals, count, expected);
        assertThat(scores).as("%s", random).isEqualTo(expected);
        rows.squaredDistances(query, start, count, scores);
        rows.squaredDistances(query, ordinals, count, expected);
        assertThat(scores).as("%s", random).isEqualTo(expected);
      }
    }
  }

  @Test
  void numbersAreStoredToTheNearestThatTheirTypeHas() {
    assertThat(stored(ElementType.FLOAT32, 0.1f)).isEqualTo(0.1f);
    assertThat(stored(ElementType.FLOAT16, 0.1f)).isEqualTo(0x1.998p-4f);
    assertThat(stored(ElementType.BFLOAT16, 0.1f)).isEqualTo(0x1.9ap-4f);
    assertThat(stored(ElementType.BFLOAT16, 0x1.01p0f)).isEqualTo(1); // half way, to even
    assertThat(stored(ElementType.BFLOAT16, 0x1.03p0f)).isEqualTo(0x1.04p0f); // likewise
    assertThat(stored(ElementType.BFLOAT16, Float.MAX_VALUE)).isEqualTo(3.3895314e38f);
    assertThat(stored(ElementType.INT8, -2.6f)).isEqualTo(-3);
    assertThat(stored(ElementType.INT8, 127.4f)).isEqualTo(127);
    assertThat(stored(ElementType.INT8, -127.4f)).isEqualTo(-127);
    assertThat(stored(ElementType.INT8, -128)).isEqualTo(-128);
  }

  private static float stored(ElementType type, float number) {
    try (var arena = Arena.ofConfined()) {
      var segment = arena.allocate(9);
      type.write(segment, 1, number);
      return type.read(segment, 1);
    }
  }

  @Test
  void refusesWhatItCannotStoreOrRead() {
    try (var arena = Arena.ofConfined()) {
      var segment = arena.allocate(64);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ElementType.FLOAT16.write(segment, 0, 70000))
          .withMessage("number is 70000.0; FLOAT16 holds -65504.0 to 65504.0");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ElementType.FLOAT32.write(segment, 0, Float.NaN));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Rows(ElementType.FLOAT16, 5, segment, 0, 9))
          .withMessage("stride is 9 bytes; a row of 5 numbers of FLOAT16 needs 10");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Rows.of(ElementType.INT8, 5, MemorySegment.ofArray(new byte[5])))
          .withMessage("rows lie on the heap; they must be native or mapped");
      var rows = Rows.of(ElementType.FLOAT32, 8, segment);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> rows.dot(new float[7], 0))
          .withMessage("query has 7 numbers; rows have 8");
      for (int ordinal : new int[] {-1, 2, Integer.MAX_VALUE}) {
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
            .isThrownBy(() -> rows.dot(new float[8], ordinal));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
            .isThrownBy(() -> rows.squaredDistance(new float[8], ordinal));
      }
    }
  }
}
