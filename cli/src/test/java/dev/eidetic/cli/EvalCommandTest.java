package dev.eidetic.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.eidetic.testkit.SharedData;
import dev.eidetic.testkit.TestPictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Evaluating models, rankings and changes from the command line.
class EvalCommandTest {

  @TempDir private Path folder;
  private Session session;

  /// Two classes of equal pictures: whatever the model, each finds its twin first.
  @BeforeEach
  void drawTwins() throws IOException {
    session = new Session(folder);
    for (int i = 1; i <= 2; i++) {
      TestPictures.write(folder.resolve("data/one/" + i + ".png"), 1);
      TestPictures.write(folder.resolve("data/<b>two/" + i + ".png"), 7);
    }
  }

  @Test
  void twinsAreFoundAndTheReportsSaySo() throws IOException {
    var eval = session.run("eval", "--data", "data", "--html", "e.html", "--json", "e.json");
    assertThat(eval.code()).as(eval.err()).isZero();
    assertThat(eval.out())
        .containsPattern("R@1 +1\\.000 +1\\.000–1\\.000")
        .contains("4 queries judged, 0 left out with nothing to find, against 4 images");
    var model = firstModel(JSON.std.mapFrom(Files.readString(folder.resolve("e.json"))));
    assertThat(String.valueOf(model.get("data_sha256"))).matches("[0-9a-f]{64}");
    assertThat(Session.number(metric(model, 0, "mAP(plain)").get("value"))).isEqualTo(1.0);
    var page = Files.readString(folder.resolve("e.html"));
    assertThat(page)
        .contains("Content-Security-Policy")
        .contains("Precision at recall")
        .contains("hit right")
        .contains("eidetic eval --data data --html e.html --json e.json")
        .contains("&lt;b&gt;two")
        .doesNotContain("<b>")
        .doesNotContain("<script")
        .doesNotContain("NaN");
  }

  @Test
  void aModelAgainstItselfDiffersInNothing() throws IOException {
    var eval =
        session.run("eval", "--data", "data", "-m", "classic", "-m", "classic", "--json", "-");
    assertThat(eval.code()).as(eval.err()).isZero();
    var second = Session.object(eval.jsonList("models").get(1));
    var metric = metric(second, 0, "MAP@R");
    assertThat(metric).containsEntry("p_value", 1.0).containsEntry("better", 0);
  }

  @Test
  void aDifferenceNamesTheQueriesThatChanged() throws IOException {
    Files.writeString(
        folder.resolve("t.csv"),
        "image,label,split\nq1,a,query\nq2,b,query\ng1,a,gallery\ng2,b,gallery\n");
    Files.writeString(folder.resolve("right.json"), "[[0,1],[1,0]]");
    Files.writeString(folder.resolve("half.json"), "[[0,1],[0,1]]");
    for (String name : List.of("right", "half")) {
      var eval =
          session.run(
              "eval", "--ranks", name + ".json", "--truth", "t.csv", "--json", name + ".out");
      assertThat(eval.code()).as(eval.err()).isZero();
    }
    var diff = session.run("eval", "diff", "right.out", "half.out", "--json", "--html", "d.html");
    assertThat(diff.code()).as(diff.err()).isZero();
    assertThat(diff.jsonList("better")).isEmpty();
    assertThat(diff.jsonList("worse"))
        .containsExactly(Map.of("query", "q2", "before", 1.0, "after", 0.5));
    assertThat(Files.readString(folder.resolve("d.html"))).contains("Got worse").contains("-0.500");
  }

  @Test
  void publishedFiguresOfRevisitedOxfordAreMet() throws IOException {
    var shared = SharedData.find("protocol-revisitop");
    assumeThat(shared).as(SharedData.REASON).isPresent();
    var data = shared.get();
    var golden =
        Session.object(
            JSON.std
                .mapFrom(Files.readString(data.resolve("golden_metrics.json")))
                .get("roxford5k/noisy"));
    var eval =
        session.run(
            "eval",
            "--ranks",
            data.resolve("ranks_roxford5k_noisy_u16le_70x4993.bin").toString(),
            "--truth",
            data.resolve("gnd_roxford5k.json").toString(),
            "--json",
            "-");
    assertThat(eval.code()).as(eval.err()).isZero();
    var model = firstModel(eval.json());
    var setups = List.of("medium", "hard", "easy");
    for (int setup = 0; setup < setups.size(); setup++) {
      var expected = Session.object(golden.get(setups.get(setup)));
      var precisions = (List<?>) expected.getOrDefault("mPat1_5_10", List.of());
      assertThat(precisions).hasSize(3);
      assertThat(Session.number(metric(model, setup, "mAP(trapezoid)").get("value")))
          .isCloseTo(Session.number(expected.get("mAP")), within(1e-9));
      for (int i = 0; i < 3; i++) {
        String label = List.of("mP@1", "mP@5", "mP@10").get(i);
        assertThat(Session.number(metric(model, setup, label).get("value")))
            .isCloseTo(Session.number(precisions.get(i)), within(1e-9));
      }
    }
  }

  /// A third picture like the first class is nearer than anything wrong, yet answers nothing.
  @Test
  void distractorsStandInTheWay() throws IOException {
    TestPictures.write(folder.resolve("more/like-one.png"), 1);
    Files.writeString(folder.resolve("seen.txt"), "One\nother\n");
    var eval =
        session.run(
            "eval",
            "--data",
            "data",
            "--metrics",
            "mAP(plain)",
            "--distractors",
            "more",
            "--trained-on",
            "seen.txt",
            "--json",
            "e.json");
    assertThat(eval.code()).as(eval.err()).isZero();
    assertThat(eval.out())
        .contains("against 5 images")
        .contains("Distractors in the gallery: 1")
        .contains("1 of 2 tested classes were trained on (one)");
    assertThat(Files.readString(folder.resolve("e.json"))).contains("\"remarks\":[\"1 of 2 tested");
    assertThat(session.run("eval", "--data", "data", "--distractors", "data").err())
        .contains("is in the gallery already");
    assertThat(
            session
                .run("eval", "--data", "data", "--metrics", "NMI", "--distractors", "more")
                .err())
        .contains("NMI and AMI need the class of each image");
  }

  @Test
  void mistakesSayWhatToDo() throws IOException {
    assertThat(session.run("eval").err()).contains("give --data DIR");
    assertThat(session.run("eval", "--ranks", "x.npy").code()).isEqualTo(ExitCodes.USAGE);
    assertThat(session.run("eval", "--data", "data", "--metrics", "R@x").err()).contains("R@x");
    Files.writeString(folder.resolve("l.csv"), "image,label\na.png,a\n");
    assertThat(session.run("eval", "--data", "l.csv", "--exclude", "b").err())
        .contains("no class \"b\" to exclude");
    var absent = session.run("eval", "roxford5k", "--data", "nowhere");
    assertThat(absent.code()).isEqualTo(ExitCodes.FAILURE);
    assertThat(absent.err()).contains("is not here").contains("http");
    Files.writeString(folder.resolve("data/one/3.png"), "no picture");
    var broken = session.run("eval", "--data", "data");
    assertThat(broken.code()).isEqualTo(ExitCodes.FAILURE);
    assertThat(broken.err()).contains("3.png").contains("take it off the list");
    Files.writeString(folder.resolve("no.json"), "{\"format\":1}");
    assertThat(session.run("eval", "diff", "no.json", "no.json").err()).contains("no.json: format");
  }

  private static Map<String, Object> firstModel(Map<String, Object> report) {
    return Session.object(((List<?>) report.getOrDefault("models", List.of())).getFirst());
  }

  private static Map<String, Object> metric(Map<String, Object> model, int setup, String label) {
    var setups = (List<?>) model.getOrDefault("setups", List.of());
    var metrics = (List<?>) Session.object(setups.get(setup)).getOrDefault("metrics", List.of());
    return metrics.stream()
        .map(Session::object)
        .filter(metric -> label.equals(metric.get("label")))
        .findFirst()
        .orElseThrow();
  }
}
