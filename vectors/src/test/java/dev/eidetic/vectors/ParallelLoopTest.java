package dev.eidetic.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class ParallelLoopTest {

  @Test
  void runsEachPieceOnce() {
    for (int threads : new int[] {1, 2, 5}) {
      for (int count : new int[] {0, 1, 3, 1000}) {
        var runs = new AtomicIntegerArray(count);
        ParallelLoop.run(threads, count, () -> runs::incrementAndGet);
        for (int i = 0; i < count; i++) {
          assertThat(runs.get(i)).isEqualTo(1);
        }
      }
    }
  }

  @Test
  void passesAFailureOn() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                ParallelLoop.run(
                    3,
                    100,
                    () ->
                        i -> {
                          if (i == 17) {
                            throw new IllegalStateException("piece 17");
                          }
                        }))
        .withMessage("piece 17");
  }
}
