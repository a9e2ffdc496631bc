package dev.eidetic.rerank.cross;

import dev.eidetic.rerank.Candidates;
import dev.eidetic.rerank.Reason;
import dev.eidetic.rerank.Stage;
import dev.eidetic.rerank.StageText;
import dev.eidetic.rerank.TimeBudget;
import dev.eidetic.vectors.Kernels;
import java.util.ArrayList;
import java.util.Optional;

/// [CrossCheck] at work. A hit without features counts as one that the cross-encoder does not
/// believe in; without the query's features nothing changes.
record CrossStage(CrossCheck check, CrossEncoder encoder) implements Stage {

  @Override
  public String name() {
    return check.toString();
  }

  @Override
  public int top() {
    return check.top();
  }

  @Override
  public int fewest() {
    return 1;
  }

  @Override
  public double work(int count, int dimension) {
    return count * encoder.work();
  }

  @Override
  public Optional<Candidates> rerank(Candidates candidates, int count, TimeBudget budget) {
    var features = candidates.queryFeatures();
    if (features.isEmpty() || features.get().count() == 0) {
      return Optional.of(candidates);
    }
    var vector = candidates.query().vector();
    var pictures = new ArrayList<Picture>();
    var places = new int[count]; // of the pictures; -1 for a hit without features
    for (int place = 0; place < count; place++) {
      if (budget.isSpent()) {
        return Optional.empty();
      }
      var found = candidates.gallery().features(candidates.ordinal(place));
      places[place] = found.isPresent() ? pictures.size() : -1;
      if (found.isPresent()) {
        pictures.add(new Picture(candidates.vector(place), found.get()));
      }
    }
    return encoder
        .logits(new Picture(vector, features.get()), pictures, budget)
        .map(logits -> reordered(candidates, vector, places, logits));
  }

  private Candidates reordered(
      Candidates candidates, float[] vector, int[] places, float[] logits) {
    var scores = new float[places.length];
    var reasons = new Reason[places.length];
    for (int place = 0; place < places.length; place++) {
      double similarity = Kernels.dot(vector, candidates.vector(place));
      double probability = 0;
      if (places[place] >= 0) {
        probability = 1 / (1 + Math.exp(-check.gamma() * logits[places[place]]));
      }
      scores[place] = (float) (check.lambda() * similarity + (1 - check.lambda()) * probability);
      reasons[place] =
          Reason.of(
              places[place] < 0
                  ? "no local features are known"
                  : "%s says %s, similarity is %s"
                      .formatted(
                          encoder.name(),
                          StageText.figure(probability),
                          StageText.figure(similarity)));
    }
    return candidates.reordered(name(), scores, place -> reasons[place]);
  }
}
