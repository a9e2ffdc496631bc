package dev.eidetic.benchmarks.comparison;

import dev.eidetic.benchmarks.comparison.ComparisonPlan.Entry;
import dev.eidetic.benchmarks.comparison.Contestant.Built;
import dev.eidetic.benchmarks.comparison.Contestant.Pass;
import dev.eidetic.engine.bench.index.IndexMeasurement;
import dev.eidetic.engine.bench.index.TrueNeighbours;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What one contestant reached, over all rounds.
final class Standings {

  private final Entry entry;
  private final Built built;
  private final Map<String, List<Pass>> passes = new LinkedHashMap<>();

  Standings(Entry entry, Built built) {
    this.entry = entry;
    this.built = built;
  }

  void add(String settings, Pass pass) {
    passes.computeIfAbsent(settings, _ -> new ArrayList<>()).add(pass);
  }

  /// One measurement per setting; speed by either clock is that of the median round.
  List<IndexMeasurement> measurements(ComparisonData data, TrueNeighbours truth, int count) {
    var all = new ArrayList<IndexMeasurement>();
    passes.forEach(
        (settings, rounds) -> {
          var byClock = median(rounds, Comparator.comparingDouble(Pass::seconds));
          var byProcessor = median(rounds, Comparator.comparingDouble(Pass::processorSeconds));
          int queries = byClock.found().length;
          var recall = truth.recall(byClock.found(), count);
          var places = new TreeMap<Integer, Double>();
          places.put(1, truth.recall(byClock.found(), 1).byDistance());
          places.put(count, recall.byDistance());
          all.add(
              new IndexMeasurement(
                  new IndexMeasurement.DataShape(
                      data.vectors().name(),
                      data.metricWord(),
                      data.base().count(),
                      data.base().dimension()),
                  entry.title(),
                  settings,
                  count,
                  places,
                  recall.byIdentity(),
                  queries,
                  new IndexMeasurement.Speed(
                      1,
                      queries / byClock.seconds(),
                      queries / byProcessor.processorSeconds(),
                      byClock.latencies()),
                  new IndexMeasurement.Build(
                      0, built.seconds(), built.processorSeconds(), built.bytes())));
        });
    return all;
  }

  private static Pass median(List<Pass> rounds, Comparator<Pass> order) {
    return rounds.stream().sorted(order).toList().get((rounds.size() - 1) / 2);
  }
}
