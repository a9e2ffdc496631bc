package dev.eidetic.engine.relevance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.engine.Collection;
import dev.eidetic.engine.EngineException.ConflictException;
import dev.eidetic.engine.Example;
import dev.eidetic.engine.Hit;
import dev.eidetic.engine.NewImage;
import dev.eidetic.engine.Pictures;
import dev.eidetic.engine.SearchRequest;
import dev.eidetic.engine.backup.CollectionCopy;
import dev.eidetic.engine.fields.FieldValue;
import dev.eidetic.engine.summary.CollectionSummary;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Forty things in five pictures each. Half of the things are much like each other, so that their
/// pictures score higher with pictures of other things than the rest do with their own.
class MatchProbabilityTest {

  private static final int THINGS = 40;
  private static final int VIEWS = 5;
  private static final int SIDE = 8;

  @TempDir private Path folder;
  private Collection collection;

  @BeforeEach
  void fill() throws Exception {
    collection = Collection.create(folder.resolve("c"), Pictures.encoder(), Pictures.decoder());
    var random = new Random(3);
    double[] common = noise(random);
    for (int thing = 0; thing < THINGS; thing++) {
      double[] own = noise(random);
      for (int view = 0; view < VIEWS; view++) {
        double[] change = noise(random);
        var levels = new double[own.length];
        for (int i = 0; i < levels.length; i++) {
          levels[i] =
              thing % 2 == 0
                  ? 0.8 * common[i] + 0.12 * own[i] + 0.04 * change[i]
                  : 0.4 * own[i] + 0.6 * change[i];
        }
        collection.put(
            new NewImage(
                "t%02d-%d".formatted(thing, view),
                png(levels),
                "",
                Map.of(
                    "thing", FieldValue.of("thing " + thing), "view", FieldValue.of((long) view))));
      }
    }
  }

  @AfterEach
  void close() throws IOException {
    collection.close();
  }

  private static double[] noise(Random random) {
    return random.doubles(3 * SIDE * SIDE).toArray();
  }

  private static byte[] png(double[] levels) throws IOException {
    var image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < SIDE * SIDE; i++) {
      int rgb = 0;
      for (int channel = 0; channel < 3; channel++) {
        rgb = (rgb << 8) | (int) Math.clamp(255 * levels[3 * i + channel], 0, 255);
      }
      image.setRGB(i % SIDE, i / SIDE, rgb);
    }
    var out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }

  private MatchModelLearner.Learned learn() throws IOException {
    try (var now = collection.snapshot()) {
      return MatchModelLearner.learn(now, "thing", "", 1);
    }
  }

  private List<Hit> search(String id, double least) throws IOException {
    return collection.search(
        SearchRequest.like(new Example.OfItem(id)).count(1_000).exact().minProbability(least));
  }

  @Test
  void probabilitiesCutBetterThanTheBestScoreAndMeanWhatTheySay() throws IOException {
    var report = learn().report();
    assertThat(report.queries()).isEqualTo(THINGS * VIEWS / 2);
    assertThat(report.probabilityF1()).isGreaterThan(report.scoreF1() + 0.1);
    assertThat(report.calibrationError()).isLessThan(0.1);
    assertThat(report.bins().stream().mapToLong(MatchReport.Bin::pairs).sum()).isPositive();
  }

  @Test
  void aSearchKeepsExactlyWhatIsAsProbableAsAsked() throws IOException {
    var model = learn().model();
    MatchModelFile.write(collection.folder(), model);
    assertThat(collection.matchModel().orElseThrow().field()).isEqualTo("thing");
    for (String id : List.of("t00-0", "t01-3", "t38-4", "t39-0")) {
      var all = search(id, 0);
      assertThat(all).hasSize(THINGS * VIEWS - 1);
      try (var now = collection.snapshot()) {
        var curve = model.curve(now.vector(id).orElseThrow());
        for (var hit : all) {
          assertThat(hit.probability().orElseThrow())
              .isCloseTo(curve.probability(hit.score()), within(1e-4));
        }
      }
      for (double least : new double[] {0.01, 0.5, 0.9, 1}) {
        var expected =
            all.stream().filter(hit -> hit.probability().orElseThrow() >= least).toList();
        assertThat(search(id, least)).as("%s at %s", id, least).isEqualTo(expected);
      }
    }
  }

  @Test
  void whatWasNotAskedForIsNotWorkedOut() throws IOException {
    MatchModelFile.write(collection.folder(), learn().model());
    assertThat(collection.search(SearchRequest.like(new Example.OfItem("t00-0"))))
        .allMatch(hit -> hit.probability().isEmpty());
  }

  @Test
  void withoutAModelProbabilitiesAreLeftAwayAndDemandsOfThemRefused() throws IOException {
    assertThat(search("t00-0", 0)).isNotEmpty().allMatch(hit -> hit.probability().isEmpty());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> search("t00-0", 0.5))
        .withMessageMatching(
            "minProbability is 0.5, and collection .* has not learned what its scores mean; let it: eidetic calibrate --same FIELD");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> search("t00-0", 1.5))
        .withMessage("minProbability is 1.5; it must be 0 to 1");
  }

  @Test
  void aDamagedModelHindersOnlySearchesThatNeedIt() throws IOException {
    Files.writeString(collection.folder().resolve(MatchModelFile.NAME), "nonsense");
    assertThat(search("t00-0", 0)).isNotEmpty();
    assertThat(CollectionSummary.of(collection).calibratedBy()).isEmpty();
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> search("t00-0", 0.5))
        .withMessageContaining("is damaged: the checksum is wrong; learn it again with");
  }

  @Test
  void tooFewLabelsAndScoresThatTellNothingAreSaid() {
    assertThatExceptionOfType(ConflictException.class)
        .isThrownBy(
            () -> {
              try (var now = collection.snapshot()) {
                var _ = MatchModelLearner.learn(now, "thing", "view:0", 1);
              }
            })
        .withMessageStartingWith("0 items share their value of field \"thing\" with another");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> {
              try (var now = collection.snapshot()) {
                var _ = MatchModelLearner.learn(now, "thin", "", 1);
              }
            })
        .withMessageContaining("thin");
  }

  @Test
  void aBackupHasTheModel() throws IOException {
    MatchModelFile.write(collection.folder(), learn().model());
    collection.commit();
    CollectionCopy.backUp(collection.folder(), folder.resolve("backup"));
    assertThat(MatchModelFile.read(folder.resolve("backup"))).isPresent();
  }
}
