package dev.eidetic.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eidetic.server.problems.ProblemException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitTest {

  private final AtomicLong nanos = new AtomicLong();

  private int letIn(RateLimit limit, String caller, int tries) {
    int count = 0;
    for (int i = 0; i < tries; i++) {
      try {
        limit.enter(caller);
        limit.leave(caller);
        count++;
      } catch (ProblemException e) {
        assertThat(e.status()).isEqualTo(429);
      }
    }
    return count;
  }

  @Test
  void twoSecondsAreSavedAndThenTheRateHolds() {
    var limit = new RateLimit(5, 100, nanos::get);
    assertThat(letIn(limit, "a", 50)).isEqualTo(10);
    nanos.addAndGet(1_000_000_000L);
    assertThat(letIn(limit, "a", 50)).isEqualTo(5);
  }

  @Test
  void callersDoNotShareARate() {
    var limit = new RateLimit(1, 100, nanos::get);
    assertThat(letIn(limit, "a", 9)).isEqualTo(2);
    assertThat(letIn(limit, "b", 9)).isEqualTo(2);
  }

  @Test
  void anInfiniteRateIsNoLimitEvenWhenTheClockStands() {
    var limit = new RateLimit(Double.POSITIVE_INFINITY, 100, nanos::get);
    assertThat(letIn(limit, "a", 10_000)).isEqualTo(10_000);
  }

  @Test
  void onlySoManyRunAtOnce() {
    var limit = new RateLimit(Double.POSITIVE_INFINITY, 2, nanos::get);
    limit.enter("a");
    limit.enter("a");
    assertThatThrownBy(() -> limit.enter("a")).hasMessageContaining("has 2 requests running");
    limit.leave("a");
    limit.enter("a");
  }
}
