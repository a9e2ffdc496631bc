package dev.eidetic.engine.bench;

import static dev.eidetic.vectors.Preconditions.require;

import java.util.ArrayList;
import java.util.List;

/// What [IngestBenchmark] measured.
///
/// @param files read in each round
/// @param alone files per second of decode and encode alone, by round
/// @param ingest files per second of the whole ingest, by round
/// @param heapBytes in use after the last round and a collection of garbage
/// @param heapLimit the most the heap may grow to, in bytes
public record IngestRates(
    int files, List<Double> alone, List<Double> ingest, long heapBytes, long heapLimit) {

  public IngestRates {
    require(
        !alone.isEmpty() && alone.size() == ingest.size(),
        "there are %d and %d rounds; there must be as many of each",
        alone.size(),
        ingest.size());
    alone = List.copyOf(alone);
    ingest = List.copyOf(ingest);
  }

  /// The median of [#alone].
  public double medianAlone() {
    return median(alone);
  }

  /// The median of [#ingest].
  public double medianIngest() {
    return median(ingest);
  }

  /// Which part of the rate of decode and encode alone the whole ingest reaches: the median of the
  /// rounds' ratios, as the two of a round met the machine in much the same mood.
  public double ratio() {
    var ratios = new ArrayList<Double>();
    for (int i = 0; i < alone.size(); i++) {
      ratios.add(ingest.get(i) / alone.get(i));
    }
    return median(ratios);
  }

  private static double median(List<Double> numbers) {
    var sorted = numbers.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }
}
