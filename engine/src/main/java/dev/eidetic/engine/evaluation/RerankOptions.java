package dev.eidetic.engine.evaluation;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.encode.lookup.FeatureExtractors;
import dev.eidetic.rerank.CascadeSpec;
import dev.eidetic.rerank.cross.CrossEncoder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Which cascades are tried beside the plain ranking.
///
/// @param cascades as [CascadeSpec#parse] reads them, each its own result; none to re-rank nothing
/// @param candidates how many first hits a cascade sees, 2 to 100,000; the rest stays as it is
/// @param budget time per query; empty for as long as it takes
/// @param features what finds local features, as [FeatureExtractors#open] reads it
/// @param crossEncoder what the stage `cross` asks, the caller's to close; empty for the one that
///   comes with the program
public record RerankOptions(
    List<String> cascades,
    int candidates,
    Optional<Duration> budget,
    String features,
    Optional<CrossEncoder> crossEncoder) {

  /// No re-ranking.
  public static final RerankOptions NONE =
      new RerankOptions(
          List.of(), 1_000, Optional.empty(), FeatureExtractors.DEFAULT, Optional.empty());

  /// @throws IllegalArgumentException if a cascade cannot be read, saying where
  public RerankOptions {
    cascades = List.copyOf(cascades);
    cascades.forEach(CascadeSpec::parse);
    require(
        2 <= candidates && candidates <= 100_000,
        "candidates is %d; a cascade can see 2 to 100000",
        candidates);
  }

  /// A cascade as it runs.
  CascadeSpec spec(String written) {
    var spec = CascadeSpec.parse(written);
    return crossEncoder.map(spec::with).orElse(spec);
  }
}
