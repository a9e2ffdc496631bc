package dev.eidetic.engine.relevance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatchModelTest {

  @TempDir Path folder;

  private static MatchModel model(int firstRank) {
    // five directions of the plane, at 0, 30, 60, 90 and 180 degrees
    var background = new float[10];
    double[] degrees = {0, 30, 60, 90, 180};
    for (int i = 0; i < 5; i++) {
      background[2 * i] = (float) Math.cos(Math.toRadians(degrees[i]));
      background[2 * i + 1] = (float) Math.sin(Math.toRadians(degrees[i]));
    }
    return new MatchModel(
        background, 2, firstRank, -1, 4, -2, "product", 30, Instant.ofEpochSecond(1_000));
  }

  @Test
  void chanceIsTheMeanOfThreeScoresWithoutTheQueryItself() {
    // the query is the first of the background: 30, 60 and 90 degrees remain
    double chance = (Math.cos(Math.toRadians(30)) + 0.5 + 0) / 3;
    var curve = model(0).curve(new float[] {1, 0});
    assertThat(curve.intercept()).isCloseTo(-1 - 2 * chance, within(1e-6));
    assertThat(curve.slope()).isEqualTo(4);
    // from the second on: 60, 90 and 180 degrees
    assertThat(model(1).curve(new float[] {1, 0}).intercept())
        .isCloseTo(-1 - 2 * ((0.5 + 0 - 1) / 3), within(1e-6));
    // only 180 degrees, then none
    assertThat(model(3).curve(new float[] {1, 0}).intercept()).isCloseTo(1, within(1e-6));
    assertThat(model(9).curve(new float[] {1, 0}).intercept()).isEqualTo(-1);
  }

  @Test
  void scoreAndProbabilityAreEachOthersInverse() {
    var curve = new MatchCurve(-3, 8);
    for (double probability : new double[] {0.05, 0.5, 0.9}) {
      assertThat(curve.probability(curve.score(probability))).isCloseTo(probability, within(1e-9));
    }
    assertThat(curve.probability(0.375)).isEqualTo(0.5);
    assertThat(curve.score(0)).isEqualTo(-1);
    assertThat(curve.score(1)).isBetween(4.0, 6.0);
    assertThat(new MatchCurve(50, 8).score(0.5)).isEqualTo(-1);
  }

  @Test
  void aFileGivesBackWhatWasWrittenAndDamageIsSeen() throws IOException {
    assertThat(MatchModelFile.read(folder)).isEmpty();
    MatchModelFile.write(folder, model(3));
    var read = MatchModelFile.read(folder).orElseThrow();
    assertThat(read.background()).isEqualTo(model(3).background());
    assertThat(read).usingRecursiveComparison().isEqualTo(model(3));
    var file = folder.resolve(MatchModelFile.NAME);
    byte[] bytes = Files.readAllBytes(file);
    for (int at = 0; at < bytes.length; at++) {
      byte[] changed = bytes.clone();
      changed[at] ^= 0x10;
      Files.write(file, changed);
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> MatchModelFile.read(folder))
          .withMessageContaining("is damaged");
    }
    for (int length = 0; length < bytes.length; length++) {
      Files.write(file, Arrays.copyOf(bytes, length));
      assertThatExceptionOfType(IOException.class).isThrownBy(() -> MatchModelFile.read(folder));
    }
    assertThat(MatchModelFile.remove(folder)).isTrue();
    assertThat(MatchModelFile.remove(folder)).isFalse();
  }

  @Test
  void anotherModelIsSeenWhenItIsLearned() throws IOException {
    var current = new CurrentMatchModel(folder);
    assertThat(current.get()).isEmpty();
    MatchModelFile.write(folder, model(0));
    assertThat(current.get().orElseThrow().firstRank()).isZero();
    var other =
        new MatchModel(new float[] {1, 0}, 2, 3, 0, 1, 0, "class", 30, Instant.ofEpochSecond(1));
    MatchModelFile.write(folder, other);
    assertThat(current.get().orElseThrow().field()).isEqualTo("class");
  }

  @Test
  void f1OfACutIsThatOfPairsCountedByHand() {
    var cuts = new CutHistogram(0, 1);
    for (double match : new double[] {0.9, 0.8, 0.4}) {
      cuts.add(match, true);
    }
    for (double other : new double[] {0.85, 0.3, 0.2, 0.1}) {
      cuts.add(other, false);
    }
    assertThat(cuts.f1(0.75)).isCloseTo(2.0 * 2 / (3 + 3), within(1e-12));
    assertThat(cuts.f1(0.35)).isCloseTo(2.0 * 3 / (4 + 3), within(1e-12));
    assertThat(cuts.best()).isCloseTo(0.4, within(1e-3));
    assertThat(cuts.f1(1.1)).isZero();
  }
}
