package dev.eidetic.engine.relevance;

import dev.eidetic.engine.Snapshot;
import dev.eidetic.engine.fields.FieldValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A random part of a collection, with and without labels.
///
/// @param rows unit vectors of items that have a label
/// @param labels what they show
/// @param background some vectors of the whole collection, one after the other
@SuppressWarnings("ArrayRecordComponent")
record LabelledVectors(List<float[]> rows, List<String> labels, float[] background) {

  private static final int MOST_ITEMS = 20_000;
  private static final int MOST_NUMBERS = 16 << 20;
  private static final int BACKGROUND = 1_000;

  /// Reads the whole collection once.
  ///
  /// @param where only these items; empty for all
  static LabelledVectors of(Snapshot now, String field, String where, long seed)
      throws IOException {
    int most = Math.clamp(MOST_NUMBERS / now.dimension(), 1_000, MOST_ITEMS);
    var labelled = new Reservoir<Labelled>(most, new Random(seed));
    var any = new Reservoir<float[]>(BACKGROUND, new Random(seed + 1));
    now.forEach(
        where,
        (item, vector) -> {
          any.offer(vector);
          item.field(field)
              .map(FieldValue::display)
              .filter(label -> !label.isBlank())
              .ifPresent(label -> labelled.offer(new Labelled(vector, label)));
        });
    var background = new float[any.kept.size() * now.dimension()];
    for (int i = 0; i < any.kept.size(); i++) {
      System.arraycopy(any.kept.get(i), 0, background, i * now.dimension(), now.dimension());
    }
    return new LabelledVectors(
        labelled.kept.stream().map(Labelled::vector).toList(),
        labelled.kept.stream().map(Labelled::label).toList(),
        background);
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Labelled(float[] vector, String label) {}

  /// A random choice among many (Vitter, 1985).
  private static final class Reservoir<T> {

    private final int most;
    private final Random random;
    private final List<T> kept = new ArrayList<>();
    private long seen;

    Reservoir(int most, Random random) {
      this.most = most;
      this.random = random;
    }

    void offer(T each) {
      seen++;
      if (kept.size() < most) {
        kept.add(each);
        return;
      }
      long place = random.nextLong(seen);
      if (place < most) {
        kept.set((int) place, each);
      }
    }
  }
}
