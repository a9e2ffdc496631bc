package dev.eidetic.cli;

import dev.eidetic.engine.reranking.RerankSettings;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/// `--rerank` and what belongs to it, for searches.
final class RerankOption {

  @Option(
      names = "--rerank",
      paramLabel = "CASCADE",
      description = {
        "Put the first hits into a better order: qe, aqe, dqe, superglobal, kreciprocal, diffusion,"
            + " geometric, cross, with options in brackets, > between stages."
      })
  private String cascade = "";

  @Option(
      names = "--candidates",
      paramLabel = "N",
      description = "How many first hits --rerank sees (${DEFAULT-VALUE}).")
  private int candidates = RerankSettings.CANDIDATES;

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "Time for --rerank, such as 50ms; as long as it takes unless said.")
  private Optional<Duration> budget = Optional.empty();

  /// Nothing if hits stay as they are.
  ///
  /// @throws IllegalArgumentException if the cascade cannot be read
  Optional<RerankSettings> settings() {
    if (cascade.isBlank()) {
      if (budget.isPresent()) {
        throw new IllegalArgumentException("--budget is time for --rerank; give a cascade, too");
      }
      return Optional.empty();
    }
    return Optional.of(RerankSettings.parse(cascade, candidates, budget));
  }
}
