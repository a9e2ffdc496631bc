package dev.eidetic.rerank.cross;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

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
import dev.eidetic.rerank.StageReport.Outcome;
import dev.eidetic.rerank.TimeBudget;
import dev.eidetic.testkit.TinyOnnx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A graph whose log odds are how many features the hit has, less four.
class CrossCheckTest {

  @TempDir Path folder;

  private static LocalFeatures features(int count) {
    var zeros = new float[count];
    return new LocalFeatures(
        "test",
        100,
        100,
        new Keypoints(zeros, zeros, zeros, zeros),
        new Descriptors.Floats(new float[2 * count], count, 2));
  }

  /// Hits with 1, 9 and 6 features, and one of which nothing is known.
  private static final List<Optional<LocalFeatures>> FEATURES =
      List.of(
          Optional.of(features(1)),
          Optional.of(features(9)),
          Optional.of(features(6)),
          Optional.empty());

  private static Candidates candidates(Optional<LocalFeatures> query) {
    float[][] rows = {{1, 0}, {0.6f, 0.8f}, {0.6f, -0.8f}, {0, 1}};
    return Candidates.of(
        Gallery.of(rows).withFeatures(FEATURES::get),
        new Query(new float[] {1, 0}, OptionalInt.empty(), query),
        new int[] {0, 1, 2, 3},
        new float[] {1, 0.6f, 0.6f, 0});
  }

  private CrossEncoder encoder() throws IOException {
    var graph =
        new TinyOnnx()
            .input("src_local", -1, -1, 2)
            .truths("src_mask", -1, -1)
            .input("tgt_local", -1, -1, 2)
            .truths("tgt_mask", -1, -1)
            .weights("zero", List.of(1L), 0)
            .weights("one", List.of(1L), 1)
            .weights("four", List.of(1L, 1L), 4)
            .node("Where", List.of("tgt_mask", "zero", "one"), "ones")
            .node("ReduceSum", List.of("ones"), "count")
            .node("Sub", List.of("count", "four"), "logit")
            .output("logit", -1, 1);
    return CrossEncoders.open(Files.write(folder.resolve("count.onnx"), graph.bytes()));
  }

  private static Reranked rerank(CascadeSpec spec, Candidates candidates, TimeBudget budget)
      throws InterruptedException {
    var gallery = candidates.gallery();
    return Cascade.prepare(spec, gallery, new ExhaustiveNeighbours(gallery, 1), 1)
        .rerank(candidates, budget);
  }

  private static double logistic(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  @Test
  void scoresAreWeightedSumsOfSimilarityAndProbability() throws Exception {
    try (var encoder = encoder()) {
      var spec = CascadeSpec.parse("cross(lambda=0.25,gamma=0.5)").with(encoder);
      var better =
          rerank(spec, candidates(Optional.of(features(3))), TimeBudget.unlimited()).candidates();
      assertThat(better.ordinals()).containsExactly(1, 2, 0, 3);
      assertThat((double) better.score(0))
          .isCloseTo(0.25 * 0.6 + 0.75 * logistic(2.5), within(1e-6));
      assertThat((double) better.score(1)).isCloseTo(0.25 * 0.6 + 0.75 * logistic(1), within(1e-6));
      assertThat((double) better.score(2)).isCloseTo(0.25 + 0.75 * logistic(-1.5), within(1e-6));
      assertThat(better.score(3)).isZero();
      assertThat(better.hit(0).trail().getLast().reason().text())
          .isEqualTo("count.onnx says 0.924, similarity is 0.600");
      assertThat(better.hit(3).trail().getLast().reason().text())
          .isEqualTo("no local features are known");
    }
  }

  @Test
  void onlyTheFirstHitsAreLookedAtAndWithoutTheQuerysFeaturesNone() throws Exception {
    try (var encoder = encoder()) {
      var two = CascadeSpec.parse("cross(top=2)").with(encoder);
      var query = Optional.of(features(3));
      assertThat(rerank(two, candidates(query), TimeBudget.unlimited()).candidates().ordinals())
          .containsExactly(1, 0, 2, 3);
      assertThat(
              rerank(two, candidates(Optional.empty()), TimeBudget.unlimited())
                  .candidates()
                  .ordinals())
          .containsExactly(0, 1, 2, 3);
    }
  }

  @Test
  void aBudgetThatIsSpentOnTheWayLeavesTheOrder() throws Exception {
    try (var encoder = encoder()) {
      var clock = new AtomicLong();
      var budget = TimeBudget.of(Duration.ofSeconds(100), () -> clock.getAndAdd(20_000_000_000L));
      var all = CascadeSpec.parse("cross").with(encoder);
      var reranked = rerank(all, candidates(Optional.of(features(3))), budget);
      assertThat(reranked.reports().getFirst().outcome()).isEqualTo(Outcome.ABANDONED);
      assertThat(reranked.candidates().ordinals()).containsExactly(0, 1, 2, 3);
    }
  }

  @Test
  void theProgramsOwnIsForRootSift() {
    var cross = CascadeSpec.parse("cross");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> rerank(cross, candidates(Optional.of(features(3))), TimeBudget.unlimited()))
        .withMessage(
            "model \"eidetic-cross\" looks at features of kind rootsift; these are test: search with"
                + " those features, or train a model on these");
  }

  @Test
  void refusesNumbersThatMeanNothing() {
    for (String wrong :
        List.of("cross(lambda=1.5)", "cross(gamma=0)", "cross(gamma=NaN)", "cross(top=0)")) {
      assertThatIllegalArgumentException()
          .as(wrong)
          .isThrownBy(() -> CascadeSpec.parse(wrong))
          .withMessageContaining("it must be");
    }
    var spec = CascadeSpec.parse("cross(top=5)");
    assertThat(spec).hasToString("cross(top=5,lambda=0.3,gamma=1)");
    assertThat(spec.hasCrossEncoder()).isTrue();
    assertThat(CascadeSpec.parse(spec.toString())).isEqualTo(spec);
  }
}
