package dev.eidetic.rerank.expansion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.rerank.Lists;
import org.junit.jupiter.api.Test;

class FeedbackTest {

  private final float[][] rows = {{0.8f, 0.6f, 0}, {0.8f, -0.6f, 0}, {0, 1, 0}, {0, -1, 0}};
  private final float[] query = {1, 0, 0};

  /// q' is along q + 0.75 * (0.8, 0.6, 0) - 0.15 * (0, -1, 0) = (1.6, 0.6, 0).
  @Test
  void movesTowardsTheLikedAndAwayFromTheUnliked() {
    var better = Lists.run(Feedback.NONE.like(0).unlike(3), Lists.ranked(rows, query));
    double length = Math.hypot(1.6, 0.6);
    assertThat((double) better.query().vector()[0]).isCloseTo(1.6 / length, within(1e-6));
    assertThat((double) better.query().vector()[1]).isCloseTo(0.6 / length, within(1e-6));
    assertThat(better.ordinals()).containsExactly(0, 1, 2, 3);
  }

  @Test
  void everyRoundCountsAlike() {
    assertThat(Feedback.NONE.like(0).like(2).unlike(0).like(2))
        .isEqualTo(Feedback.NONE.like(2).unlike(0));
    float[] together =
        Lists.run(Feedback.NONE.like(0).like(2), Lists.ranked(rows, query)).query().vector();
    float[] otherOrder =
        Lists.run(Feedback.NONE.like(2).like(0), Lists.ranked(rows, query)).query().vector();
    assertThat(together).containsExactly(otherOrder, within(1e-6f));
  }

  @Test
  void judgementsThatCancelTheQueryOutChangeNothing() {
    float[][] opposite = {{-1, 0}};
    var feedback = new Feedback(java.util.List.of(0), java.util.List.of(), 1, 0);
    var better = Lists.run(feedback, Lists.ranked(opposite, new float[] {1, 0}));
    assertThat(better.query().vector()).containsExactly(1f, 0f);
  }
}
