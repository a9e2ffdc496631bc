package dev.eidetic.cli.train;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.encode.model.ModelFolder;
import dev.eidetic.testkit.TestPictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command from end to end, on pictures of a few pixels.
class TrainCommandTest {

  @TempDir Path folder;

  private TrainRuns.Ran run(String... arguments) {
    return TrainRuns.run(folder, arguments);
  }

  private void draw() throws IOException {
    for (int label = 0; label < 6; label++) {
      var own = Files.createDirectories(folder.resolve("photos/class" + label));
      for (int i = 0; i < 6; i++) {
        Files.write(own.resolve(i + ".png"), TestPictures.file(10L * label + i, 40, 40, "png"));
      }
    }
  }

  @Test
  void makesAModelFolderAndAReport() throws Exception {
    draw();
    var ran =
        run(
            "--data",
            "photos",
            "--net",
            "resnet18*0.125",
            "--side",
            "32",
            "--dimension",
            "16",
            "--epochs",
            "2",
            "--set",
            "sampler=per-class 3x2",
            "--set",
            "held-out=0.4",
            "--out",
            "model",
            "--work",
            "work");
    assertThat(ran.err()).contains("18 images of 3 classes").contains("epoch 2: loss");
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("model: ").contains("report: ");
    try (var encoder = ModelFolder.open(folder.resolve("model")).encoder()) {
      assertThat(encoder.space().dimension()).isEqualTo(16);
    }
    assertThat(folder.resolve("work/report.html")).content().contains("<svg").contains("MAP@R");
    assertThat(folder.resolve("model/README.md"))
        .content()
        .contains("| network | `resnet18*0.125` |");
    var again = run("--data", "photos", "--out", "model");
    assertThat(again.code()).isEqualTo(3);
    assertThat(again.err()).contains("exists already");
  }

  @Test
  void comparesLosses() throws Exception {
    draw();
    var ran =
        run(
            "compare",
            "--data",
            "photos",
            "--net",
            "resnet18*0.125",
            "--side",
            "32",
            "--epochs",
            "1",
            "--seeds",
            "2",
            "--set",
            "sampler=per-class 3x2",
            "--set",
            "held-out=0.4",
            "--losses",
            "supcon",
            "--losses",
            "proxy-nca++",
            "--work",
            "work");
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out().lines()).hasSize(4);
    assertThat(ran.out()).contains("(untrained)").contains("proxy-nca++").contains("±");
  }

  @Test
  void explainsItselfAsTheManualSays() {
    for (var line : new String[][] {{"--help"}, {"compare", "--help"}, {"reranker", "--help"}}) {
      var help = run(line);
      assertThat(help.code()).isZero();
      assertThat(help.out()).contains("Usage:").contains("Exit codes:");
      String text = help.out().lines().map(String::stripTrailing).collect(joining("\n"));
      assertThat(Path.of("../docs/training.md")).content().contains("```\n" + text + "\n```");
    }
    var settings = run("--settings", "--recipe", "distill");
    assertThat(settings.out()).contains("views             2").contains("pooling");
  }

  @Test
  void refusesWhatIsWrong() {
    var unknown = run("--data", "photos", "--out", "m", "--set", "epoch=3");
    assertThat(unknown.err()).contains("recipe has unknown keys \"epoch\"");
    var nothing = run();
    assertThat(nothing.err()).contains("--data and --out are needed");
    var bare = run("--data", "photos", "--out", "m", "--set", "epochs");
    assertThat(bare.err()).contains("--set is \"epochs\"; it must be KEY=VALUE");
  }
}
