package dev.eidetic.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.testkit.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Every metric against its definition written out over a list of right and wrong, place by place.
class MetricOracleTest {

  @Test
  void everyMetricIsWhatItsDefinitionGivesPlaceByPlace() {
    for (var random : Seeds.many(300)) {
      int gallery = random.nextInt(1, 40);
      var relevant = new TreeSet<Integer>();
      var junk = new TreeSet<Integer>();
      for (int i = 0; i < gallery; i++) {
        switch (random.nextInt(4)) {
          case 0 -> relevant.add(i);
          case 1 -> junk.add(i);
          default -> {}
        }
      }
      var order = new ArrayList<Integer>();
      for (int i = 0; i < gallery; i++) {
        order.add(i);
      }
      Collections.shuffle(order, random);
      List<Integer> answer = order.subList(0, random.nextInt(gallery + 1));
      check(random.toString(), gallery, relevant, junk, answer);
    }
  }

  private static void check(
      String seed, int gallery, Set<Integer> relevant, Set<Integer> junk, List<Integer> answer) {
    var truth = GroundTruth.of(gallery, List.of(new Relevance(array(relevant), array(junk))));
    var judgement = new Judge(truth).judge(0, array(answer));
    var hits = new ArrayList<Boolean>();
    for (int ordinal : answer) {
      if (!junk.contains(ordinal)) {
        hits.add(relevant.contains(ordinal));
      }
    }
    assertThat(judgement.depth()).as(seed).isEqualTo(hits.size());
    assertThat(judgement.candidates()).as(seed).isEqualTo(gallery - junk.size());
    for (String label : MetricLabelsTest.ALL) {
      double expected = relevant.isEmpty() ? Double.NaN : slow(label, hits, relevant.size());
      assertThat(Metric.parse(label).of(judgement))
          .as("%s, %s of %s", seed, label, hits)
          .isCloseTo(expected, within(1e-12));
    }
  }

  private static double slow(String label, List<Boolean> hits, int relevant) {
    return switch (label) {
      case "R@1" -> !hits.isEmpty() && hits.get(0) ? 1 : 0;
      case "share@10" -> (double) right(hits, 10) / relevant;
      case "P@5" -> right(hits, 5) / 5.0;
      case "mP@10" -> {
        int places = Math.min(10, hits.lastIndexOf(true) + 1);
        yield places == 0 ? 0 : (double) right(hits, places) / places;
      }
      case "mAP(trapezoid)" -> trapezoids(hits, relevant);
      case "mAP(plain)" -> precisions(hits, hits.size()) / relevant;
      case "mAP@100" -> precisions(hits, 100) / Math.min(100, relevant);
      case "mAP@100(relevant)" -> precisions(hits, 100) / relevant;
      case "mAP@100(found)" -> right(hits, 100) == 0 ? 0 : precisions(hits, 100) / right(hits, 100);
      case "MAP@R" -> precisions(hits, relevant) / relevant;
      case "R-precision" -> (double) right(hits, relevant) / relevant;
      case "MRR" -> hits.contains(true) ? 1.0 / (hits.indexOf(true) + 1) : 0;
      case "nDCG@10" -> gain(hits, 10) / gain(Collections.nCopies(relevant, true), 10);
      case "N-S" -> right(hits, 4);
      default -> throw new AssertionError("no oracle for " + label);
    };
  }

  private static int right(List<Boolean> hits, int places) {
    return Collections.frequency(hits.subList(0, Math.min(places, hits.size())), true);
  }

  private static double precisions(List<Boolean> hits, int places) {
    double sum = 0;
    for (int i = 0; i < Math.min(places, hits.size()); i++) {
      sum += hits.get(i) ? right(hits, i + 1) / (i + 1.0) : 0;
    }
    return sum;
  }

  /// The area under the curve of precision over recall, walked from the top.
  private static double trapezoids(List<Boolean> hits, int relevant) {
    double area = 0;
    double precision = 1;
    double recall = 0;
    for (int i = 0; i < hits.size(); i++) {
      double nextRecall = (double) right(hits, i + 1) / relevant;
      double nextPrecision = right(hits, i + 1) / (i + 1.0);
      area += (nextRecall - recall) * (precision + nextPrecision) / 2;
      recall = nextRecall;
      precision = nextPrecision;
    }
    return area;
  }

  private static double gain(List<Boolean> hits, int places) {
    double gain = 0;
    for (int i = 0; i < Math.min(places, hits.size()); i++) {
      gain += hits.get(i) ? Math.log(2) / Math.log(i + 2) : 0;
    }
    return gain;
  }

  private static int[] array(Iterable<Integer> ordinals) {
    var array = new ArrayList<Integer>();
    ordinals.forEach(array::add);
    return array.stream().mapToInt(i -> i).toArray();
  }

  @Test
  void duplicatesInAnAnswerAreRefused() {
    var truth = GroundTruth.of(5, List.of(Relevance.of(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Judge(truth).judge(0, new int[] {3, 1, 3}))
        .withMessage("answer to query 0 lists ordinal 3 twice; an image has one place");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Judge(truth).judge(0, new int[] {5}))
        .withMessage(
            "answer to query 0 lists ordinal 5; the gallery has 5 images, numbered from 0");
    assertThat(Arrays.stream(new Judge(truth).judge(0, new int[] {3, 1}).ranks()).sum())
        .isEqualTo(1);
  }
}
