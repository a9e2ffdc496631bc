package dev.eidetic.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.evaluate.neighbours.BlockNeighbours;
import dev.eidetic.vectors.VectorSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The examples of docs/evaluation.md, word for word.
class EvaluationExampleTest {

  @Test
  void rankingsOfAnySystem() {
    // example: rankings
    var truth = GroundTruth.ofLabels(new int[] {7, 8}, new int[] {7, 7, 8, 9});
    var rankings = Rankings.of(new int[][] {{0, 2, 1, 3}, {3, 2, 0, 1}}, true);
    var evaluation =
        Evaluator.evaluate(truth, rankings, List.of(new RecallAt(1), AveragePrecision.PLAIN_MEAN));
    var recall = evaluation.result(new RecallAt(1));
    double value = recall.value(); // 0.5, the mean of recall.perQuery()
    var interval = recall.interval(); // 95 %, by resampling queries
    // end
    assertThat(value).isEqualTo(0.5);
    assertThat(interval).isEqualTo(new ConfidenceInterval(0, 1, 0.95));
  }

  @Test
  void vectorsInConstantMemory() throws InterruptedException {
    float[][] rows = {{1, 0}, {0.9f, 0.1f}, {0, 1}, {0.2f, 1}};
    int[] labels = {1, 1, 2, 2};
    // example: vectors
    var vectors = VectorSource.of(rows).normalized(); // or MappedVectors.openNpy(file)
    var truth = GroundTruth.leaveOneOut(labels);
    List<Metric> metrics = List.of(new RecallAt(1), new MapAtR(), new RPrecision());
    var evaluator = new Evaluator(truth.queries(), metrics, Bootstrap.DEFAULT);
    int threads = Runtime.getRuntime().availableProcessors();
    new BlockNeighbours(vectors, vectors, threads).judgeTop(truth, 1, evaluator);
    double mapAtR = evaluator.finish().result(new MapAtR()).value();
    // end
    assertThat(mapAtR).isEqualTo(1);
  }

  @Test
  void twoRuns() {
    double[] first = {0, 0, 0, 0, 0, 0};
    double[] second = {1, 1, 1, 1, 1, 1};
    // example: comparison
    var comparison = PairedComparison.of(first, second); // MetricResult.perQuery() of two runs
    double gain = comparison.difference();
    boolean byMoreThanChance = comparison.pValue() <= 0.05;
    // end
    assertThat(gain).isEqualTo(1);
    assertThat(byMoreThanChance).isTrue();
  }

  @Test
  void theManualShowsTheseExamples() throws IOException {
    var manual = normalized(Files.readString(root().resolve("docs/evaluation.md")));
    var source =
        Files.readString(
            root()
                .resolve("evaluate/src/test/java")
                .resolve(EvaluationExampleTest.class.getName().replace('.', '/') + ".java"));
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
