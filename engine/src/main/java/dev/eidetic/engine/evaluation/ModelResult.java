package dev.eidetic.engine.evaluation;

import dev.eidetic.encode.EmbeddingSpace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What came out for one model, or for one file of rankings. The arrays must not change.
///
/// @param name as the user wrote it
/// @param space of the model; empty for rankings
/// @param dataSha256 over the images' files; empty where none was read
/// @param stages how long each took, in order
/// @param setups in the order of the plan
/// @param runFigures as the plan asks for, or none where they have no meaning
/// @param hits for each query the first gallery ordinals, without itself
/// @param scores of the hits, of the same shape; rows empty where rankings have none
/// @param map of the gallery, where there are vectors
/// @param reranking how the first hits were re-ranked; empty for the ranking as it was
public record ModelResult(
    String name,
    Optional<EmbeddingSpace> space,
    String dataSha256,
    Map<Stage, Duration> stages,
    List<SetupResult> setups,
    List<RunFigure> runFigures,
    int[][] hits,
    float[][] scores,
    Optional<PlanarMap> map,
    Optional<Reranking> reranking) {

  /// How many hits are kept per query.
  public static final int HITS = 10;

  /// Name and cascade, as tables and pages show them: `mobilenet + superglobal`.
  public String label() {
    return reranking
        .map(how -> name + " + " + how.written() + (how.isPaper() ? ", as in papers" : ""))
        .orElse(name);
  }
}
