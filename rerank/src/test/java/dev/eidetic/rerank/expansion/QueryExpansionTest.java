package dev.eidetic.rerank.expansion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.rerank.Candidates;
import dev.eidetic.rerank.Lists;
import dev.eidetic.testkit.Seeds;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueryExpansionTest {

  /// q = (1, 0); the nearest, (0.8, 0.6), pulls (0, 1) ahead of (0.6, -0.8), though that one is
  /// nearer to q.
  @Test
  void theFirstHitPullsItsOwnNeighboursUp() {
    float[][] rows = {{0.6f, -0.8f}, {0, 1}, {0.8f, 0.6f}};
    var first = Lists.ranked(rows, new float[] {1, 0});
    assertThat(first.ordinals()).containsExactly(2, 0, 1);
    var better = Lists.run(new QueryExpansion(1, 0), first);
    assertThat(better.ordinals()).containsExactly(2, 1, 0);
    double length = Math.hypot(1.8, 0.6);
    assertThat((double) better.score(1)).isCloseTo(0.6 / length, within(1e-6));
    assertThat(better.hit(1).trail().getLast().reason().pulledBy()).containsExactly(2);
  }

  @Test
  void agreesWithTheFormula() {
    for (var random : Seeds.many(20)) {
      float[][] rows = Lists.clustered(random, 60, 16, 4);
      var first = Lists.ranked(rows, random.unitVector(16));
      for (var stage : List.of(new QueryExpansion(7, 0), new QueryExpansion(10, 3))) {
        double[] expanded = expanded(first, stage);
        var better = Lists.run(stage, first);
        for (int i = 0; i < better.size(); i++) {
          double expected = Lists.dot(expanded, Lists.doubles(rows[better.ordinal(i)]));
          assertThat((double) better.score(i)).as("%s", random).isCloseTo(expected, within(1e-5));
          assertThat(i == 0 || better.score(i) <= better.score(i - 1)).isTrue();
        }
      }
    }
  }

  private static double[] expanded(Candidates first, QueryExpansion stage) {
    double[] query = Lists.doubles(first.query().vector());
    double[] sum = query.clone();
    for (int i = 0; i < stage.neighbours(); i++) {
      double[] vector = Lists.doubles(first.vector(i));
      double similarity = Math.max(0, Lists.dot(query, vector));
      double weight = stage.alpha() == 0 ? 1 : Math.pow(similarity, stage.alpha());
      for (int j = 0; j < sum.length; j++) {
        sum[j] += weight * vector[j];
      }
    }
    return Lists.unit(sum);
  }

  @Test
  void laterStagesAskWithTheExpandedQuery() {
    float[][] rows = {{1, 0}, {0.6f, 0.8f}};
    var better = Lists.run(new QueryExpansion(2, 0), Lists.ranked(rows, new float[] {1, 0}));
    assertThat(better.query().vector()[1]).isGreaterThan(0);
  }

  @Test
  void hitsThatCancelTheQueryOutChangeNothing() {
    float[][] rows = {{-1, 0}};
    var better = Lists.run(new QueryExpansion(1, 0), Lists.ranked(rows, new float[] {1, 0}));
    assertThat(better.score(0)).isEqualTo(-1);
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new QueryExpansion(0, 3))
        .withMessage("k is 0; at least 1 hit must join the query");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new QueryExpansion(1, -1))
        .withMessage("alpha is -1.0; it must be 0 to 100");
  }
}
