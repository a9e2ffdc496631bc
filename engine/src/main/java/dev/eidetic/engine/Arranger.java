package dev.eidetic.engine;

import dev.eidetic.engine.fields.FieldValue;
import dev.eidetic.vectors.Kernels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// Folds and orders candidates. Belongs to one search.
final class Arranger {

  private final Arrangement arrangement;
  private final Vectors vectors;
  private final List<Kept> kept = new ArrayList<>();
  private final Map<String, Kept> groups = new HashMap<>();

  /// Reads the raw vector of a document.
  interface Vectors {
    float[] of(int document) throws IOException;
  }

  /// A candidate and what was folded into it.
  private static final class Kept {

    private final Item item;
    private final float score;
    private final float[] vector;
    private final List<String> folded = new ArrayList<>();

    Kept(Item item, float score, float[] vector) {
      this.item = item;
      this.score = score;
      this.vector = vector;
    }
  }

  Arranger(Arrangement arrangement, Vectors vectors) {
    this.arrangement = arrangement;
    this.vectors = vectors;
  }

  /// Takes the next best candidate.
  void add(int document, float score, Item item) throws IOException {
    boolean needsVector = arrangement.distinct() <= 1 || arrangement.diversity() > 0;
    float[] vector = needsVector ? vectors.of(document) : new float[0];
    var group = arrangement.groupBy().flatMap(item::field).map(FieldValue::display);
    var better = group.map(groups::get).or(() -> alike(vector));
    if (better.isPresent()) {
      better.get().folded.add(item.id());
      return;
    }
    var fresh = new Kept(item, score, vector);
    kept.add(fresh);
    group.ifPresent(value -> groups.put(value, fresh));
  }

  private Optional<Kept> alike(float[] vector) {
    if (arrangement.distinct() > 1) {
      return Optional.empty();
    }
    return kept.stream()
        .filter(each -> Kernels.dot(each.vector, vector) >= arrangement.distinct())
        .findFirst();
  }

  /// How many stand for themselves or a group so far.
  int count() {
    return kept.size();
  }

  /// The best, in order, after the cursor.
  List<Hit> hits(int count) {
    var ordered = arrangement.diversity() > 0 ? varied(count) : kept;
    var hits = new ArrayList<Hit>();
    int first = firstAfterCursor(ordered);
    int rank = arrangement.after().map(Cursor::rank).orElse(0);
    for (int i = first; i < ordered.size() && hits.size() < count; i++) {
      var each = ordered.get(i);
      hits.add(new Hit(++rank, each.score, each.item, each.folded, OptionalDouble.empty()));
    }
    return hits;
  }

  private int firstAfterCursor(List<Kept> ordered) {
    if (arrangement.after().isEmpty()) {
      return 0;
    }
    var cursor = arrangement.after().get();
    int first = 0;
    while (first < ordered.size() && ordered.get(first).score > cursor.score()) {
      first++;
    }
    for (int i = first; i < ordered.size() && ordered.get(i).score == cursor.score(); i++) {
      if (ordered.get(i).item.id().equals(cursor.id())) {
        return i + 1;
      }
    }
    return first;
  }

  private List<Kept> varied(int count) {
    var rest = new ArrayList<>(kept);
    var chosen = new ArrayList<Kept>();
    var nearest = new HashMap<Kept, Float>();
    while (chosen.size() < count && !rest.isEmpty()) {
      var next = mostUseful(rest, nearest);
      rest.remove(next);
      chosen.add(next);
      for (var each : rest) {
        nearest.merge(each, Kernels.dot(each.vector, next.vector), Float::max);
      }
    }
    return chosen;
  }

  private Kept mostUseful(List<Kept> rest, Map<Kept, Float> nearest) {
    Kept best = rest.getFirst();
    double most = Double.NEGATIVE_INFINITY;
    for (var each : rest) {
      double use =
          (1 - arrangement.diversity()) * each.score
              - arrangement.diversity() * nearest.getOrDefault(each, 0f);
      if (use > most) {
        most = use;
        best = each;
      }
    }
    return best;
  }
}
