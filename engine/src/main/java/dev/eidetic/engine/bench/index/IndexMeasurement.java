package dev.eidetic.engine.bench.index;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.eidetic.evaluate.ann.AnnResult;
import dev.eidetic.evaluate.ann.Latencies;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// One index with one setting.
///
/// @param algorithm such as `HNSW16`
/// @param setting such as `beam=64`; blank if there is nothing to set
/// @param recall mean recall by distance at 1, 10 and 100, as far as truth and hits reach; that at
///   100 is of searches for 100 hits
/// @param recallByIdentity at `count`
/// @param queries how many were asked
/// @param speed how fast
/// @param build what making the index took
public record IndexMeasurement(
    DataShape data,
    String algorithm,
    String setting,
    int count,
    SortedMap<Integer, Double> recall,
    double recallByIdentity,
    int queries,
    Speed speed,
    Build build) {

  /// What was indexed.
  ///
  /// @param vectors how many
  public record DataShape(String name, String metric, int vectors, int dimension) {}

  /// @param threads that searched at once
  /// @param perSecond queries by the clock
  /// @param perProcessorSecond queries by the time that the threads computed: what a busy machine
  ///   would do if it were quiet
  public record Speed(
      int threads, double perSecond, double perProcessorSecond, Latencies latencies) {}

  /// @param trainSeconds learning
  /// @param addSeconds adding all vectors
  /// @param processorSeconds of both, of all threads of this process
  /// @param memoryBytes that the finished index takes
  public record Build(
      double trainSeconds, double addSeconds, double processorSeconds, long memoryBytes) {

    public double seconds() {
      return trainSeconds + addSeconds;
    }
  }

  public IndexMeasurement {
    recall = new TreeMap<>(recall);
  }

  /// Recall at the number of hits that was asked for.
  public double recallAtCount() {
    return recall.getOrDefault(count, recallByIdentity);
  }

  /// The same as ann-benchmarks has it.
  public AnnResult asAnnResult() {
    var parameters = new LinkedHashMap<String, Object>();
    parameters.put("setting", setting);
    return new AnnResult(
        data.name(),
        algorithm,
        parameters,
        count,
        recallByIdentity,
        recallAtCount(),
        speed.perSecond(),
        speed.latencies(),
        build.seconds(),
        build.memoryBytes() / 1024.0);
  }

  /// One line of JSON: the fields of [dev.eidetic.evaluate.ann.AnnResultLog], which reads it, and
  /// more.
  public String json() throws IOException {
    var line = new LinkedHashMap<String, Object>();
    line.put("dataset", data.name());
    line.put("algorithm", algorithm);
    line.put("parameters", Map.of("setting", setting));
    line.put("count", count);
    line.put("k-nn", recallAtCount());
    line.put("recall-id", recallByIdentity);
    recall.forEach((place, value) -> line.put("recall@" + place, value));
    line.put("qps", speed.perSecond());
    line.put("processor-qps", speed.perProcessorSecond());
    line.put("p50", speed.latencies().p50());
    line.put("p95", speed.latencies().p95());
    line.put("p99", speed.latencies().p99());
    line.put("p999", speed.latencies().p999());
    line.put("threads", speed.threads());
    line.put("queries", queries);
    line.put("build", build.seconds());
    line.put("train", build.trainSeconds());
    line.put("build-processor", build.processorSeconds());
    line.put("indexsize", build.memoryBytes() / 1024.0);
    line.put("bytes-per-vector", (double) build.memoryBytes() / data.vectors());
    line.put("metric", data.metric());
    line.put("vectors", data.vectors());
    line.put("dimension", data.dimension());
    return JSON.std.asString(line);
  }
}
