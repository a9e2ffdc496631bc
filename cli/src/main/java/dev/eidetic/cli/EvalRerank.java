package dev.eidetic.cli;

import dev.eidetic.cli.terminal.Terminal;
import dev.eidetic.engine.evaluation.RerankOptions;
import dev.eidetic.engine.reranking.CrossEncoderChoice;
import dev.eidetic.rerank.CascadeSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `--rerank` and what belongs to it, for evaluations.
final class EvalRerank {

  @Option(
      names = "--rerank",
      paramLabel = "CASCADE",
      description = {
        "Re-rank each model's first hits, beside its plain ranking: qe, aqe, dqe, dba, superglobal,"
            + " kreciprocal, diffusion, offlinediffusion, geometric, cross, with options in brackets, >"
            + " between stages."
            + " May be repeated."
      })
  private List<String> cascades = new ArrayList<>();

  @Option(
      names = "--candidates",
      paramLabel = "N",
      description = "How many first hits a cascade sees (${DEFAULT-VALUE}).")
  private int candidates = RerankOptions.NONE.candidates();

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "Time for a cascade per query, such as 50ms; as long as it takes unless said.")
  private Optional<Duration> budget = Optional.empty();

  @Mixin private FeaturesOption features = new FeaturesOption();

  @Mixin private CrossEncoderOption crossEncoder = new CrossEncoderOption();

  /// Whether anything is re-ranked.
  boolean isGiven() {
    return !cascades.isEmpty();
  }

  /// @return for the caller to close
  CrossEncoderChoice openCrossEncoder(Terminal terminal) throws IOException {
    boolean isUsed =
        cascades.stream().map(CascadeSpec::parse).anyMatch(CascadeSpec::hasCrossEncoder);
    return crossEncoder.open(terminal, isUsed);
  }

  /// @param cross stays the caller's to close
  RerankOptions options(Terminal terminal, CrossEncoderChoice cross) throws IOException {
    return new RerankOptions(
        cascades, candidates, budget, features.reference(terminal), cross.encoder());
  }
}
