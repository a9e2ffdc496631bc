package dev.eidetic.engine.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

  private static final long SECOND = 1_000_000_000L;

  private final Pace pace = new Pace();

  private static IngestProgress progress(long found, boolean isCountDone, long added) {
    return new IngestProgress(found, isCountDone, 0, added, 0, 0, 0, 0);
  }

  @Test
  void tellsRateAndTimeLeftOnceAllFilesAreCounted() {
    pace.see(progress(100, false, 0), 0);
    pace.see(progress(500, false, 40), 4 * SECOND);
    assertThat(pace.perSecond()).isEqualTo(10);
    assertThat(pace.timeLeft()).isEmpty();
    pace.see(progress(500, true, 50), 5 * SECOND);
    assertThat(pace.timeLeft()).contains(Duration.ofSeconds(45));
  }

  @Test
  void forgetsWhatIsLongAgo() {
    pace.see(progress(1000, true, 0), 0);
    for (int second = 1; second <= 60; second++) {
      pace.see(progress(1000, true, second <= 30 ? 0 : 2 * (second - 30)), second * SECOND);
    }
    assertThat(pace.perSecond()).isEqualTo(2);
  }

  @Test
  void isSilentAtFirstAndNeverCountsBackwards() {
    pace.see(progress(10, true, 5), 0);
    assertThat(pace.perSecond()).isZero();
    assertThat(pace.timeLeft()).isEmpty();
    pace.see(progress(10, true, 12), SECOND); // two files appeared after the count
    assertThat(pace.timeLeft()).contains(Duration.ZERO);
  }
}
