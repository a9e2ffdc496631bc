package dev.eidetic.index.hnsw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.index.BuildOptions;
import dev.eidetic.index.Metric;
import dev.eidetic.index.TestVectors;
import dev.eidetic.index.core.Slots;
import dev.eidetic.index.core.VectorRows;
import dev.eidetic.testkit.Seeds;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GraphTest {

  private static final int DIMENSION = 8;
  private static final int BUILD_BEAM = 20;

  private final Seeds random = Seeds.many(1).getFirst();
  private final VectorRows rows = VectorRows.empty(DIMENSION);
  private final Levels levels = new Levels(7, 4);
  private final Links links = Links.empty(levels);
  private final Graph graph = new Graph(rows, Metric.EUCLIDEAN, levels, links, Graph.NOWHERE);
  private final Vertices vertices = new Vertices(new Slots(), new BitSet());
  private final GraphBuilder builder =
      new GraphBuilder(graph, vertices, BUILD_BEAM, BuildOptions.DEFAULT.withThreads(2));

  @AfterEach
  void close() {
    rows.close();
    links.close();
  }

  private void add(float[][] vectors) {
    var ordinals = new int[vectors.length];
    for (int i = 0; i < vectors.length; i++) {
      ordinals[i] = vertices.take();
      rows.put(ordinals[i], vectors[i], 0);
    }
    links.ensure(vertices.end());
    builder.link(ordinals);
  }

  private int unreached() {
    return new Reachability(graph, vertices, BUILD_BEAM).unreached();
  }

  @Test
  void aWalkWithABeamForAllFindsAllInOrder() {
    float[][] vectors = new TestVectors(random, 10, DIMENSION).next(600);
    add(vectors);
    float[] query = random.vector(DIMENSION);
    var walk = new Walk(graph);
    walk.begin(query);
    walk.search(graph.entry(), 0, vectors.length, vertices.end());
    long[] truth = TestVectors.trueBest(vectors, query, Metric.EUCLIDEAN, vectors.length);
    assertThat(walk.beam().count()).isEqualTo(vectors.length);
    for (int i = 0; i < 20; i++) {
      assertThat(walk.beam().ordinal(i)).as("%s", random).isEqualTo((int) truth[i]);
    }
  }

  @Test
  void everyVertexCanBeReachedEvenFromFarClusters() {
    // Clusters so far apart and so much larger than a list that thinning out cuts some off.
    float[][] vectors = new TestVectors(random, 30, DIMENSION).next(2000);
    for (int i = 0; i < vectors.length; i++) {
      vectors[i][0] += 1000 * (i % 7);
    }
    add(vectors);
    assertThat(unreached()).as("%s", random).isZero();
  }

  @Test
  void everyVertexCanBeReachedAmongEqualOnes() {
    float[][] vectors = new TestVectors(random, 3, DIMENSION).next(600);
    for (int i = 0; i < 300; i++) {
      vectors[i] = vectors[0];
    }
    add(vectors);
    assertThat(unreached()).as("%s", random).isZero();
  }

  @Test
  void repairLeavesNoLinkToTheRetiredAndReachesAllOthers() {
    add(new TestVectors(random, 10, DIMENSION).next(1500));
    for (int round = 0; round < 4; round++) {
      int[] leaving =
          IntStream.range(0, vertices.end())
              .filter(i -> vertices.isLive(i) && random.nextInt(3) == 0)
              .toArray();
      for (int ordinal : leaving) {
        vertices.retire(ordinal);
      }
      builder.repair();
      assertThat(vertices.retired()).isZero();
      assertThat(unreached()).as("round %d, %s", round, random).isZero();
      assertLinksLeadToLiveVertices();
    }
  }

  private void assertLinksLeadToLiveVertices() {
    var list = new int[links.width(0)];
    for (int ordinal = 0; ordinal < vertices.end(); ordinal++) {
      for (int level = levels.of(ordinal); level >= 0; level--) {
        int count = links.read(ordinal, level, list);
        assertThat(count == 0 || vertices.isLive(ordinal)).isTrue();
        for (int i = 0; i < count; i++) {
          assertThat(vertices.isLive(list[i])).isTrue();
          assertThat(levels.of(list[i])).isGreaterThanOrEqualTo(level);
        }
      }
    }
  }

  @Test
  void vectorsAmongNoneButRetiredOnesAreFoundByWalking() {
    float[][] vectors = new TestVectors(random, 10, DIMENSION).next(2000);
    add(vectors);
    float[] centre = vectors[0].clone();
    for (long ordinal : TestVectors.trueBest(vectors, centre, Metric.EUCLIDEAN, 150)) {
      vertices.retire((int) ordinal);
    }
    var again = new float[50][]; // too few for a look at what can be reached
    for (int i = 0; i < again.length; i++) {
      again[i] = random.vector(DIMENSION);
      for (int j = 0; j < DIMENSION; j++) {
        again[i][j] = centre[j] + 0.01f * again[i][j];
      }
    }
    add(again);
    assertThat(foundByWalking(again, 2000)).as("%s", random).isGreaterThanOrEqualTo(45);
    builder.repair();
    assertThat(foundByWalking(again, 2000)).as("%s", random).isGreaterThanOrEqualTo(45);
    assertThat(unreached()).as("%s", random).isZero();
  }

  private int foundByWalking(float[][] vectors, int firstOrdinal) {
    var walk = new Walk(graph);
    int found = 0;
    for (int i = 0; i < vectors.length; i++) {
      walk.begin(vectors[i]);
      walk.search(walk.descend(graph.entry(), 0), 0, BUILD_BEAM, vertices.end());
      found += walk.beam().ordinal(0) == firstOrdinal + i ? 1 : 0;
    }
    return found;
  }

  @Test
  void whenAllRetireTheGraphBeginsAnew() {
    add(new TestVectors(random, 3, DIMENSION).next(100));
    for (int ordinal = 0; ordinal < 100; ordinal++) {
      vertices.retire(ordinal);
    }
    builder.repair();
    assertThat(graph.entry()).isEqualTo(Graph.NOWHERE);
    add(new TestVectors(random, 3, DIMENSION).next(100));
    assertThat(vertices.end()).isEqualTo(100);
    assertThat(unreached()).isZero();
  }

  @Test
  void oneVertexInMaxLinksLivesOnTheNextLevel() {
    int[] levelsOf = IntStream.range(0, 40_000).map(levels::of).toArray();
    double first = IntStream.of(levelsOf).filter(level -> level >= 1).count();
    double second = IntStream.of(levelsOf).filter(level -> level >= 2).count();
    assertThat(first / 40_000).isBetween(0.24, 0.26);
    assertThat(second / first).isBetween(0.23, 0.27);
  }
}
