package dev.eidetic.index.refine;

import dev.eidetic.index.CorruptFileException;
import dev.eidetic.index.IndexSpec;
import dev.eidetic.index.Metric;
import dev.eidetic.index.core.Kind;
import dev.eidetic.index.core.KindSearcher;
import dev.eidetic.index.core.Section;
import dev.eidetic.index.core.Sections;
import dev.eidetic.index.core.VectorRows;
import dev.eidetic.vectors.VectorSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Keeps, beside another index, rows of numbers by which that index's candidates are ranked.
public final class RefinedKind implements Kind {

  private static final String ROWS = "refine.rows";

  private static final int COPIED_AT_ONCE = 256;

  private final Metric metric;
  private final Kind base;
  private final VectorRows rows;
  private final String section;

  /// One more than the largest ordinal ever used.
  private int capacity;

  private RefinedKind(Metric metric, Kind base, VectorRows rows, String section, int capacity) {
    this.metric = metric;
    this.base = base;
    this.rows = rows;
    this.section = section;
    this.capacity = capacity;
  }

  /// @param base empty
  public static RefinedKind empty(IndexSpec.Refined spec, Metric metric, int dimension, Kind base) {
    var rows = VectorRows.empty(spec.format(), dimension, metric);
    return new RefinedKind(metric, base, rows, section(spec), 0);
  }

  /// @param base opened from the same file
  /// @param capacity one more than the largest ordinal ever used
  /// @throws CorruptFileException if the rows do not fit
  public static RefinedKind open(
      Sections sections,
      IndexSpec.Refined spec,
      Metric metric,
      int dimension,
      int capacity,
      Kind base)
      throws CorruptFileException {
    var section = section(spec);
    var rows = VectorRows.open(sections, section, spec.format(), capacity, dimension);
    return new RefinedKind(metric, base, rows, section, capacity);
  }

  /// Indexes may be refined more than once; each refinement keeps a section of its own.
  private static String section(IndexSpec.Refined spec) {
    int within = refinements(spec.base());
    return within == 0 ? ROWS : ROWS + "-" + within;
  }

  private static int refinements(IndexSpec spec) {
    return switch (spec) {
      case IndexSpec.Refined refined -> 1 + refinements(refined.base());
      case IndexSpec.Transformed transformed -> refinements(transformed.base());
      case IndexSpec.Flat _, IndexSpec.Ivf _, IndexSpec.Hnsw _, IndexSpec.QuantizedGraph _ -> 0;
    };
  }

  @Override
  public boolean isTrained() {
    return base.isTrained() && rows.isTrained();
  }

  @Override
  public void train(VectorSource examples) {
    // The rows last: they cannot fail for too few examples, and nothing must be half learned.
    if (!base.isTrained()) {
      base.train(examples);
    }
    rows.train(examples);
  }

  @Override
  public void requireFit(VectorSource vectors) {
    rows.requireFit(vectors);
    base.requireFit(vectors);
  }

  @Override
  public int[] add(VectorSource vectors) {
    int[] ordinals = base.add(vectors);
    rows.reserve(Arrays.stream(ordinals).max().orElse(-1) + 1);
    int dimension = rows.dimension();
    var copied = new float[COPIED_AT_ONCE * dimension];
    for (int first = 0; first < ordinals.length; first += COPIED_AT_ONCE) {
      int part = Math.min(COPIED_AT_ONCE, ordinals.length - first);
      vectors.copy(first, part, copied, 0);
      for (int i = 0; i < part; i++) {
        rows.put(ordinals[first + i], copied, i * dimension);
        capacity = Math.max(capacity, ordinals[first + i] + 1);
      }
    }
    return ordinals;
  }

  @Override
  public void delete(int[] ordinals) {
    base.delete(ordinals);
  }

  @Override
  public KindSearcher searcher() {
    return new RefiningSearcher(base.searcher(), rows, metric);
  }

  @Override
  public void read(int ordinal, float[] target) {
    rows.read(ordinal, target);
  }

  @Override
  public long memoryBytes() {
    return base.memoryBytes() + rows.memoryBytes();
  }

  @Override
  public List<Section> sections() {
    var sections = new ArrayList<>(base.sections());
    sections.addAll(rows.sections(section, capacity));
    return sections;
  }

  @Override
  public void close() {
    base.close();
    rows.close();
  }
}
