package dev.eidetic.rerank.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.eidetic.encode.local.Descriptors;
import dev.eidetic.encode.local.Keypoints;
import dev.eidetic.encode.local.LocalFeatures;
import dev.eidetic.rerank.Candidates;
import dev.eidetic.rerank.Cascade;
import dev.eidetic.rerank.CascadeSpec;
import dev.eidetic.rerank.ExhaustiveNeighbours;
import dev.eidetic.rerank.Gallery;
import dev.eidetic.rerank.Query;
import dev.eidetic.rerank.Reranked;
import dev.eidetic.rerank.TimeBudget;
import dev.eidetic.testkit.Seeds;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class GeometricCheckTest {

  private static final int DIMENSION = 32;

  /// The first `common` of 60 patterns lie as in the query, turned by a quarter; the others
  /// anywhere.
  private static LocalFeatures picture(int common, long seed) {
    var patterns = Seeds.of(99);
    var places = Seeds.of(98);
    var random = Seeds.of(seed);
    var x = new float[60];
    var y = new float[60];
    var zeros = new float[60];
    var rows = new float[60 * DIMENSION];
    for (int i = 0; i < 60; i++) {
      float[] row = patterns.unitVector(DIMENSION);
      float u = 400 * places.nextFloat();
      float v = 400 * places.nextFloat();
      boolean isCommon = i < common;
      x[i] = isCommon ? 400 - v : 400 * random.nextFloat();
      y[i] = isCommon ? u : 400 * random.nextFloat();
      System.arraycopy(row, 0, rows, i * DIMENSION, DIMENSION);
    }
    return new LocalFeatures(
        "test",
        400,
        400,
        new Keypoints(x, y, zeros, zeros),
        new Descriptors.Floats(rows, 60, DIMENSION));
  }

  /// Four hits: nothing in common, 20 features, no features at all, 40 features.
  private static final List<Optional<LocalFeatures>> FEATURES =
      List.of(
          Optional.of(picture(0, 1)),
          Optional.of(picture(20, 2)),
          Optional.empty(),
          Optional.of(picture(40, 3)));

  private static Candidates candidates(Optional<LocalFeatures> query) {
    float[][] rows = {{1, 0}, {0.9f, 0.1f}, {0.8f, 0.2f}, {0.7f, 0.3f}};
    var gallery = Gallery.of(rows).withFeatures(FEATURES::get);
    return Candidates.of(
        gallery,
        new Query(new float[] {1, 0}, OptionalInt.empty(), query),
        new int[] {0, 1, 2, 3},
        new float[] {0.9f, 0.8f, 0.7f, 0.6f});
  }

  private static Reranked rerank(Candidates candidates, String cascade, TimeBudget budget)
      throws InterruptedException {
    var gallery = candidates.gallery();
    return Cascade.prepare(
            CascadeSpec.parse(cascade), gallery, new ExhaustiveNeighbours(gallery, 1), 1)
        .rerank(candidates, budget);
  }

  @Test
  void hitsThatAgreeComeFirstByHowMuchTheyAgreeAndOthersKeepTheirOrder() throws Exception {
    var better =
        rerank(candidates(Optional.of(picture(60, 4))), "geometric", TimeBudget.unlimited())
            .candidates();
    assertThat(better.ordinals()).containsExactly(3, 1, 0, 2);
    assertThat(better.score(0)).isBetween(35f, 41f);
    assertThat(better.score(1)).isBetween(15f, 21f);
    assertThat(better.score(2)).isBetween(0f, 1f);
    assertThat(better.hit(0).trail().getLast().reason().text())
        .contains("matches agree: turned by 0 degrees, 1.000 times as large");
    assertThat(better.hit(3).trail().getLast().reason().text())
        .isEqualTo("no local features are known");
  }

  @Test
  void onlyTheFirstHitsAreLookedAt() throws Exception {
    var better =
        rerank(candidates(Optional.of(picture(60, 4))), "geometric(top=2)", TimeBudget.unlimited())
            .candidates();
    assertThat(better.ordinals()).containsExactly(1, 0, 2, 3);
  }

  @Test
  void aQueryWithoutFeaturesLeavesTheOrder() throws Exception {
    for (var query :
        List.of(
            Optional.<LocalFeatures>empty(), Optional.of(LocalFeatures.none("test", 400, 400)))) {
      var better = rerank(candidates(query), "geometric", TimeBudget.unlimited()).candidates();
      assertThat(better.ordinals()).containsExactly(0, 1, 2, 3);
    }
  }

  @Test
  void featuresSurviveStagesThatChangeVectors() throws Exception {
    var better =
        rerank(
                candidates(Optional.of(picture(60, 4))),
                "dba(k=1) > qe(k=1) > geometric",
                TimeBudget.unlimited())
            .candidates();
    assertThat(better.ordinal(0)).isEqualTo(3);
  }

  @Test
  void aSpentBudgetKeepsWhatWasVerifiedUntilThen() {
    var clock = new AtomicLong();
    var budget = TimeBudget.of(Duration.ofNanos(1), clock::getAndIncrement);
    var spent =
        GeometricCheck.DEFAULT
            .rerank(candidates(Optional.of(picture(60, 4))), 4, budget)
            .orElseThrow();
    assertThat(spent.ordinals()).containsExactly(0, 1, 2, 3);
    assertThat(spent.hit(3).trail().getLast().reason().text())
        .isEqualTo("not reached within the budget");
  }

  @Test
  void refusesAGalleryWithoutPictures() {
    float[][] rows = {{1, 0}, {0, 1}};
    var gallery = Gallery.of(rows);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Cascade.prepare(
                    CascadeSpec.parse("geometric"),
                    gallery,
                    new ExhaustiveNeighbours(gallery, 1),
                    1))
        .withMessage(
            "stage geometric(top=100,inliers=8) needs local features, and the gallery has none; it can"
                + " re-rank pictures only");
  }
}
