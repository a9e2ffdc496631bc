package dev.eidetic.rerank;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.rerank.StageReport.Outcome;
import dev.eidetic.rerank.expansion.QueryExpansion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// Time is told by hand: one millisecond per hit looked at.
class CascadeTest {

  private final AtomicLong clock = new AtomicLong();
  private final float[][] rows = {{1, 0}, {0.8f, 0.6f}, {0.6f, 0.8f}, {0, 1}};
  private final Candidates first = Lists.ranked(rows, new float[] {1, 0});

  /// Turns the first hits round, in a millisecond each.
  private final class Turning implements Stage {

    @Override
    public String name() {
      return "turning";
    }

    @Override
    public int top() {
      return 4;
    }

    @Override
    public int fewest() {
      return 2;
    }

    @Override
    public double work(int count, int dimension) {
      return count;
    }

    @Override
    public Optional<Candidates> rerank(Candidates candidates, int count, TimeBudget budget) {
      var scores = new float[count];
      for (int i = 0; i < count; i++) {
        if (budget.isSpent()) {
          return Optional.empty();
        }
        scores[i] = i;
        clock.addAndGet(1_000_000);
      }
      return Optional.of(candidates.reordered(name(), scores, _ -> Reason.of("turned round")));
    }
  }

  private TimeBudget millis(long millis) {
    return TimeBudget.of(Duration.ofMillis(millis), clock::get);
  }

  @Test
  void aStageWithTimeEnoughRunsWhole() {
    var reranked = Cascade.of(List.of(new Turning())).rerank(first, millis(10));
    assertThat(reranked.candidates().ordinals()).containsExactly(3, 2, 1, 0);
    assertThat(reranked.reports().getFirst().outcome()).isEqualTo(Outcome.RAN);
    assertThat(reranked.reports().getFirst().text()).isEqualTo("turning: 4 hits in 4.00 ms");
  }

  @Test
  void whatWasMeasuredShortensTheNextRun() {
    var cascade = Cascade.of(List.of(new Turning()));
    cascade.rerank(first, millis(10));
    var reranked = cascade.rerank(first, millis(3));
    assertThat(reranked.candidates().ordinals()).containsExactly(2, 1, 0, 3);
    assertThat(reranked.reports().getFirst().outcome()).isEqualTo(Outcome.SHORTENED);
    assertThat(reranked.reports().getFirst().text())
        .isEqualTo("turning: shortened from 4 to 3 hits to keep the budget, 3.00 ms");
  }

  @Test
  void laterStagesAreDroppedWhenNothingIsLeft() {
    var cascade = Cascade.of(List.of(new Turning(), new Turning()));
    cascade.rerank(first, millis(100));
    var reranked = cascade.rerank(first, millis(5));
    assertThat(reranked.reports())
        .extracting(StageReport::outcome)
        .containsExactly(Outcome.RAN, Outcome.DROPPED);
    assertThat(reranked.reports().getLast().text())
        .isEqualTo("turning: dropped, 2.00 ms were foreseen for 2 hits and less was left");
    assertThat(reranked.candidates().ordinals()).containsExactly(3, 2, 1, 0);
  }

  @Test
  void aStageSlowerThanForeseenIsGivenUpAndTheOrderBeforeStands() {
    var cascade = Cascade.of(List.of(new Turning()));
    var reranked = cascade.rerank(first, millis(2)); // nothing measured yet
    assertThat(reranked.reports().getFirst().outcome()).isEqualTo(Outcome.ABANDONED);
    assertThat(reranked.candidates().ordinals()).containsExactly(first.ordinals());
    assertThat(cascade.rerank(first, millis(2)).reports().getFirst().candidates())
        .as("it has learnt")
        .isEqualTo(2);
    assertThat(cascade.rerank(first, millis(1)).reports().getFirst().outcome())
        .isEqualTo(Outcome.DROPPED);
  }

  @Test
  void aStageThatWasSlowOnceComesBack() {
    var cascade = Cascade.of(List.of(new Turning()));
    cascade.rerank(first, millis(2));
    var outcomes =
        java.util.stream.IntStream.range(0, 100)
            .mapToObj(_ -> cascade.rerank(first, millis(4)).reports().getFirst().outcome())
            .toList();
    assertThat(outcomes).contains(Outcome.RAN);
  }

  @Test
  void tooFewHitsAreNoReasonToFail() {
    var one = Lists.ranked(new float[][] {{1, 0}}, new float[] {1, 0});
    var reranked = Cascade.of(List.of(new Turning())).rerank(one, TimeBudget.unlimited());
    assertThat(reranked.reports().getFirst().text())
        .isEqualTo("turning: dropped, there are too few hits");
    assertThat(reranked.candidates().ordinals()).containsExactly(0);
  }

  @Test
  void everyHitKeepsWhatEachStageSaidOfIt() {
    var cascade = Cascade.of(List.of(new QueryExpansion(1, 0), new Turning()));
    var hit = cascade.rerank(first, TimeBudget.unlimited()).candidates().hit(0);
    assertThat(hit.ordinal()).isEqualTo(3);
    assertThat(hit.trail())
        .extracting(StageScore::stage)
        .containsExactly("search", "qe(k=1)", "turning");
    assertThat(hit.trail().getFirst().score()).isZero();
    assertThat(hit.trail().getLast())
        .isEqualTo(new StageScore("turning", 3, Reason.of("turned round")));
  }

  @Test
  void hitsBelowAStagesReachKeepPlaceAndScore() {
    var longer =
        Lists.ranked(
            new float[][] {{1, 0}, {0.8f, 0.6f}, {0.6f, 0.8f}, {0, 1}, {-1, 0}},
            new float[] {1, 0});
    var hit =
        Cascade.of(List.of(new Turning()))
            .rerank(longer, TimeBudget.unlimited())
            .candidates()
            .hit(4);
    assertThat(hit.ordinal()).isEqualTo(4);
    assertThat(hit.score()).isEqualTo(-1);
    assertThat(hit.trail()).hasSize(1);
  }
}
