package dev.eidetic.evaluate.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.eidetic.evaluate.GroundTruth;
import dev.eidetic.evaluate.Judge;
import dev.eidetic.evaluate.Rankings;
import dev.eidetic.evaluate.Relevance;
import dev.eidetic.testkit.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RerankedJudgementTest {

  /// The oracle re-ranks the whole list and judges that.
  @Test
  void agreesWithJudgingTheWholeRerankedRanking() {
    for (var random : Seeds.many(200)) {
      int size = 1 + random.nextInt(40);
      var relevant = IntStream.range(0, size).filter(_ -> random.nextInt(4) == 0).toArray();
      var right = Relevance.of(relevant);
      var relevance =
          new Relevance(
              relevant,
              IntStream.range(0, size)
                  .filter(i -> !right.isRelevant(i) && random.nextInt(4) == 0)
                  .toArray());
      var truth = GroundTruth.of(size, List.of(relevance));
      var order = new ArrayList<>(IntStream.range(0, size).boxed().toList());
      Collections.shuffle(order, random);
      int[] first = order.stream().mapToInt(Integer::intValue).toArray();
      Reranker shuffle =
          (_, candidates) -> {
            var list = new ArrayList<>(IntStream.of(candidates).boxed().toList());
            Collections.shuffle(list, new java.util.Random(list.size()));
            return list.stream().mapToInt(Integer::intValue).toArray();
          };
      int budget = 1 + random.nextInt(size);
      for (var rule : JunkRule.values()) {
        var rankings =
            new RerankedRankings(
                Rankings.of(new int[][] {first}, true), shuffle, budget, rule, truth);
        var expected = new Judge(truth).judge(0, rankings.ranked(0));
        int[] candidates =
            IntStream.of(first)
                .filter(ordinal -> !rule.hides(relevance, ordinal))
                .limit(budget)
                .toArray();
        var found =
            RerankedJudgement.of(
                new Judge(truth).judge(0, first), relevance, shuffle.rerank(0, candidates));
        assertThat(found.ranks()).as("%s", random).containsExactly(expected.ranks());
        assertThat(found.depth()).isEqualTo(expected.depth());
      }
    }
  }

  @Test
  void imagesThatWereNotTheFirstAreRefused() {
    var relevance = Relevance.of(2);
    var truth = GroundTruth.of(3, List.of(relevance));
    var before = new Judge(truth).judge(0, new int[] {0, 1, 2});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RerankedJudgement.of(before, relevance, new int[] {2}))
        .withMessageContaining("1 relevant images were re-ranked and 0 were among the first 1");
  }
}
