package dev.eidetic.evaluate.dataset;

import dev.eidetic.evaluate.Metric;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A benchmark by name: where its files are expected, what is measured, what must be there.
///
/// @param name as users write it, such as `sop`
/// @param title in words
/// @param layout how its files are read
/// @param measures labels of the figures that papers print, the first one first; means over queries
///   by their [Metric#label], others (µAP, GAP …) by their usual name
/// @param counts what the data must add up to; empty where no published figure is certain, then the
///   [ListFingerprint] of the first use is what later uses are held to
/// @param download how to get the data, exactly
/// @param source the paper
public record Benchmark(
    String name,
    String title,
    Layout layout,
    List<String> measures,
    Map<Count, Long> counts,
    String download,
    String source) {

  /// What is counted.
  public enum Count {
    QUERIES,
    GALLERY,
    PAIRS
  }

  /// Measures of a whole run, which are no means over queries.
  private static final Set<String> OF_WHOLE_RUNS =
      Set.of("µAP", "recall@P90", "GAP", "accuracy", "FNMR@FMR", "TPIR@FPIR", "image AUROC");

  public Benchmark {
    measures = List.copyOf(measures);
    counts = Map.copyOf(counts);
  }

  /// Those of the measures that are means over queries, ready to apply.
  public List<Metric> metrics() {
    return measures.stream()
        .filter(measure -> !OF_WHOLE_RUNS.contains(measure))
        .map(Metric::parse)
        .toList();
  }
}
