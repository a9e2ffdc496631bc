package dev.eidetic.rerank.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ProgressiveSamplerTest {

  @Test
  void theFirstSampleIsOfTheLikeliestPairsAndTheLastOfAll() {
    var sampler = new ProgressiveSampler(1, 100, 4, 1000);
    var sample = new int[4];
    sampler.draw(sample);
    Arrays.sort(sample);
    assertThat(sample).containsExactly(0, 1, 2, 3);
    int most = 0;
    for (int i = 0; i < 300; i++) {
      sampler.draw(sample);
      if (i < 10) {
        assertThat(Arrays.stream(sample).max().orElseThrow()).as("draw %d", i).isLessThan(20);
      }
      assertThat(Arrays.stream(sample).distinct().count()).isEqualTo(4);
      most = Math.max(most, Arrays.stream(sample).max().orElseThrow());
    }
    for (int i = 0; i < 700; i++) {
      sampler.draw(sample);
      most = Math.max(most, Arrays.stream(sample).max().orElseThrow());
    }
    assertThat(most).isGreaterThan(90);
  }

  @Test
  void asManyPairsAsASampleNeedsAreDrawnForever() {
    var sampler = new ProgressiveSampler(1, 2, 2, 10);
    var sample = new int[2];
    for (int i = 0; i < 50; i++) {
      sampler.draw(sample);
      assertThat(sample[0] + sample[1]).isEqualTo(1);
    }
  }

  @Test
  void theSameSeedDrawsTheSame() {
    var a = new ProgressiveSampler(9, 50, 3, 100);
    var b = new ProgressiveSampler(9, 50, 3, 100);
    var left = new int[3];
    var right = new int[3];
    for (int i = 0; i < 200; i++) {
      a.draw(left);
      b.draw(right);
      assertThat(left).containsExactly(right);
    }
  }
}
