package dev.eidetic.engine.evaluation;

import dev.eidetic.rerank.StageReport;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Adds up what became of a cascade's stages. Thread-safe.
final class StageTally {

  private final List<Sum> sums = new ArrayList<>();

  private static final class Sum {
    private final String stage;
    private final Map<StageReport.Outcome, Integer> outcomes =
        new EnumMap<>(StageReport.Outcome.class);
    private long nanos;

    Sum(String stage) {
      this.stage = stage;
    }

    int count(StageReport.Outcome outcome) {
      return outcomes.getOrDefault(outcome, 0);
    }
  }

  synchronized void add(List<StageReport> reports) {
    for (int i = 0; i < reports.size(); i++) {
      if (i == sums.size()) {
        sums.add(new Sum(reports.get(i).stage()));
      }
      sums.get(i).outcomes.merge(reports.get(i).outcome(), 1, Integer::sum);
      sums.get(i).nanos += reports.get(i).time().toNanos();
    }
  }

  synchronized List<Reranking.StageUse> uses() {
    var uses = new ArrayList<Reranking.StageUse>();
    for (var sum : sums) {
      int dropped = sum.count(StageReport.Outcome.DROPPED);
      int begun = sum.outcomes.values().stream().mapToInt(Integer::intValue).sum() - dropped;
      uses.add(
          new Reranking.StageUse(
              sum.stage,
              begun == 0 ? 0 : sum.nanos / 1e6 / begun,
              sum.count(StageReport.Outcome.RAN),
              sum.count(StageReport.Outcome.SHORTENED),
              dropped,
              sum.count(StageReport.Outcome.ABANDONED)));
    }
    return uses;
  }
}
