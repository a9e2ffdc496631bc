package dev.eidetic.rerank;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.rerank.StageReport.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Stages in a row, within a time budget. Thread-safe.
///
/// Each stage is measured as it runs. Before one begins, what it will take is foreseen from how
/// fast it was for earlier queries; if that is more than what is left, it looks at fewer hits, and
/// if not even the fewest would do, it is dropped. A stage that takes longer than foreseen is given
/// up when the budget is spent. Whatever happens, there is an order, and a report says how it came
/// about.
public final class Cascade {

  private final List<MeasuredStage> stages;

  private Cascade(List<MeasuredStage> stages) {
    this.stages = List.copyOf(stages);
  }

  /// Of stages that are ready.
  ///
  /// @param stages at least one, in the order in which they run
  public static Cascade of(List<Stage> stages) {
    require(!stages.isEmpty(), "a cascade has no stage; it needs at least one");
    return new Cascade(stages.stream().map(MeasuredStage::new).toList());
  }

  /// Makes the stages of a text ready for a gallery.
  ///
  /// @param threads to compute with, 1 to 1024
  /// @throws InterruptedException if the caller was interrupted; the threads have ended
  public static Cascade prepare(
      CascadeSpec spec, Gallery gallery, NeighbourFinder neighbours, int threads)
      throws InterruptedException {
    var ready = new ArrayList<Stage>();
    for (var stage : spec.stages()) {
      ready.add(stage.prepare(gallery, neighbours, threads));
    }
    return of(ready);
  }

  /// Re-ranks one query's hits.
  public Reranked rerank(Candidates candidates, TimeBudget budget) {
    var current = candidates;
    var reports = new ArrayList<StageReport>();
    for (var measured : stages) {
      var stage = measured.stage();
      int wanted = Math.min(stage.top(), current.size());
      int dimension = current.gallery().dimension();
      int count =
          wanted < stage.fewest()
              ? 0
              : measured.affordable(wanted, dimension, budget.remainingNanos());
      if (count == 0) {
        int fewest = Math.min(stage.fewest(), wanted);
        reports.add(
            new StageReport(
                stage.name(),
                Outcome.DROPPED,
                wanted < stage.fewest() ? 0 : wanted,
                fewest,
                Duration.ZERO,
                measured.forecast(fewest, dimension)));
        measured.relent();
        continue;
      }
      var forecast = measured.forecast(count, dimension);
      long start = budget.elapsedNanos();
      var next = stage.rerank(current, count, budget);
      long nanos = budget.elapsedNanos() - start;
      if (next.isPresent()) {
        current = next.get();
        measured.learn(count, dimension, nanos);
      } else {
        measured.learnAtLeast(count, dimension, nanos);
      }
      var outcome =
          next.isEmpty() ? Outcome.ABANDONED : count < wanted ? Outcome.SHORTENED : Outcome.RAN;
      reports.add(
          new StageReport(stage.name(), outcome, wanted, count, Duration.ofNanos(nanos), forecast));
    }
    return new Reranked(current, reports);
  }
}
