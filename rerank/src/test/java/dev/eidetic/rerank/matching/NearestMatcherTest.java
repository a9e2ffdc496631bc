package dev.eidetic.rerank.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.eidetic.encode.local.Descriptors;
import dev.eidetic.encode.local.Keypoints;
import dev.eidetic.encode.local.LocalFeatures;
import dev.eidetic.testkit.Seeds;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NearestMatcherTest {

  private static final int DIMENSION = 24;

  private static LocalFeatures features(float[] rows) {
    int count = rows.length / DIMENSION;
    var zeros = new float[count];
    return new LocalFeatures(
        "test",
        100,
        100,
        new Keypoints(zeros, zeros, zeros, zeros),
        new Descriptors.Floats(rows, count, DIMENSION));
  }

  private static LocalFeatures coded(LocalFeatures features) {
    return new LocalFeatures(
        features.kind(), 100, 100, features.points(), features.descriptors().codes());
  }

  /// Unit rows; those of the right are the left's, changed a little, in reverse, among others.
  private static float[][] rows(Seeds random, int common, int left, int right) {
    var rows = new float[][] {new float[left * DIMENSION], new float[right * DIMENSION]};
    for (int i = 0; i < left; i++) {
      System.arraycopy(random.unitVector(DIMENSION), 0, rows[0], i * DIMENSION, DIMENSION);
    }
    for (int i = 0; i < right; i++) {
      float[] row = random.unitVector(DIMENSION);
      if (i < common) {
        double squares = 0;
        for (int k = 0; k < DIMENSION; k++) {
          row[k] = rows[0][(common - 1 - i) * DIMENSION + k] + 0.3f * row[k];
          squares += row[k] * row[k];
        }
        for (int k = 0; k < DIMENSION; k++) {
          row[k] /= (float) Math.sqrt(squares);
        }
      }
      System.arraycopy(row, 0, rows[1], i * DIMENSION, DIMENSION);
    }
    return rows;
  }

  /// By distances of all pairs, written out.
  private static List<String> oracle(float[][] rows, double ratio) {
    int left = rows[0].length / DIMENSION;
    int right = rows[1].length / DIMENSION;
    var distances = new double[left][right];
    for (int i = 0; i < left; i++) {
      for (int j = 0; j < right; j++) {
        for (int k = 0; k < DIMENSION; k++) {
          double difference = rows[0][i * DIMENSION + k] - rows[1][j * DIMENSION + k];
          distances[i][j] += difference * difference;
        }
      }
    }
    var matches = new ArrayList<String>();
    for (int i = 0; i < left; i++) {
      for (int j = 0; j < right; j++) {
        boolean isMatch = true;
        for (int other = 0; other < left; other++) {
          isMatch &= distances[other][j] >= distances[i][j];
        }
        for (int other = 0; other < right; other++) {
          isMatch &= other == j || distances[i][j] < ratio * ratio * distances[i][other];
        }
        if (isMatch) {
          matches.add(i + "-" + j);
        }
      }
    }
    return matches;
  }

  private static List<String> names(FeatureMatches matches) {
    var names = new ArrayList<String>();
    for (int i = 0; i < matches.count(); i++) {
      names.add(matches.left(i) + "-" + matches.right(i));
    }
    return names;
  }

  @Test
  void floatsMatchAsDistancesOfAllPairsSay() {
    for (var random : Seeds.many(10)) {
      float[][] rows = rows(random, 30, 70, 53);
      var matcher = new NearestMatcher(new MatchSettings(0.8, -1));
      var found = matcher.match(features(rows[0]), features(rows[1]));
      assertThat(names(found)).as("%s", random).hasSizeGreaterThan(20);
      assertThat(names(found))
          .as("%s", random)
          .containsExactlyInAnyOrderElementsOf(oracle(rows, 0.8));
    }
  }

  @Test
  void codesFindNearlyTheSameMatches() {
    var random = Seeds.of(2);
    float[][] rows = rows(random, 100, 200, 180);
    var matcher = new NearestMatcher(new MatchSettings(0.8, 0));
    var floats = names(matcher.match(features(rows[0]), features(rows[1])));
    var codes = names(matcher.match(coded(features(rows[0])), coded(features(rows[1]))));
    var mixed = names(matcher.match(features(rows[0]), coded(features(rows[1]))));
    assertThat(codes.stream().filter(floats::contains).count())
        .isGreaterThan(floats.size() * 97L / 100);
    assertThat(mixed).isEqualTo(codes);
  }

  @Test
  void theLeastAmbiguousComeFirst() {
    float[][] rows = rows(Seeds.of(4), 40, 60, 60);
    var matches =
        new NearestMatcher(new MatchSettings(0.9, 0)).match(features(rows[0]), features(rows[1]));
    float first = 0;
    float last = 0;
    for (int i = 0; i < 10; i++) {
      first += matches.similarity(i);
      last += matches.similarity(matches.count() - 1 - i);
    }
    assertThat(first).isGreaterThan(last);
  }

  @Test
  void equalDescriptorsMatchNobodyAndNobodyTwice() {
    float[] one = Seeds.of(1).unitVector(DIMENSION);
    var many = new float[40 * DIMENSION];
    for (int i = 0; i < 40; i++) {
      System.arraycopy(one, 0, many, i * DIMENSION, DIMENSION);
    }
    var matcher = new NearestMatcher(MatchSettings.RATIO);
    assertThat(matcher.match(features(one), features(many)).count()).isZero();
    assertThat(names(matcher.match(features(many), features(one)))).containsExactly("0-0");
    assertThat(matcher.match(coded(features(many)), coded(features(many))).count()).isZero();
  }

  @Test
  void zerosAndNumbersThatAreNoneMatchNothing() {
    var odd = new float[3 * DIMENSION];
    odd[DIMENSION] = Float.NaN;
    var matcher = new NearestMatcher(MatchSettings.COSINE);
    assertThat(matcher.match(features(odd), features(odd)).count()).isZero();
    assertThat(matcher.match(coded(features(odd)), coded(features(odd))).count()).isZero();
  }

  @Test
  void aPictureWithoutFeaturesMatchesNothing() {
    var none = LocalFeatures.none("test", 10, 10);
    var some = features(rows(Seeds.of(1), 5, 10, 10)[0]);
    var matcher = new NearestMatcher(MatchSettings.RATIO);
    assertThat(matcher.match(none, some).count()).isZero();
    assertThat(matcher.match(some, none).count()).isZero();
  }

  @Test
  void refusesFeaturesOfAnotherKind() {
    var matcher = new NearestMatcher(MatchSettings.RATIO);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                matcher.match(
                    LocalFeatures.none("rootsift", 9, 9), LocalFeatures.none("xfeat", 9, 9)))
        .withMessage("features are rootsift and xfeat; only those of one kind can be compared");
  }
}
