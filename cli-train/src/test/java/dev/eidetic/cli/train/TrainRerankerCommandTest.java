package dev.eidetic.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.encode.image.DecodeLimits;
import dev.eidetic.encode.image.ImageDecoders;
import dev.eidetic.encode.local.FeatureLimits;
import dev.eidetic.encode.local.SiftExtractor;
import dev.eidetic.rerank.TimeBudget;
import dev.eidetic.rerank.cross.CrossEncoders;
import dev.eidetic.rerank.cross.Picture;
import dev.eidetic.testkit.TestPictures;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command from end to end: classes are drawings, each as it is, turned a little, and small
/// beside another drawing.
class TrainRerankerCommandTest {

  private static final int SIDE = 160;

  @TempDir Path folder;

  private void draw(int classes) throws IOException {
    for (int label = 0; label < classes; label++) {
      var own = Files.createDirectories(folder.resolve("drawings/class" + label));
      var drawing = TestPictures.draw(100 + label, SIDE, SIDE);
      ImageIO.write(drawing, "png", own.resolve("plain.png").toFile());
      ImageIO.write(scene(drawing, 0, 1, 10 + label), "png", own.resolve("turned.png").toFile());
      ImageIO.write(scene(drawing, 30, 0.7, label), "png", own.resolve("small.png").toFile());
    }
  }

  private static BufferedImage scene(BufferedImage drawing, int shift, double scale, long seed) {
    var scene = TestPictures.draw(1000 + seed, SIDE, SIDE);
    var graphics = scene.createGraphics();
    graphics.translate(shift, shift);
    graphics.rotate(0.1, SIDE / 2.0, SIDE / 2.0);
    graphics.scale(scale, scale);
    graphics.drawImage(drawing, 0, 0, null);
    graphics.dispose();
    return scene;
  }

  private Picture picture(String name) throws Exception {
    var pixels =
        ImageDecoders.standard(DecodeLimits.DEFAULT)
            .decode(Files.readAllBytes(folder.resolve("drawings").resolve(name)), SIDE)
            .pixels();
    return new Picture(new float[] {1}, new SiftExtractor(FeatureLimits.DEFAULT).extract(pixels));
  }

  @Test
  void writesAGraphThatTellsDrawingsApart() throws Exception {
    draw(20);
    var ran =
        TrainRuns.run(
            folder,
            "reranker",
            "--data",
            "drawings",
            "--hits",
            "6",
            "--epochs",
            "6",
            "--out",
            "models/drawings.onnx");
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.err())
        .contains("pairs to learn from", "as found: right first for", "epoch 6: loss");
    assertThat(ran.out()).contains("model: ").contains("drawings.onnx");
    try (var files = Files.list(folder.resolve("models"))) {
      assertThat(files.map(file -> file.getFileName().toString())).containsExactly("drawings.onnx");
    }
    try (var encoder = CrossEncoders.open(folder.resolve("models/drawings.onnx"))) {
      var logits =
          encoder
              .logits(
                  picture("class3/plain.png"),
                  List.of(picture("class3/turned.png"), picture("class4/turned.png")),
                  TimeBudget.unlimited())
              .orElseThrow();
      assertThat(logits[0]).isGreaterThan(logits[1]);
    }
  }

  @Test
  void saysWhatIsWrong() throws Exception {
    draw(1);
    var few = TrainRuns.run(folder, "reranker", "--data", "drawings", "--out", "few.onnx");
    assertThat(few.code()).isNotZero();
    assertThat(few.err()).contains("give more pictures");
    assertThat(folder.resolve("few.onnx")).doesNotExist();
    var none = TrainRuns.run(folder, "reranker", "--data", "nowhere", "--out", "none.onnx");
    assertThat(none.code()).isNotZero();
    assertThat(none.err()).contains("nowhere");
    var hits =
        TrainRuns.run(
            folder, "reranker", "--data", "drawings", "--hits", "0", "--out", "hits.onnx");
    assertThat(hits.err()).contains("hits is 0; it must be 1 to 1000");
  }
}
