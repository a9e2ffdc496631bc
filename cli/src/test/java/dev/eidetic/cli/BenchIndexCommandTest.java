package dev.eidetic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.eidetic.testkit.Seeds;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchIndexCommandTest {

  @TempDir private Path folder;
  private Session session = new Session(Path.of(""));

  @BeforeEach
  void write() throws IOException {
    session = new Session(folder);
    var random = Seeds.of(5);
    fvecs("base.fvecs", random, 400);
    fvecs("queries.fvecs", random, 30);
  }

  @Test
  void oneLineOfJsonIsWrittenPerSetting() throws IOException {
    var result =
        run("--metric", "l2", "--spec", "Flat", "--json", "out.jsonl", "--plot", "plot.svg");
    assertThat(result.code()).as(result.err()).isZero();
    var lines = Files.readAllLines(folder.resolve("out.jsonl"));
    assertThat(lines).hasSize(1);
    assertThat(JSON.std.mapFrom(lines.getFirst()))
        .containsEntry("algorithm", "Flat")
        .containsEntry("recall@10", 1.0)
        .containsEntry("recall@100", 1.0)
        .containsEntry("vectors", 400);
    assertThat(result.out()).contains("recall@10", "queries/s", "bytes/vector");
    assertThat(folder.resolve("plot.svg")).content().startsWith("<svg");
  }

  @Test
  void jsonOnStandardOutputIsAllThatIsPrinted() throws IOException {
    var result = run("--metric", "cosine", "--spec", "Flat", "--json", "-", "-k", "3");
    assertThat(result.json()).containsEntry("count", 3).containsEntry("metric", "cosine");
  }

  @Test
  void aSweepTellsTheSpeedAtEachRecall() {
    var result = run("--metric", "ip", "--spec", "Flat", "--sweep");
    assertThat(result.out()).contains("queries/s at recall@10", "0.90", "0.95", "0.99");
  }

  @Test
  void fewerVectorsGetTruthOfTheirOwn() throws IOException {
    var result = run("--metric", "l2", "--spec", "Flat", "--limit", "50", "--json", "-");
    assertThat(result.json()).containsEntry("vectors", 50).containsEntry("recall@10", 1.0);
  }

  @Test
  void mistakesAreSaidPlainly() {
    for (var mistake :
        List.of(
            new Mistake("does not say for which metric it is", "--spec", "Flat"),
            new Mistake("metric is \"l1\"; it must be", "--spec", "Flat", "--metric", "l1"),
            new Mistake(
                "effort \"ef=3\" names \"ef\"; known are",
                "--spec",
                "Flat",
                "--metric",
                "l2",
                "--effort",
                "ef=3"),
            new Mistake(
                "--sweep chooses efforts itself",
                "--spec",
                "Flat",
                "--metric",
                "l2",
                "--sweep",
                "--effort",
                "beam=3"))) {
      var result = run(mistake.arguments);
      assertThat(result.code()).as(mistake.message).isEqualTo(ExitCodes.USAGE);
      assertThat(result.err()).contains(mistake.message);
    }
  }

  private static final class Mistake {
    final String message;
    final String[] arguments;

    Mistake(String message, String... arguments) {
      this.message = message;
      this.arguments = arguments;
    }
  }

  private Session.Result run(String... arguments) {
    var words = new ArrayList<>(List.of("bench", "index"));
    words.addAll(List.of("--base", "base.fvecs", "--queries", "queries.fvecs"));
    words.addAll(List.of("--rounds", "1", "--seconds", "1"));
    words.addAll(List.of(arguments));
    return session.run(words.toArray(String[]::new));
  }

  private void fvecs(String name, Seeds random, int count) throws IOException {
    var bytes = ByteBuffer.allocate(count * 36).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      bytes.putInt(8);
      for (float number : random.vector(8)) {
        bytes.putFloat(number);
      }
    }
    Files.write(folder.resolve(name), bytes.array());
  }
}
