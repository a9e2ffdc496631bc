package dev.eidetic.engine.reranking;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.rerank.CascadeSpec;
import dev.eidetic.rerank.cross.CrossEncoder;
import java.time.Duration;
import java.util.Optional;

/// How the hits of a search are put into a better order.
///
/// @param cascade the stages
/// @param candidates how many first hits they see, 2 to 10,000
/// @param budget time for all stages; empty for as long as it takes
public record RerankSettings(CascadeSpec cascade, int candidates, Optional<Duration> budget) {

  /// Hits that a cascade sees unless told otherwise.
  public static final int CANDIDATES = 100;

  public RerankSettings {
    require(
        2 <= candidates && candidates <= 10_000,
        "candidates is %d; a cascade can see 2 to 10000",
        candidates);
  }

  /// The same with another cross-encoder than that of the program.
  public RerankSettings with(CrossEncoder encoder) {
    return new RerankSettings(cascade.with(encoder), candidates, budget);
  }

  /// Reads a cascade such as `superglobal > geometric(top=50)`.
  ///
  /// @throws IllegalArgumentException saying what is wrong and what was probably meant
  public static RerankSettings parse(String cascade, int candidates, Optional<Duration> budget) {
    return new RerankSettings(CascadeSpec.parse(cascade), candidates, budget);
  }
}
