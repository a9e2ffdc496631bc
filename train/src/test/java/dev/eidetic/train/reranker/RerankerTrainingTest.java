package dev.eidetic.train.reranker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.encode.onnx.OnnxArray;
import dev.eidetic.encode.onnx.OnnxGraph;
import dev.eidetic.testkit.Seeds;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Pairs of four rows of three numbers: they show the same if most matches (rows 1 to 3) have a
/// last number above a half.
class RerankerTrainingTest {

  private static final int ROWS = 4;
  private static final int NUMBERS = 3;

  private static final RerankerSettings SETTINGS =
      new RerankerSettings(16, 2, 1, 12, 32, 3e-3, 0.01, 0.2, 5);

  private static List<LabelledPair> pairs(int queries) {
    var random = Seeds.of(11);
    var pairs = new ArrayList<LabelledPair>();
    for (int query = 0; query < queries; query++) {
      int right = (int) (5 * random.nextFloat());
      for (int hit = 0; hit < 5; hit++) {
        var tokens = new short[ROWS * NUMBERS];
        tokens[0] = Float.floatToFloat16(1);
        int agreeing =
            hit == right ? 2 + (int) (2 * random.nextFloat()) : (int) (2 * random.nextFloat());
        for (int row = 1; row < ROWS; row++) {
          float number = random.nextFloat() / 2 + (row <= agreeing ? 0.5f : 0);
          tokens[row * NUMBERS + 1] = Float.floatToFloat16(random.nextFloat());
          tokens[row * NUMBERS + 2] = Float.floatToFloat16(number);
        }
        pairs.add(new LabelledPair(query, "group" + query, tokens, hit == right));
      }
    }
    return pairs;
  }

  @Test
  void learnsWhichHitsAreRightAndWritesAGraphThatSaysTheSame() throws Exception {
    var training = new RerankerTraining(SETTINGS, pairs(300), ROWS, NUMBERS);
    var reports = new ArrayList<RerankerReport>();
    byte[] graph = training.run(reports::add, Map.of("features", "test"));
    assertThat(reports).hasSize(13);
    assertThat(reports.getFirst().rightFirst()).as("of five hits in any order").isLessThan(0.4);
    double least =
        reports.stream().skip(1).mapToDouble(RerankerReport::heldOutLoss).min().orElseThrow();
    assertThat(reports.getLast().rightFirst()).isGreaterThan(0.9);
    try (var opened = OnnxGraph.of(graph, "learned")) {
      assertThat(opened.notes()).containsEntry("features", "test");
      var heldOut = training.split().heldOut();
      var numbers =
          ByteBuffer.allocateDirect(4 * heldOut.size() * ROWS * NUMBERS)
              .order(ByteOrder.nativeOrder())
              .asFloatBuffer();
      for (var pair : heldOut) {
        for (short number : pair.tokens()) {
          numbers.put(Float.float16ToFloat(number));
        }
      }
      var shape = List.of((long) heldOut.size(), (long) ROWS, (long) NUMBERS);
      var answer =
          opened.run(Map.of("tokens", new OnnxArray(numbers.flip(), shape)), Set.of("logit"));
      float[] logits = Objects.requireNonNull(answer.get("logit")).floats();
      var doubles = new double[logits.length];
      for (int i = 0; i < logits.length; i++) {
        doubles[i] = logits[i];
      }
      assertThat(training.split().loss(doubles))
          .as("the best epoch's")
          .isCloseTo(least, within(1e-4));
    }
  }

  @Test
  void theSameSeedGivesTheSameFile() {
    var settings = SETTINGS.with(2, 7);
    byte[] first = new RerankerTraining(settings, pairs(40), ROWS, NUMBERS).run(_ -> {}, Map.of());
    byte[] second = new RerankerTraining(settings, pairs(40), ROWS, NUMBERS).run(_ -> {}, Map.of());
    assertThat(second).isEqualTo(first);
  }

  @Test
  void groupsAreHeldOutWhole() {
    var split = new RerankerTraining(SETTINGS, pairs(50), ROWS, NUMBERS).split();
    var learned = split.learned().stream().map(LabelledPair::group).toList();
    assertThat(split.heldOut()).hasSize(50);
    assertThat(split.heldOut()).noneMatch(pair -> learned.contains(pair.group()));
  }

  @Test
  void figuresAreThoseOfTheDefinition() {
    var split =
        new PairSplit(
            pairs(2),
            List.of(
                new LabelledPair(1, "a", new short[0], false),
                new LabelledPair(1, "a", new short[0], true),
                new LabelledPair(2, "b", new short[0], true),
                new LabelledPair(3, "c", new short[0], false)));
    assertThat(split.rightFirst(split.firstOrder())).isEqualTo(0.5);
    assertThat(split.rightFirst(new double[] {0, 1, -5, 0})).isEqualTo(1);
    double loss =
        (Math.log(2) + Math.log1p(Math.exp(-1)) + Math.log1p(Math.exp(5)) + Math.log(2)) / 4;
    assertThat(split.loss(new double[] {0, 1, -5, 0})).isCloseTo(loss, within(1e-12));
  }

  @Test
  void tooFewPairsAreRefused() {
    var all = pairs(10).stream().filter(pair -> !pair.isSame()).toList();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RerankerTraining(SETTINGS, all, ROWS, NUMBERS))
        .withMessageContaining("show the same; both kinds must be there");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RerankerTraining(SETTINGS, List.of(), ROWS, NUMBERS));
  }
}
