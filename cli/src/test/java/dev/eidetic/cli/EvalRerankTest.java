package dev.eidetic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.eidetic.testkit.TestPictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Cascades beside plain rankings.
class EvalRerankTest {

  /// Two queries and six images, one of which is junk, written by pickle in protocol 0.
  private static final String TRUTH =
      """
      (dp0
      Vimlist
      p1
      (lp2
      Vg0
      aVg1
      aVg2
      aVg3
      aVg4
      aVg5
      asVqimlist
      p9
      (lp10
      Vq0
      aVq1
      asVgnd
      p13
      (lp14
      (dp15
      Vbbx
      p16
      (lp17
      F0.0
      aF0.0
      aF64.0
      aF64.0
      asVeasy
      p18
      (lp19
      I1
      asVhard
      p20
      (lp21
      I2
      asVjunk
      p22
      (lp23
      I0
      asa(dp24
      g16
      (lp25
      F0.0
      aF0.0
      aF64.0
      aF64.0
      asg18
      (lp26
      I3
      asg20
      (lp27
      sg22
      (lp28
      sas.""";

  @TempDir private Path folder;
  private Session session;

  @BeforeEach
  void drawTwins() throws IOException {
    session = new Session(folder);
    for (int i = 1; i <= 3; i++) {
      TestPictures.write(folder.resolve("data/one/" + i + ".png"), 1);
      TestPictures.write(folder.resolve("data/two/" + i + ".png"), 7);
    }
  }

  @Test
  void eachCascadeIsARowBesideThePlainRanking() throws IOException {
    var eval =
        session.run(
            "eval",
            "--data",
            "data",
            "--model",
            "classic",
            "--rerank",
            "aqe(k=1,alpha=3)",
            "--rerank",
            "dba(k=1) > superglobal",
            "--html",
            "e.html",
            "--json",
            "e.json");
    assertThat(eval.code()).as(eval.err()).isZero();
    assertThat(eval.out())
        .containsPattern("R@1 +classic +1\\.000")
        .containsPattern("R@1 +classic \\+ aqe\\(k=1,alpha=3\\) +1\\.000 .* \\+0\\.000 +1\\.000")
        .contains("classic + dba(k=1) > superglobal")
        .contains("there is no junk but the image that asks")
        .contains("dba(k=1,alpha=3) ")
        .contains("ms per query")
        .doesNotContain("as in papers");
    var json = JSON.std.mapFrom(Files.readString(folder.resolve("e.json")));
    var models = models(json);
    assertThat(models)
        .extracting(model -> model.get("name"))
        .containsExactly(
            "classic", "classic + aqe(k=1,alpha=3)", "classic + dba(k=1) > superglobal");
    assertThat(models.get(2)).containsEntry("compared_with", "classic");
    var reranking = Session.object(models.get(2).get("reranking"));
    assertThat(reranking)
        .containsEntry("cascade", "dba(k=1,alpha=3) > superglobal(top=400,k=9,beta=0.15)")
        .containsEntry("candidates", 1000)
        .containsEntry("junk_hidden", false);
    assertThat((List<?>) reranking.getOrDefault("stages", List.of())).hasSize(2);
    assertThat(Files.readString(folder.resolve("e.html")))
        .contains("Worst queries of classic + aqe(k=1,alpha=3)")
        .contains("prepare re-ranking")
        .contains("ms per query");
  }

  @Test
  void aSavedCascadeCanBeComparedWithItsPlainRanking() throws IOException {
    session.run(
        "eval",
        "--data",
        "data",
        "--model",
        "classic",
        "--rerank",
        "superglobal",
        "--json",
        "e.json");
    var diff =
        session.run("eval", "diff", "e.json", "e.json", "--second-model", "classic + superglobal");
    assertThat(diff.code()).as(diff.err()).isZero();
    assertThat(diff.out()).contains("0 better, 0 worse of 6");
  }

  @Test
  void whereThereIsJunkBothWaysAreComputedAndLabelled() throws IOException {
    Files.createDirectories(folder.resolve("ox"));
    Files.writeString(folder.resolve("ox/gnd_roxford5k.pkl"), TRUTH.stripIndent());
    for (int i = 0; i < 6; i++) {
      TestPictures.write(folder.resolve("ox/jpg/g" + i + ".jpg"), i);
    }
    TestPictures.write(folder.resolve("ox/jpg/q0.jpg"), 1);
    TestPictures.write(folder.resolve("ox/jpg/q1.jpg"), 3);
    var eval =
        session.run(
            "eval",
            "roxford5k",
            "--data",
            "ox",
            "--model",
            "classic",
            "--rerank",
            "aqe(k=1)",
            "--candidates",
            "3",
            "--json",
            "e.json");
    assertThat(eval.code()).as(eval.err()).isZero();
    assertThat(eval.err()).contains("roxford5k has 2 queries; published are 70");
    assertThat(eval.out())
        .contains("classic + aqe(k=1), as in papers: first 3 hits re-ranked, as in papers:")
        .contains("classic + aqe(k=1): first 3 hits re-ranked, deployable: re-rank budget spent");
    var json = JSON.std.mapFrom(Files.readString(folder.resolve("e.json")));
    assertThat(models(json)).hasSize(3);
    for (int i = 1; i < 3; i++) {
      var setups = (List<?>) models(json).get(i).getOrDefault("setups", List.of());
      assertThat(setups).hasSize(3);
      String expected = i == 1 ? "as in papers" : "deployable";
      assertThat(setups)
          .allSatisfy(
              setup ->
                  assertThat(String.valueOf(Session.object(setup).get("rule"))).contains(expected));
    }
  }

  @Test
  void aBudgetIsKeptAndWhatHappenedIsSaid() throws IOException {
    var eval =
        session.run(
            "eval",
            "--data",
            "data",
            "--model",
            "classic",
            "--rerank",
            "superglobal",
            "--budget",
            "0.000001ms");
    assertThat(eval.code()).as(eval.err()).isZero();
    assertThat(eval.out()).containsPattern("6 (dropped|given up)");
  }

  @Test
  void mistakesSayWhatToDo() {
    var unknown =
        session.run("eval", "--data", "data", "--model", "classic", "--rerank", "superglobl");
    assertThat(unknown.code()).isEqualTo(ExitCodes.USAGE);
    assertThat(unknown.err()).contains("did you mean \"superglobal\"?");
    assertThat(
            session
                .run(
                    "eval",
                    "--data",
                    "data",
                    "--model",
                    "classic",
                    "--rerank",
                    "qe",
                    "--budget",
                    "soon")
                .err())
        .contains("such as 50ms or 1.5s");
    assertThat(session.run("eval", "--ranks", "r.npy", "--truth", "t.csv", "--rerank", "qe").err())
        .contains("--rerank needs vectors");
  }

  private static List<Map<String, Object>> models(Map<String, Object> json) {
    return ((List<?>) json.getOrDefault("models", List.of()))
        .stream().map(Session::object).toList();
  }

  @Test
  void localFeaturesAloneAreARowOfTheirOwn() throws IOException {
    var eval =
        session.run(
            "eval", "--data", "data", "--model", "classic", "--local", "--words", "20", "--json",
            "e.json");
    assertThat(eval.code()).as(eval.err()).isZero();
    assertThat(eval.out())
        .contains("asmk(rootsift, words=1)")
        .contains("find details")
        .contains("learn words, index");
    var models = models(JSON.std.mapFrom(Files.readString(folder.resolve("e.json"))));
    assertThat(models)
        .extracting(model -> model.get("name"))
        .containsExactly("classic", "asmk(rootsift, words=1)");
    var again = session.run("eval", "--data", "data", "--local", "--words", "0");
    assertThat(again.err()).contains("words is 0; it must be 1 to");
  }

  @Test
  void aCrossEncoderIsAStageLikeOthersAndAnotherOneCanBeNamed() throws IOException {
    var own =
        session.run("eval", "--data", "data", "--model", "classic", "--rerank", "cross(top=3)");
    assertThat(own.code()).as(own.err()).isZero();
    assertThat(own.out())
        .containsPattern("R@1 +classic \\+ cross\\(top=3\\) +1\\.000")
        .contains("cross(top=3,lambda=0.3,gamma=1) ");
    Files.writeString(folder.resolve("none.onnx"), "no graph");
    var broken =
        session.run("eval", "--data", "data", "--rerank", "cross", "--cross-encoder", "none.onnx");
    assertThat(broken.code()).isEqualTo(ExitCodes.FAILURE);
    assertThat(broken.err()).contains("none.onnx").contains("ONNX Runtime cannot load");
    var idle =
        session.run("eval", "--data", "data", "--rerank", "qe", "--cross-encoder", "none.onnx");
    assertThat(idle.err()).contains("--cross-encoder is for the stage cross");
  }
}
