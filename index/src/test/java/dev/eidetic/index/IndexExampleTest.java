package dev.eidetic.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.index.tune.IndexTuner;
import dev.eidetic.index.tune.TuningGoal;
import dev.eidetic.testkit.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The examples of docs/indexes.md, word for word.
class IndexExampleTest {

  @TempDir private Path folder;

  private final TestVectors draws = new TestVectors(Seeds.of(5), 10, 128);

  @Test
  void makeFillAndSearch() throws IOException {
    var file = folder.resolve("photos.index");
    var vectors = TestVectors.source(draws.next(500));
    float[] query = draws.next();
    // example: make
    try (var index =
        Indexes.create(IndexSpec.parse("HNSW32"), Metric.COSINE, 128, BuildOptions.DEFAULT)) {
      index.add(0, vectors); // ids 0, 1, 2 …; or index.add(ids, vectors)
      index.delete(17, 18);
      var searcher = index.searcher(); // one for each thread
      var hits = searcher.search(query, SearchRequest.top(10));
      long best = hits.ids()[0]; // hits.scores()[0] is its cosine: greater is closer
      index.save(file);
      // end
      assertThat(best).isBetween(0L, 499L);
    }
    // example: map
    try (var index = Indexes.map(file)) { // or Indexes.load(file)
      var effort = SearchEffort.DEFAULT.withBeam(200);
      var even = index.search(query, SearchRequest.top(10).with(effort).with(id -> id % 2 == 0));
      var near = index.searcher().range(query, 0.8f, SearchRequest.top(Integer.MAX_VALUE));
      // end
      assertThat(even.ids()).hasSize(10);
      assertThat(Arrays.stream(even.ids()).allMatch(id -> id % 2 == 0)).isTrue();
      for (float score : near.scores()) {
        assertThat(score).isGreaterThanOrEqualTo(0.8f);
      }
    }
  }

  @Test
  void tune() {
    var vectors = TestVectors.source(draws.next(500));
    var queries = TestVectors.source(draws.next(20));
    // example: tune
    var goal = TuningGoal.recall(10, 0.95).withinMemory(1L << 30);
    var result =
        new IndexTuner(Metric.EUCLIDEAN, BuildOptions.DEFAULT).tune(goal, vectors, queries);
    var spec = result.chosen().spec(); // to build with
    var effort = result.chosen().effort(); // to search with
    boolean reached = result.isMet(); // if not, result.misses() says by how much
    // end
    assertThat(spec).isNotNull();
    assertThat(effort.probes()).isPositive();
    assertThat(reached).isTrue();
  }

  @Test
  void theManualShowsTheseExamples() throws IOException {
    var manual = normalized(Files.readString(root().resolve("docs/indexes.md")));
    var source =
        Files.readString(
            root()
                .resolve("index/src/test/java")
                .resolve(IndexExampleTest.class.getName().replace('.', '/') + ".java"));
    String[] parts = source.split("// example: \\w+\n", -1);
    assertThat(parts.length).isGreaterThanOrEqualTo(4);
    for (int i = 1; i <= 3; i++) {
      String example = parts[i].substring(0, parts[i].indexOf("// end"));
      assertThat(manual).contains(normalized(example));
    }
  }

  private static Path root() {
    return Files.exists(Path.of("docs")) ? Path.of("") : Path.of("..");
  }

  private static String normalized(String text) {
    return text.replaceAll("\\s+", " ");
  }
}
