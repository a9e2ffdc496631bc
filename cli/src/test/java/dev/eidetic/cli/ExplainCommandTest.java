package dev.eidetic.cli;

import static dev.eidetic.cli.Session.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.eidetic.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Among [Posters].
class ExplainCommandTest {

  @TempDir private Path folder;

  @BeforeEach
  void makePictures() throws IOException {
    Posters.write(folder.resolve("p"));
  }

  @Test
  void twoFilesAreComparedWithoutACollection() throws IOException {
    var result = new Session(folder).run("explain", "p/poster.png", "p/wall.png", "--json");
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    var json = result.json();
    assertThat(json.get("verified")).isEqualTo(true);
    assertThat(number(json.get("angle_degrees"))).isCloseTo(20, within(2.0));
    assertThat(number(json.get("scale"))).isCloseTo(0.8, within(0.05));
    assertThat(number(json.get("agreeing"))).isGreaterThan(20);
  }

  @Test
  void detailsMayBeFoundAndMatchedByNetworks() throws IOException {
    var weights = SharedData.find("weights");
    assumeThat(weights).as(SharedData.REASON).isPresent();
    String xfeat = weights.orElseThrow() + "/xfeat/xfeat_verlab_history.onnx";
    String lighterGlue = weights.orElseThrow() + "/lighterglue/lighterglue_L3.onnx";
    var session = new Session(folder);
    for (var matcher : List.of(List.<String>of(), List.of("--matcher", lighterGlue))) {
      var arguments =
          new ArrayList<>(
              List.of("explain", "p/poster.png", "p/wall.png", "--json", "--features", xfeat));
      arguments.addAll(matcher);
      var result = session.run(arguments.toArray(String[]::new));
      assertThat(result.err()).isEmpty();
      assertThat(number(result.json().get("angle_degrees"))).isCloseTo(20, within(3.0));
      assertThat(number(result.json().get("agreeing"))).isGreaterThan(20);
    }
  }

  @Test
  void heatSaysWhichRegionsLookAlikeToTheEncoder() throws IOException {
    var session = new Session(folder);
    var result =
        session.run(
            "explain", "p/poster.png", "p/wall.png", "--heat", "--json", "--html", "why.html");
    var json = result.json();
    assertThat(json.get("heat_model")).isEqualTo("eidetic-small");
    assertThat(json.get("hit_hottest")).asString().matches("\\d+, \\d+ to \\d+, \\d+");
    assertThat(json.get("hit_cosines")).asString().matches("-?0\\.\\d\\d to 0\\.\\d\\d");
    assertThat(folder.resolve("why.html"))
        .content()
        .contains("Regions that look like the other picture to eidetic-small");
    var classic =
        session.run(
            "explain", "p/poster.png", "p/wall.png", "--heat", "--json", "--model", "classic");
    assertThat(classic.json().get("heat_model")).isEqualTo("classic");
  }

  @Test
  void networksThatAreNoneAreRefusedByName() throws IOException {
    Files.writeString(folder.resolve("notes.onnx"), "no graph");
    var session = new Session(folder);
    var features = session.run("explain", "p/poster.png", "p/wall.png", "--features", "notes.onnx");
    assertThat(features.code()).isEqualTo(ExitCodes.FAILURE);
    assertThat(features.err()).contains("model \"notes.onnx\": ONNX Runtime cannot load it");
    var matcher = session.run("explain", "p/poster.png", "p/wall.png", "--matcher", "none.onnx");
    assertThat(matcher.code()).isEqualTo(ExitCodes.USAGE);
    assertThat(matcher.err()).contains("none.onnx is no file; give an ONNX graph");
  }

  @Test
  void otherPicturesDoNotAgree() {
    var result = new Session(folder).run("explain", "p/poster.png", "p/other4.png");
    assertThat(result.code()).isEqualTo(ExitCodes.PARTIAL);
    assertThat(result.out()).startsWith("nothing says that they show the same thing: 0 of ");
  }

  @Test
  void thePageShowsBothPicturesAndTheStages() throws IOException {
    var session = new Session(folder);
    assertThat(session.run("index", "p").code()).isZero();
    var result =
        session.run(
            "explain",
            "p/poster.png",
            "id:wall.png",
            "--rerank",
            "aqe(k=2) > geometric",
            "--html",
            "why.html");
    assertThat(result.err()).contains("page: ");
    assertThat(result.code()).isZero();
    assertThat(folder.resolve("why.html"))
        .content()
        .contains("data:image/jpeg;base64,", "angle_degrees", "geometric(top=100,inliers=8)");
  }

  @Test
  void searchPutsThePictureThatHoldsTheQueryFirstAndSaysWhy() throws IOException {
    var session = new Session(folder);
    assertThat(session.run("index", "p").code()).isZero();
    var result =
        session.run(
            "search", "-c", "p", "id:poster.png", "--rerank", "geometric", "--explain", "-k", "3");
    assertThat(result.err()).doesNotContain("eidetic:");
    assertThat(result.out()).contains("geometric(top=100,inliers=8): 6 hits in");
    assertThat(result.out())
        .contains("1  wall.png")
        .contains("matches agree: turned by 20 degrees");
    assertThat(folder.resolve("p/.eidetic/local-features")).isDirectory();
    var json = session.run("search", "p/poster.png", "--rerank", "geometric", "--json", "-k", "3");
    assertThat(json.jsonList("hits").getFirst()).containsKey("trail");
    assertThat(json.json().get("stages")).asInstanceOf(InstanceOfAssertFactories.LIST).hasSize(1);
  }

  @Test
  void stagesThatNeedAWholeGalleryAreRefused() {
    var session = new Session(folder);
    assertThat(session.run("index", "p").code()).isZero();
    var result = session.run("search", "p/poster.png", "--rerank", "dba");
    assertThat(result.code()).isEqualTo(ExitCodes.USAGE);
    assertThat(result.err()).contains("prepares a whole gallery before the first query");
  }

  @Test
  void rerankingTakesNoArrangement() {
    var session = new Session(folder);
    assertThat(session.run("index", "p").code()).isZero();
    var result =
        session.run("search", "p/poster.png", "--rerank", "geometric", "--distinct", "0.9");
    assertThat(result.code()).isEqualTo(ExitCodes.USAGE);
    assertThat(result.err()).contains("they go without --after, --group-by, --distinct");
  }
}
