package dev.eidetic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.encode.builtin.SmallEncoder;
import dev.eidetic.encode.image.DecodeLimits;
import dev.eidetic.encode.image.ImageDecoders;
import dev.eidetic.engine.Collection;
import dev.eidetic.testkit.TestPictures;
import dev.eidetic.testkit.TinyOnnx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Models of one's own, from their way into the store to the collections made with them.
class ModelCommandsTest {

  @TempDir private Path folder;
  private Session session;

  @BeforeEach
  void drawPicturesAndAGraph() throws IOException {
    session = new Session(folder);
    TestPictures.write(folder.resolve("p/one.png"), 1);
    TestPictures.write(folder.resolve("p/two.png"), 2);
    var meanColour =
        new TinyOnnx()
            .input("image", -1, 3, -1, -1)
            .node("GlobalAveragePool", List.of("image"), "pooled")
            .node("Flatten", List.of("pooled"), "embedding")
            .output("embedding", -1, 3)
            .bytes();
    Files.write(folder.resolve("mean.onnx"), meanColour);
  }

  private void addModel() {
    var add =
        session.run(
            "model", "add", "mean", "--onnx", "mean.onnx", "--preset", "raw", "--side", "8");
    assertThat(add.code()).as(add.err()).isZero();
    assertThat(add.out()).contains("added mean: mean (3 numbers");
  }

  @Test
  void anAddedModelIsListedShownAndVerified() throws IOException {
    addModel();
    assertThat(session.run("model", "list", "--json").jsonList("models"))
        .extracting(model -> model.get("name"))
        .containsExactly("mean");
    assertThat(session.run("model", "show", "mean", "--json").json())
        .containsEntry("dimension", 3)
        .containsEntry("output", "embedding");
    var verify = session.run("model", "verify", "mean");
    assertThat(verify.code()).as(verify.err()).isZero();
    assertThat(verify.out()).contains("mean is whole");
  }

  @Test
  void aCollectionFindsItsModelAgainAndSaysWhatIsMissing() {
    addModel();
    assertThat(session.run("index", "p", "--model", "mean").code()).isZero();
    assertThat(session.run("search", "p/one.png").code()).isZero();
    assertThat(session.run("index", "p").out()).containsPattern("unchanged +2");

    assertThat(session.run("model", "remove", "mean").code()).isZero();
    var missing = session.run("search", "p/one.png");
    assertThat(missing.code()).isEqualTo(ExitCodes.FAILURE);
    assertThat(missing.err()).contains("the model of space mean (3 numbers");
    assertThat(session.run("search", "-c", "p", "id:one.png").code()).isZero();
  }

  @Test
  void aModelFolderOutsideTheStoreIsFoundAgain() throws IOException {
    addModel();
    Files.move(folder.resolve("home/models/mean"), folder.resolve("mine"));
    assertThat(session.run("index", "p", "--model", "mine").code()).isZero();
    assertThat(session.run("search", "p/one.png").code()).isZero();
    assertThat(new Session(folder.resolve("p")).run("search", "one.png").code()).isZero();
  }

  @Test
  void anotherModelThanTheCollectionsIsRefusedWithBothNamed() {
    addModel();
    session.run("index", "p");
    var other = session.run("index", "p", "--model", "mean");
    assertThat(other.code()).isEqualTo(ExitCodes.USAGE);
    assertThat(other.err()).contains("eidetic-small (256 numbers").contains("mean (3 numbers");
  }

  @Test
  void aSecondWriterIsToldThatTheFirstOneWrites() throws IOException {
    session.run("index", "p");
    try (var encoder = SmallEncoder.open();
        var writing =
            Collection.open(
                folder.resolve("p/.eidetic"),
                encoder,
                ImageDecoders.standard(DecodeLimits.DEFAULT))) {
      writing.delete("one.png");
      var second = session.run("index", "p");
      assertThat(second.code()).isEqualTo(ExitCodes.FAILURE);
      assertThat(second.err()).contains("is being written by another process");
      assertThat(session.run("search", "-c", "p", "id:two.png").code()).isZero();
    }
  }
}
