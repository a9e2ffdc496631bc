package dev.eidetic.evaluate.ann;

import static dev.eidetic.vectors.Preconditions.require;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// One point of a recall-against-speed curve.
///
/// @param dataset such as `glove-100-angular`
/// @param algorithm the index
/// @param parameters of building and asking; numbers, texts and truth values
/// @param count how many neighbours were asked for
/// @param recallByIdentity share of the true neighbours found, 0 to 1
/// @param recallByDistance share of what was found that is no farther than the true last neighbour
///   plus 0.001: the figure that ann-benchmarks plots
/// @param queriesPerSecond one after the other on one thread, unless the parameters say otherwise
/// @param latencies of single queries
/// @param buildSeconds from vectors to a finished index
/// @param indexKilobytes of memory that the index takes
public record AnnResult(
    String dataset,
    String algorithm,
    Map<String, Object> parameters,
    int count,
    double recallByIdentity,
    double recallByDistance,
    double queriesPerSecond,
    Latencies latencies,
    double buildSeconds,
    double indexKilobytes) {

  public AnnResult {
    require(count >= 1, "count is %d; it must be at least 1", count);
    requireShare("recallByIdentity", recallByIdentity);
    requireShare("recallByDistance", recallByDistance);
    requirePositive("queriesPerSecond", queriesPerSecond);
    requirePositive("buildSeconds", buildSeconds);
    requirePositive("indexKilobytes", indexKilobytes);
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
  }

  private static void requireShare(String name, double value) {
    require(0 <= value && value <= 1, "%s is %s; it must be 0 to 1", name, value);
  }

  private static void requirePositive(String name, double value) {
    require(value >= 0 && Double.isFinite(value), "%s is %s; it must be 0 or more", name, value);
  }
}
