package dev.eidetic.index.flat;

import dev.eidetic.index.CorruptFileException;
import dev.eidetic.index.Metric;
import dev.eidetic.index.NumberFormat;
import dev.eidetic.index.core.Kind;
import dev.eidetic.index.core.KindSearcher;
import dev.eidetic.index.core.Section;
import dev.eidetic.index.core.Sections;
import dev.eidetic.index.core.Slots;
import dev.eidetic.index.core.VectorRows;
import dev.eidetic.vectors.VectorSource;
import java.util.BitSet;
import java.util.List;

/// Scans every vector. With 32-bit floats exact: the oracle in tests, and right for small
/// collections.
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

  public static FlatKind empty(Metric metric, int dimension, NumberFormat format) {
    return new FlatKind(metric, VectorRows.empty(format, dimension, metric), new Slots());
  }

  /// @param live which ordinals are in use
  /// @param capacity one more than the largest ordinal ever used
  /// @throws CorruptFileException if the sections do not fit
  public static FlatKind open(
      Sections sections,
      Metric metric,
      int dimension,
      NumberFormat format,
      BitSet live,
      int capacity)
      throws CorruptFileException {
    var rows = VectorRows.open(sections, ROWS, format, capacity, dimension);
    return new FlatKind(metric, rows, new Slots(live, capacity));
  }

  @Override
  public boolean isTrained() {
    return rows.isTrained();
  }

  @Override
  public void train(VectorSource examples) {
    rows.train(examples);
  }

  @Override
  public void requireFit(VectorSource vectors) {
    rows.requireFit(vectors);
  }

  @Override
  public int[] add(VectorSource vectors) {
    rows.reserve(slots.taken() + vectors.count());
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
    return new FlatSearcher(rows, slots, metric);
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
    return rows.sections(ROWS, slots.end());
  }

  @Override
  public void close() {
    rows.close();
  }
}
