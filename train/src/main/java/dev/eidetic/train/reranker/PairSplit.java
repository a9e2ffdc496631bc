package dev.eidetic.train.reranker;

import static dev.eidetic.vectors.Preconditions.require;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/// Pairs that are learned from, and pairs of other groups that are measured on.
///
/// @param learned in the order given
/// @param heldOut in the order given: pairs of one query best first
public record PairSplit(List<LabelledPair> learned, List<LabelledPair> heldOut) {

  public PairSplit {
    learned = List.copyOf(learned);
    heldOut = List.copyOf(heldOut);
    for (var part : List.of(learned, heldOut)) {
      long same = part.stream().filter(LabelledPair::isSame).count();
      require(
          same > 0 && same < part.size(),
          "of %d pairs of %d groups %d show the same; both kinds must be there, also among the groups that are held out: give more pictures",
          part.size(),
          part.stream().map(LabelledPair::group).distinct().count(),
          same);
    }
  }

  static PairSplit of(List<LabelledPair> pairs, double share, long seed) {
    var groups = new ArrayList<>(new TreeSet<>(pairs.stream().map(LabelledPair::group).toList()));
    Collections.shuffle(groups, new Random(seed));
    int count = Math.max(1, (int) Math.round(share * groups.size()));
    var out = new HashSet<>(groups.subList(0, Math.min(count, groups.size())));
    var learned = new ArrayList<LabelledPair>();
    var heldOut = new ArrayList<LabelledPair>();
    pairs.forEach(pair -> (out.contains(pair.group()) ? heldOut : learned).add(pair));
    return new PairSplit(learned, heldOut);
  }

  /// Scores that leave the held-out hits in the order they have.
  double[] firstOrder() {
    var scores = new double[heldOut.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = -i;
    }
    return scores;
  }

  /// Mean cross-entropy of log odds of the held-out pairs, in nats.
  double loss(double[] logits) {
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      double right = heldOut.get(i).isSame() ? logits[i] : -logits[i];
      sum += right > 0 ? Math.log1p(Math.exp(-right)) : Math.log1p(Math.exp(right)) - right;
    }
    return sum / logits.length;
  }

  /// Of the held-out queries that have a right hit, the share for which the hit of the greatest
  /// score is right; of equal ones the first counts.
  double rightFirst(double[] scores) {
    var best = new LinkedHashMap<Integer, Integer>();
    var possible = new HashSet<Integer>();
    for (int i = 0; i < scores.length; i++) {
      var pair = heldOut.get(i);
      int place = i;
      best.merge(pair.query(), place, (old, now) -> scores[now] > scores[old] ? now : old);
      if (pair.isSame()) {
        possible.add(pair.query());
      }
    }
    long right =
        possible.stream()
            .filter(query -> heldOut.get(best.getOrDefault(query, 0)).isSame())
            .count();
    return (double) right / possible.size();
  }
}
