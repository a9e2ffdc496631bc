package dev.eidetic.rerank.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.eidetic.encode.EncodingException;
import dev.eidetic.encode.local.Descriptors;
import dev.eidetic.encode.local.Keypoints;
import dev.eidetic.encode.local.LocalFeatures;
import dev.eidetic.testkit.TinyOnnx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Graphs whose matches are written into them.
class LearnedMatcherTest {

  @TempDir Path folder;

  private static LocalFeatures features(int count) {
    var zeros = new float[count];
    return new LocalFeatures(
        "test",
        100,
        80,
        new Keypoints(zeros, zeros, zeros, zeros),
        new Descriptors.Floats(new float[4 * count], count, 4));
  }

  private LearnedMatcher matcher(float[] scores, float... matches) throws IOException {
    long count = scores.length;
    var graph =
        new TinyOnnx()
            .input("kpts0", 1, -1, 2)
            .input("kpts1", 1, -1, 2)
            .input("desc0", 1, -1, 4)
            .input("desc1", 1, -1, 4)
            .weights("m", List.of(count, 2L), matches)
            .weights("s", List.of(count), scores)
            .node("Identity", List.of("s"), "mscores0")
            .node("Identity", List.of("m"), "matches0")
            .output("mscores0", count)
            .output("matches0", count, 2);
    return LearnedMatcher.open(Files.write(folder.resolve("matcher.onnx"), graph.bytes()));
  }

  @Test
  void theSurestPairsComeFirstEachFeatureOnceAndDoubtfulOnesNotAtAll() throws IOException {
    try (var matcher = matcher(new float[] {0.3f, 0.9f, 0.05f, 0.8f}, 0, 2, 1, 0, 2, 1, 1, 1)) {
      var matches = matcher.match(features(3), features(3));
      assertThat(matches.count()).isEqualTo(2);
      assertThat(matches.left(0)).isEqualTo(1);
      assertThat(matches.right(0)).isZero();
      assertThat(matches.similarity(0)).isEqualTo(0.9f);
      assertThat(matches.left(1)).isZero();
      assertThat(matches.right(1)).isEqualTo(2);
    }
  }

  @Test
  void picturesWithoutFeaturesHaveNoMatches() throws IOException {
    try (var matcher = matcher(new float[] {1}, 0, 0)) {
      assertThat(matcher.match(features(0), features(3)).count()).isZero();
      assertThat(matcher.match(features(3), features(0)).count()).isZero();
    }
  }

  @Test
  void featuresThatDoNotExistAreTheGraphsFaultAndStoredOnesTheCallers() throws IOException {
    try (var matcher = matcher(new float[] {1}, 0, 7)) {
      assertThatExceptionOfType(EncodingException.class)
          .isThrownBy(() -> matcher.match(features(3), features(3)))
          .withMessageStartingWith(
              "model \"matcher.onnx\" gives matches of shape [1, 2] and scores of shape [1] for 3 and 3 features;");
      var stored =
          new LocalFeatures(
              "test", 100, 80, features(3).points(), features(3).descriptors().codes());
      assertThatIllegalArgumentException()
          .isThrownBy(() -> matcher.match(stored, features(3)))
          .withMessage("features come from a store; a learned matcher needs fresh ones");
    }
  }

  @Test
  void whatIsNoMatcherIsRefusedSayingWhatItIs() throws IOException {
    var graph =
        new TinyOnnx()
            .input("image", 1, 3, -1, -1)
            .node("GlobalAveragePool", List.of("image"), "pooled")
            .output("pooled", 1, 3, 1, 1);
    var file = Files.write(folder.resolve("encoder.onnx"), graph.bytes());
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> LearnedMatcher.open(file))
        .withMessageStartingWith(
            "model \"encoder.onnx\" has inputs image float [1, 3, ?, ?] and outputs pooled float [1, 3, 1, 1]; a matcher takes");
  }
}
