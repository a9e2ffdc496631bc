package dev.eidetic.index.tune;

import dev.eidetic.index.IndexSpec;
import dev.eidetic.index.SearchEffort;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Efforts that are worth trying with a kind.
final class EffortLadder {

  private static final int MOST_PROBES = 2048;
  private static final int WIDEST_BEAM = 2048;
  private static final int MOST_REFINED = 64;

  private EffortLadder() {}

  /// Ladders, on each of which effort rises from rung to rung, by about two fifths.
  ///
  /// @param count of hits that a search asks for
  static List<List<SearchEffort>> of(IndexSpec spec, int count) {
    return switch (spec) {
      case IndexSpec.Flat _ -> List.of(List.of(SearchEffort.DEFAULT));
      case IndexSpec.Ivf(int lists, _, _, _) ->
          List.of(
              rungs(1, Math.min(lists, MOST_PROBES))
                  .mapToObj(SearchEffort.DEFAULT::withProbes)
                  .toList());
      case IndexSpec.Hnsw _, IndexSpec.QuantizedGraph _ ->
          List.of(
              rungs(count, Math.max(WIDEST_BEAM, count))
                  .mapToObj(SearchEffort.DEFAULT::withBeam)
                  .toList());
      case IndexSpec.Transformed(_, var base) -> of(base, count);
      case IndexSpec.Refined(var base, _) -> refined(of(base, count));
    };
  }

  /// One ladder for each number of candidates; kinds that know no other effort climb that.
  private static List<List<SearchEffort>> refined(List<List<SearchEffort>> ladders) {
    var all = new ArrayList<List<SearchEffort>>();
    for (var ladder : ladders) {
      if (ladder.size() == 1) {
        all.add(rungs(1, MOST_REFINED).mapToObj(ladder.getFirst()::withRefineFactor).toList());
        continue;
      }
      for (int factor = 1; factor <= MOST_REFINED; factor *= 2) {
        int wanted = factor;
        all.add(ladder.stream().map(effort -> effort.withRefineFactor(wanted)).toList());
      }
    }
    return all;
  }

  private static IntStream rungs(int first, int last) {
    return IntStream.iterate(first, n -> n < last, n -> Math.max(n + 1, (int) (n * 1.42)))
        .mapMulti(
            (n, sink) -> {
              sink.accept(n);
              if (Math.max(n + 1, (int) (n * 1.42)) >= last) {
                sink.accept(last);
              }
            });
  }
}
