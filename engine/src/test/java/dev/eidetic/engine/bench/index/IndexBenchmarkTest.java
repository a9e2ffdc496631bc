package dev.eidetic.engine.bench.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.evaluate.ann.AnnResultLog;
import dev.eidetic.index.IndexSpec;
import dev.eidetic.index.Metric;
import dev.eidetic.index.SearchEffort;
import dev.eidetic.index.VectorCode;
import dev.eidetic.testkit.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexBenchmarkTest {

  private static final IndexSpec EXACT = new IndexSpec.Flat(VectorCode.FLOAT32);

  @TempDir private Path folder;

  private final Heard heard = new Heard();

  private static final class Heard implements IndexBenchmark.Listener {

    final List<IndexMeasurement> measured = new ArrayList<>();

    @Override
    public void building(String stage, long done, long total) {}

    @Override
    public void measured(IndexMeasurement measurement) {
      measured.add(measurement);
    }
  }

  @Test
  void anExactIndexFindsEverything() throws Exception {
    try (var data = data(300, 20)) {
      var results = benchmark(data, 10, 1).sweep("Flat", EXACT);
      assertThat(results).isEqualTo(heard.measured).hasSize(1);
      var result = results.getFirst();
      assertThat(result.recall()).containsOnlyKeys(1, 10, 100);
      assertThat(result.recall().values()).allMatch(recall -> recall == 1.0);
      assertThat(result.recallByIdentity()).isEqualTo(1);
      assertThat(result.queries()).isEqualTo(20);
      assertThat(result.speed().perSecond()).isPositive();
      assertThat(result.build().memoryBytes()).isGreaterThanOrEqualTo(300 * 16 * 4);
    }
  }

  @Test
  void severalThreadsFindTheSame() throws Exception {
    try (var data = data(300, 20)) {
      var result = benchmark(data, 3, 4).run("Flat", EXACT, List.of(SearchEffort.DEFAULT));
      assertThat(result.getFirst().recall().get(3)).isEqualTo(1.0);
      assertThat(result.getFirst().speed().threads()).isEqualTo(4);
    }
  }

  @Test
  void aLineOfJsonIsReadAsAResultOfAnnBenchmarks() throws Exception {
    try (var data = data(50, 4)) {
      var result =
          benchmark(data, 5, 1).run("Flat", EXACT, List.of(SearchEffort.DEFAULT)).getFirst();
      var file = Files.writeString(folder.resolve("results.jsonl"), result.json() + "\n");
      var read = AnnResultLog.read(file).getFirst();
      assertThat(read.algorithm()).isEqualTo("Flat");
      assertThat(read.count()).isEqualTo(5);
      assertThat(read.recallByDistance()).isEqualTo(1);
      assertThat(read.queriesPerSecond())
          .isCloseTo(result.speed().perSecond(), within(1e-6 * result.speed().perSecond()));
    }
  }

  @Test
  void truthThatIsTooShortIsRefused() throws Exception {
    try (var data = data(50, 4)) {
      var truth =
          TrueNeighbours.compute(data.base(), data.queries(), Metric.EUCLIDEAN, 5, 1, done -> {});
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> new IndexBenchmark(data, Metric.EUCLIDEAN, truth, options(10, 1), heard))
          .withMessage(
              "truth is known for 5 places; 10 hits are asked for: leave the truth out to compute"
                  + " it");
    }
  }

  private IndexBenchmark benchmark(VectorData data, int count, int threads)
      throws InterruptedException {
    var truth =
        TrueNeighbours.compute(data.base(), data.queries(), Metric.EUCLIDEAN, 100, 1, done -> {});
    return new IndexBenchmark(data, Metric.EUCLIDEAN, truth, options(count, threads), heard);
  }

  private static IndexBenchmark.Options options(int count, int threads) {
    return new IndexBenchmark.Options(count, threads, 1, 1, Duration.ofMillis(50));
  }

  private VectorData data(int count, int queries) throws IOException {
    var random = Seeds.of(7);
    return VectorData.open(
        VectorFixture.fvecs(folder.resolve("base.fvecs"), rows(random, count)),
        Optional.of(VectorFixture.fvecs(folder.resolve("queries.fvecs"), rows(random, queries))),
        Optional.empty(),
        Integer.MAX_VALUE);
  }

  private static float[][] rows(Seeds random, int count) {
    var rows = new float[count][];
    for (int i = 0; i < count; i++) {
      rows[i] = random.vector(16);
    }
    return rows;
  }
}
