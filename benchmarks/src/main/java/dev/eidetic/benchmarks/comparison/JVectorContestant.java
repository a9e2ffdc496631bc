package dev.eidetic.benchmarks.comparison;

import io.github.jbellis.jvector.graph.GraphIndexBuilder;
import io.github.jbellis.jvector.graph.GraphSearcher;
import io.github.jbellis.jvector.graph.ImmutableGraphIndex;
import io.github.jbellis.jvector.graph.ListRandomAccessVectorValues;
import io.github.jbellis.jvector.graph.RandomAccessVectorValues;
import io.github.jbellis.jvector.graph.similarity.BuildScoreProvider;
import io.github.jbellis.jvector.graph.similarity.DefaultSearchScoreProvider;
import io.github.jbellis.jvector.util.Bits;
import io.github.jbellis.jvector.vector.VectorSimilarityFunction;
import io.github.jbellis.jvector.vector.VectorizationProvider;
import io.github.jbellis.jvector.vector.types.VectorFloat;
import io.github.jbellis.jvector.vector.types.VectorTypeSupport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;

/// JVector's graph over whole vectors in memory. Index: `M=32,efConstruction=200`, M being the most
/// links of a vector. Search: `ef=40`, which JVector calls rerankK.
final class JVectorContestant implements Contestant {

  private static final float OVERFLOW = 1.2f;
  private static final float ALPHA = 1.2f;

  private static final VectorTypeSupport TYPES =
      VectorizationProvider.getInstance().getVectorTypeSupport();

  private final Settings settings;
  private final ComparisonData data;
  private final RandomAccessVectorValues vectors;
  private Optional<ImmutableGraphIndex> graph = Optional.empty();

  JVectorContestant(String index, ComparisonData data) {
    this.settings = Settings.parse(index);
    this.data = data;
    var base = data.prepared(data.base());
    var rows = new ArrayList<VectorFloat<?>>(base.count());
    for (int i = 0; i < base.count(); i++) {
      var row = new float[base.dimension()];
      base.copy(i, 1, row, 0);
      rows.add(TYPES.createFloatVector(row));
    }
    this.vectors = new ListRandomAccessVectorValues(rows, base.dimension());
  }

  @Override
  public Built build() throws IOException {
    var stopwatch = new BuildStopwatch();
    var scores = BuildScoreProvider.randomAccessScoreProvider(vectors, similarity());
    try (var pool = new ForkJoinPool(data.buildThreads());
        var builder =
            GraphIndexBuilder.builder(scores, vectors.dimension(), settings.get("M"))
                .withBeamWidth(settings.get("efConstruction"))
                .withNeighborOverflow(OVERFLOW)
                .withAlpha(ALPHA)
                .withSimdExecutor(pool)
                .withParallelExecutor(pool)
                .build()) {
      graph = Optional.of(builder.build(vectors));
    }
    long vectorBytes = 4L * vectors.dimension() * vectors.size();
    return stopwatch.built(graph.get().ramBytesUsed() + vectorBytes);
  }

  @Override
  public Pass search(int count, String settings) throws IOException {
    int ef = Math.max(count, Settings.parse(settings).get("ef"));
    try (var searcher = new GraphSearcher(graph.orElseThrow())) {
      return Passes.of(
          data.prepared(data.queries()),
          query -> {
            var scores =
                DefaultSearchScoreProvider.exact(
                    TYPES.createFloatVector(query.clone()), similarity(), vectors);
            var found = searcher.search(scores, count, ef, 0, 0, Bits.ALL);
            return Arrays.stream(found.getNodes()).mapToLong(hit -> hit.node).toArray();
          });
    }
  }

  private VectorSimilarityFunction similarity() {
    return switch (data.metric()) {
      case EUCLIDEAN -> VectorSimilarityFunction.EUCLIDEAN;
      case COSINE, INNER_PRODUCT -> VectorSimilarityFunction.DOT_PRODUCT;
    };
  }

  @Override
  public void close() throws IOException {
    if (graph.isPresent()) {
      graph.get().close();
    }
  }
}
