package dev.eidetic.rerank.cross;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.encode.onnx.OnnxGraph;
import dev.eidetic.encode.onnx.TensorPort;
import dev.eidetic.rerank.TimeBudget;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// A transformer over the matches of two pictures, as `eidetic train reranker` makes them: input
/// `tokens` `[N, 65, 24]` ([MatchTokens]), output `logit` `[N, 1]`. The graph's note `features`
/// says of which kind they must be. It looks at details only, so that it serves every encoder.
final class MatchCrossEncoder implements CrossEncoder {

  static final String INPUT = "tokens";
  static final String FEATURES = "features";

  /// Multiplications to match and verify a pair, and to run the graph on it.
  private static final double WORK = 4e6;

  private static final List<Long> SHAPE =
      List.of(-1L, (long) MatchTokens.ROWS, (long) MatchTokens.WIDTH);

  private final OnnxGraph graph;
  private final String output;
  private final String kind;

  /// @param graph closed with this
  /// @throws IOException if it is none for such tokens
  MatchCrossEncoder(OnnxGraph graph) throws IOException {
    this.graph = graph;
    boolean fits =
        graph.inputs().size() == 1
            && graph.inputs().getFirst().shape().equals(SHAPE)
            && graph.notes().containsKey(FEATURES);
    if (!fits) {
      throw new IOException(
          "model \"%s\" has inputs %s and notes %s; a cross-encoder over matches takes tokens [?, %d, %d] and notes the kind of features; train it again with this version"
              .formatted(
                  graph.name(),
                  TensorPort.listed(graph.inputs()),
                  graph.notes().keySet().stream().sorted().toList(),
                  MatchTokens.ROWS,
                  MatchTokens.WIDTH));
    }
    output = Logits.port(graph);
    kind = Objects.requireNonNull(graph.notes().get(FEATURES));
  }

  @Override
  public String name() {
    return graph.name();
  }

  @Override
  public double work() {
    return WORK;
  }

  @Override
  public Optional<float[]> logits(Picture query, List<Picture> hits, TimeBudget budget) {
    require(
        query.features().kind().equals(kind),
        "model \"%s\" looks at features of kind %s; these are %s: search with those features, or train a model on these",
        graph.name(),
        kind,
        query.features().kind());
    var tokens = new MatchTokens(kind);
    var rows = new GraphInput(hits.size(), MatchTokens.ROWS, MatchTokens.WIDTH);
    for (var hit : hits) {
      if (budget.isSpent()) {
        return Optional.empty();
      }
      rows.add(tokens.of(query.features(), hit.features()));
    }
    var answer = graph.run(Map.of(INPUT, rows.array()), Set.of(output));
    return Optional.of(Logits.of(graph, answer, output, hits.size()));
  }

  @Override
  public void close() {
    graph.close();
  }
}
