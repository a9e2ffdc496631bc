package dev.eidetic.rerank.diffusion;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.rerank.Candidates;
import dev.eidetic.rerank.Gallery;
import dev.eidetic.rerank.NeighbourFinder;
import dev.eidetic.rerank.Reason;
import dev.eidetic.rerank.Rescoring;
import dev.eidetic.rerank.Stage;
import dev.eidetic.rerank.StageSpec;
import dev.eidetic.rerank.StageText;
import dev.eidetic.rerank.TimeBudget;
import dev.eidetic.rerank.neighbourhood.Similarities;
import dev.eidetic.vectors.Kernels;
import java.util.Arrays;
import java.util.Optional;

/// Diffusion among the first hits of one query: their graph is made when they are known, and solved
/// by conjugate gradients. Needs no preparation. Hits that nothing flows to keep their order, last.
///
/// `f = (I - alpha * S)^-1 y`, y being `max(0, q.x)^gamma` for the first kq hits and 0 for others.
/// Source: Iscen et al., 2017, <https://arxiv.org/abs/1611.05113>; constants of Yang et al., 2019,
/// <https://arxiv.org/abs/1811.10907>.
///
/// @param settings shared with offline diffusion
/// @param top how many hits make the graph; 400 is our choice
public record OnlineDiffusion(DiffusionSettings settings, int top) implements StageSpec, Stage {

  public static final OnlineDiffusion DEFAULT = new OnlineDiffusion(DiffusionSettings.DEFAULT, 400);

  public OnlineDiffusion {
    require(2 <= top && top <= 10_000, "top is %d; it must be 2 to 10000", top);
  }

  @Override
  public Stage prepare(Gallery gallery, NeighbourFinder finder, int threads) {
    return this;
  }

  @Override
  public String name() {
    return toString();
  }

  @Override
  public int fewest() {
    return 2;
  }

  @Override
  public double work(int count, int dimension) {
    return (double) count * count * dimension + 40.0 * count * settings.neighbours();
  }

  @Override
  public Optional<Candidates> rerank(Candidates candidates, int count, TimeBudget budget) {
    var vectors = new float[count][];
    Arrays.setAll(vectors, candidates::vector);
    var similarities = Similarities.among(vectors, budget);
    if (similarities.isEmpty() || budget.isSpent()) {
      return Optional.empty();
    }
    var graph = graph(similarities.get());
    var start = new double[count];
    float[] query = candidates.query().vector();
    for (int i = 0; i < Math.min(settings.queryNeighbours(), count); i++) {
      start[i] = Rescoring.weight(Kernels.dot(query, vectors[i]), settings.gamma());
    }
    double[] flow = ConjugateGradients.solve(graph, settings.alpha(), start);
    var scores = new float[count];
    for (int i = 0; i < count; i++) {
      scores[i] = (float) flow[i];
    }
    return Optional.of(
        candidates.reordered(
            name(), scores, place -> reason(candidates, graph, flow, start, place)));
  }

  private MutualGraph graph(Similarities similarities) {
    int count = similarities.count();
    var neighbours = new int[count][];
    var values = new float[count][];
    for (int i = 0; i < count; i++) {
      int[] nearest = similarities.nearest(i, settings.neighbours());
      neighbours[i] = Arrays.copyOfRange(nearest, 1, nearest.length);
      values[i] = new float[neighbours[i].length];
      for (int j = 0; j < values[i].length; j++) {
        values[i][j] = similarities.of(i, neighbours[i][j]);
      }
    }
    return MutualGraph.of(neighbours, values, settings.neighbours() - 1, settings.gamma());
  }

  private static Reason reason(
      Candidates candidates, MutualGraph graph, double[] flow, double[] start, int place) {
    int begin = graph.starts()[place];
    var ordinals = new int[graph.starts()[place + 1] - begin];
    var contributions = new float[ordinals.length];
    for (int i = 0; i < ordinals.length; i++) {
      int neighbour = graph.targets()[begin + i];
      ordinals[i] = candidates.ordinal(neighbour);
      contributions[i] = (float) (graph.weights()[begin + i] * flow[neighbour]);
    }
    return new Reason(
        "%s flowed to it, %s directly from the query; %d mutual neighbours"
            .formatted(
                StageText.figure(flow[place]), StageText.figure(start[place]), ordinals.length),
        StageText.strongest(ordinals, contributions));
  }

  @Override
  public String toString() {
    return StageText.of(
        "diffusion",
        "kq",
        settings.queryNeighbours(),
        "kd",
        settings.neighbours(),
        "gamma",
        settings.gamma(),
        "alpha",
        settings.alpha(),
        "top",
        top);
  }
}
