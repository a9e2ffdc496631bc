package dev.eidetic.index.aggregated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.testkit.Seeds;
import dev.eidetic.vectors.VectorSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Against the formulas of the paper, computed slowly.
class AggregatedIndexTest {

  private static final int DIMENSION = 70; // no whole number of longs
  private static final int DESCRIPTORS = 60;

  /// Images of which the first half of descriptors come from 50 that all share, slightly changed.
  private static float[] image(long seed) {
    var shared = Seeds.of(1);
    var parts = new ArrayList<float[]>();
    for (int i = 0; i < 50; i++) {
      parts.add(shared.unitVector(DIMENSION));
    }
    var random = Seeds.of(seed);
    var rows = new float[DESCRIPTORS * DIMENSION];
    for (int i = 0; i < DESCRIPTORS; i++) {
      float[] noise = random.unitVector(DIMENSION);
      float[] part = parts.get((int) (50 * random.nextFloat()));
      for (int j = 0; j < DIMENSION; j++) {
        rows[i * DIMENSION + j] = i < DESCRIPTORS / 2 ? part[j] + 0.3f * noise[j] : noise[j];
      }
    }
    return rows;
  }

  private static Codebook codebook(AggregationSettings settings) {
    var all = new float[20 * DESCRIPTORS * DIMENSION];
    for (int i = 0; i < 20; i++) {
      System.arraycopy(
          image(100 + i), 0, all, i * DESCRIPTORS * DIMENSION, DESCRIPTORS * DIMENSION);
    }
    return Codebook.train(VectorSource.of(all, DIMENSION), settings, 1);
  }

  private static AggregatedIndex index(Codebook codebook) {
    return AggregatedIndex.of(
        codebook,
        IntStream.range(0, 20)
            .mapToObj(i -> codebook.stored(image(100 + i), DESCRIPTORS))
            .toList());
  }

  /// By word, the sum of differences from it, as signs.
  private static Map<Integer, boolean[]> slowly(float[][] words, float[] rows, int few) {
    var sums = new HashMap<Integer, double[]>();
    for (int i = 0; i < DESCRIPTORS; i++) {
      float[] row = Arrays.copyOfRange(rows, i * DIMENSION, (i + 1) * DIMENSION);
      IntStream.range(0, words.length)
          .boxed()
          .sorted(Comparator.comparingDouble(word -> squaredDistance(words[word], row)))
          .limit(few)
          .forEach(
              word -> {
                double[] sum = sums.computeIfAbsent(word, _ -> new double[DIMENSION]);
                for (int j = 0; j < DIMENSION; j++) {
                  sum[j] += (double) row[j] - words[word][j];
                }
              });
    }
    var signs = new HashMap<Integer, boolean[]>();
    sums.forEach(
        (word, sum) -> {
          var bits = new boolean[DIMENSION];
          for (int j = 0; j < DIMENSION; j++) {
            bits[j] = sum[j] > 0;
          }
          signs.put(word, bits);
        });
    return signs;
  }

  private static double squaredDistance(float[] a, float[] b) {
    double sum = 0;
    for (int j = 0; j < DIMENSION; j++) {
      sum += ((double) a[j] - b[j]) * ((double) a[j] - b[j]);
    }
    return sum;
  }

  private static double slowScore(
      Map<Integer, boolean[]> query, Map<Integer, boolean[]> image, double alpha, double tau) {
    double sum = 0;
    for (var entry : query.entrySet()) {
      boolean[] other = image.get(entry.getKey());
      if (other != null) {
        int equal = 0;
        for (int j = 0; j < DIMENSION; j++) {
          equal += entry.getValue()[j] == other[j] ? 1 : -1;
        }
        double similarity = (double) equal / DIMENSION;
        sum += similarity > tau ? Math.pow(similarity, alpha) : 0;
      }
    }
    return sum / Math.sqrt(query.size()) / Math.sqrt(image.size());
  }

  @Test
  void scoresAreThoseOfTheFormulas() {
    for (var settings :
        List.of(
            AggregationSettings.DEFAULT.withWords(40),
            new AggregationSettings(64, 3, 2.5, 0.2, 3))) {
      var codebook = codebook(settings);
      assertThat(codebook.words()).isEqualTo(settings.words());
      var words = new float[codebook.words()][DIMENSION];
      for (int word = 0; word < words.length; word++) {
        codebook.centroids().copy(word, 1, words[word], 0);
      }
      float[] scores = index(codebook).scores(codebook.query(image(7), DESCRIPTORS));
      var query = slowly(words, image(7), settings.assignments());
      double sum = 0;
      for (int i = 0; i < 20; i++) {
        double expected =
            slowScore(query, slowly(words, image(100 + i), 1), settings.alpha(), settings.tau());
        assertThat((double) scores[i]).as("image %d", i).isCloseTo(expected, within(1e-5));
        sum += expected;
      }
      assertThat(sum).isPositive();
    }
  }

  @Test
  void anImageThatAsksForItselfGetsOne() {
    var codebook = codebook(new AggregationSettings(40, 1, 3, 0, 1));
    var index = index(codebook);
    for (int i = 0; i < 20; i++) {
      float[] scores = index.scores(codebook.query(image(100 + i), DESCRIPTORS));
      assertThat(scores[i]).isCloseTo(1, within(1e-5f));
      for (int other = 0; other < 20; other++) {
        assertThat(scores[other]).isLessThan(other == i ? 2 : 0.9f);
      }
    }
  }

  @Test
  void theCodebookIsNoLargerThanItsExamplesBear() {
    var codebook = codebook(AggregationSettings.DEFAULT);
    assertThat(codebook.words()).isEqualTo(20 * DESCRIPTORS / 16);
  }

  @Test
  void memoryIsThatOfOneEntryPerWordOfAnImage() {
    var codebook = codebook(AggregationSettings.DEFAULT.withWords(40));
    int entries = 0;
    for (int i = 0; i < 20; i++) {
      entries += codebook.stored(image(100 + i), DESCRIPTORS).words().length;
    }
    var index = index(codebook);
    assertThat(index.count()).isEqualTo(20);
    assertThat(index.memoryBytes()).isEqualTo(4L * (41 + 20) + entries * (4 + 2 * 8L));
  }

  @Test
  void imagesWithoutDescriptorsResembleNothing() {
    var codebook = codebook(AggregationSettings.DEFAULT.withWords(16));
    var none = codebook.stored(new float[0], 0);
    var index =
        AggregatedIndex.of(codebook, List.of(none, codebook.stored(image(100), DESCRIPTORS)));
    assertThat(index.scores(none)).containsExactly(0, 0);
    assertThat(index.scores(codebook.query(image(100), DESCRIPTORS))[0]).isZero();
    assertThat(AggregatedIndex.of(codebook, List.of()).scores(none)).isEmpty();
  }

  @Test
  void wrongSettingsAndDescriptorsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AggregationSettings(10, 0, 3, 0, 1))
        .withMessage("assignments is 0; it must be 1 to 100");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AggregationSettings(10, 5, 3, 1, 1))
        .withMessage("tau is 1.0; it must be at least 0 and below 1");
    var codebook = codebook(AggregationSettings.DEFAULT.withWords(16));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> codebook.stored(new float[10], 2))
        .withMessage("there are 10 numbers for 2 descriptors of 70");
  }
}
