package dev.eidetic.engine.bench;

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

  /// Which part of the rate of decode and encode alone the whole ingest reaches.
  public double ratio() {
    return medianIngest() / medianAlone();
  }

  private static double median(List<Double> numbers) {
    var sorted = numbers.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }
}
