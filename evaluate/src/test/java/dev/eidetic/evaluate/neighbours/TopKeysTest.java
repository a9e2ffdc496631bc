package dev.eidetic.evaluate.neighbours;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.testkit.Seeds;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TopKeysTest {

  @Test
  void keysOrderAsScoresDoAndThenByLowerOrdinal() {
    float[] ascending = {
      Float.NEGATIVE_INFINITY, -1e30f, -1, -Float.MIN_VALUE, 0, Float.MIN_VALUE, 1, 1e30f
    };
    for (int i = 1; i < ascending.length; i++) {
      assertThat(TopKeys.key(ascending[i], 9)).isGreaterThan(TopKeys.key(ascending[i - 1], 0));
    }
    assertThat(TopKeys.key(-0f, 3)).isEqualTo(TopKeys.key(0f, 3));
    assertThat(TopKeys.key(1, 3)).isGreaterThan(TopKeys.key(1, 4));
    for (float score : ascending) {
      assertThat(TopKeys.score(TopKeys.key(score, 7))).isEqualTo(score);
      assertThat(TopKeys.ordinal(TopKeys.key(score, Integer.MAX_VALUE)))
          .isEqualTo(Integer.MAX_VALUE);
    }
  }

  @Test
  void keepsTheBestOfALongStream() {
    for (var random : Seeds.many(200)) {
      int wanted = random.nextInt(0, 60);
      int count = random.nextInt(0, 1_000);
      var top = new TopKeys(wanted);
      var all = new long[count];
      for (int i = 0; i < count; i++) {
        float score = random.nextInt(50);
        all[i] = -TopKeys.key(score, i);
        if (score > top.threshold()) {
          top.add(score, i);
        }
      }
      Arrays.sort(all);
      long[] expected = Arrays.stream(all).limit(wanted).map(key -> -key).toArray();
      assertThat(top.sortedKeys())
          .as("%s, %d of %d", random, wanted, count)
          .containsExactly(expected);
    }
  }
}
