package dev.eidetic.index.flat;

import dev.eidetic.index.CorruptFileException;
import dev.eidetic.index.Metric;
import dev.eidetic.index.core.Kind;
import dev.eidetic.index.core.KindSearcher;
import dev.eidetic.index.core.Section;
import dev.eidetic.index.core.Sections;
import dev.eidetic.index.core.Slots;
import dev.eidetic.index.core.VectorRows;
import dev.eidetic.vectors.VectorSource;
import java.util.BitSet;
import java.util.List;

/// Scans every vector: exact, the oracle in tests, and right for small collections.
public final class FlatKind implements Kind {

  private static final String ROWS = "flat.rows";

  private final Metric metric;
  private final VectorRows rows;
  private final Slots slots;

  private FlatKind(Metric metric, VectorRows rows, Slots slots) {
    this.metric = metric;
    this.rows = rows;
    this.slots = slots;
  }

  public static FlatKind empty(Metric metric, int dimension) {
    return new FlatKind(metric, VectorRows.empty(dimension), new Slots());
  }

  /// @param live which ordinals are in use
  /// @param capacity one more than the largest ordinal ever used
  /// @throws CorruptFileException if the sections do not fit
  public static FlatKind open(
      Sections sections, Metric metric, int dimension, BitSet live, int capacity)
      throws CorruptFileException {
    var rows = VectorRows.open(sections, ROWS, capacity, dimension);
    return new FlatKind(metric, rows, new Slots(live, capacity));
  }

  @Override
  public int[] add(VectorSource vectors) {
    var ordinals = new int[vectors.count()];
    var vector = new float[rows.dimension()];
    for (int i = 0; i < ordinals.length; i++) {
      ordinals[i] = slots.take();
      vectors.copy(i, 1, vector, 0);
      rows.put(ordinals[i], vector, 0);
    }
    return ordinals;
  }

  @Override
  public void delete(int[] ordinals) {
    for (int ordinal : ordinals) {
      slots.giveBack(ordinal);
    }
  }

  @Override
  public KindSearcher searcher() {
    var scorer = rows.scorer(metric);
    return (query, effort, filter, collector) -> {
      scorer.begin(query);
      for (int ordinal = 0; ordinal < slots.end(); ordinal++) {
        if (slots.isTaken(ordinal) && filter.accepts(ordinal)) {
          collector.collect(ordinal, scorer.score(ordinal));
        }
      }
    };
  }

  @Override
  public void read(int ordinal, float[] target) {
    rows.read(ordinal, target);
  }

  @Override
  public long memoryBytes() {
    return rows.memoryBytes();
  }

  @Override
  public List<Section> sections() {
    return List.of(rows.section(ROWS, slots.end()));
  }

  @Override
  public void close() {
    rows.close();
  }
}
