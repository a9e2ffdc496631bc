package dev.eidetic.engine.bench.index;

import dev.eidetic.index.IndexSpec;
import dev.eidetic.index.SearchEffort;
import java.util.ArrayList;
import java.util.List;

/// Which settings a kind of index listens to, and the settings worth trying.
///
/// @param hasBeam whether searches walk a graph
/// @param hasProbes whether searches scan lists
/// @param isRefined whether candidates are ranked again
/// @param lists how many lists there are
record EffortSweep(boolean hasBeam, boolean hasProbes, boolean isRefined, int lists) {

  private static final int MOST_BEAM = 2048;
  private static final List<Integer> REFINE_FACTORS = List.of(2, 4, 8, 16);

  static EffortSweep of(IndexSpec spec) {
    return switch (spec) {
      case IndexSpec.Flat _ -> new EffortSweep(false, false, false, 0);
      case IndexSpec.Ivf ivf -> new EffortSweep(false, true, false, ivf.lists());
      case IndexSpec.Hnsw _, IndexSpec.QuantizedGraph _ -> new EffortSweep(true, false, false, 0);
      case IndexSpec.Transformed(_, IndexSpec inner) -> of(inner);
      case IndexSpec.Refined(IndexSpec inner, _) -> {
        var sweep = of(inner);
        yield new EffortSweep(sweep.hasBeam, sweep.hasProbes, true, sweep.lists);
      }
    };
  }

  /// Settings in rows: within a row effort grows, so that a row can be left once more effort finds
  /// no more.
  ///
  /// @param count hits that are asked for
  List<List<SearchEffort>> rows(int count) {
    var rows = new ArrayList<List<SearchEffort>>();
    for (int factor : isRefined ? REFINE_FACTORS : List.of(1)) {
      var row = new ArrayList<SearchEffort>();
      var start = SearchEffort.DEFAULT.withRefineFactor(factor);
      if (hasBeam) {
        geometric(count, MOST_BEAM).forEach(beam -> row.add(start.withBeam(beam)));
      } else if (hasProbes) {
        geometric(1, lists).forEach(probes -> row.add(start.withProbes(probes)));
      } else {
        row.add(start);
      }
      rows.add(row);
    }
    return rows;
  }

  /// Whole numbers that grow by about the square root of 2.
  static List<Integer> geometric(int first, int last) {
    var numbers = new ArrayList<Integer>();
    double next = first;
    while (Math.round(next) <= last) {
      int number = (int) Math.round(next);
      if (numbers.isEmpty() || numbers.getLast() < number) {
        numbers.add(number);
      }
      next *= Math.sqrt(2);
    }
    return numbers;
  }

  /// The settings that matter, such as `probes=16 refine=4`; blank if none does.
  String text(SearchEffort effort) {
    var parts = new ArrayList<String>();
    if (hasBeam) {
      parts.add("beam=" + effort.beam());
    }
    if (hasProbes) {
      parts.add("probes=" + effort.probes());
    }
    if (isRefined) {
      parts.add("refine=" + effort.refineFactor());
    }
    return String.join(" ", parts);
  }
}
