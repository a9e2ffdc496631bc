package dev.eidetic.evaluate.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The benchmarks of the field, each a description. Nothing is downloaded: most need a licence to
/// be accepted first.
public final class Benchmarks {

  private Benchmarks() {}

  /// All of them, by field.
  public static List<Benchmark> all() {
    var all = new ArrayList<Benchmark>();
    all.addAll(LandmarkBenchmarks.all());
    all.addAll(ClassBenchmarks.all());
    all.addAll(InstanceBenchmarks.all());
    all.addAll(PairBenchmarks.all());
    return List.copyOf(all);
  }

  /// @param name such as `sop`, in upper or lower case
  /// @throws IllegalArgumentException naming all that are known
  public static Benchmark find(String name) {
    for (var benchmark : all()) {
      if (benchmark.name().equals(name.toLowerCase(Locale.ROOT))) {
        return benchmark;
      }
    }
    throw new IllegalArgumentException(
        "benchmark \"%s\" is unknown; known are %s; any other data can be given as a folder or CSV"
            .formatted(
                name, String.join(", ", all().stream().map(Benchmark::name).sorted().toList())));
  }
}
