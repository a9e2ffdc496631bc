package dev.eidetic.index.transform;

import dev.eidetic.index.BuildOptions;
import dev.eidetic.index.CorruptFileException;
import dev.eidetic.index.IndexSpec;
import dev.eidetic.index.Metric;
import dev.eidetic.index.VectorTransform;
import dev.eidetic.index.core.Kind;
import dev.eidetic.index.core.KindSearcher;
import dev.eidetic.index.core.Section;
import dev.eidetic.index.core.Sections;
import dev.eidetic.vectors.VectorSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Transforms vectors and queries before another index sees them. Scores are those of the
/// transformed vectors: exact for rotations, approximate where components are left out.
public final class TransformedKind implements Kind {

  private final VectorTransform transform;
  private final String section;
  private final Metric metric;
  private final int outputs;
  private final BuildOptions options;
  private final Kind base;
  private Optional<VectorMap> map;

  private TransformedKind(
      IndexSpec.Transformed spec,
      Metric metric,
      int dimension,
      BuildOptions options,
      Kind base,
      Optional<VectorMap> map) {
    this.transform = spec.transform();
    this.section = section(spec);
    this.metric = metric;
    this.outputs = Transforms.outputDimension(spec.transform(), dimension);
    this.options = options;
    this.base = base;
    this.map = map;
  }

  /// @param base empty, for vectors of [Transforms#outputDimension] and the metric
  ///   [Transforms#metric]
  public static TransformedKind empty(
      IndexSpec.Transformed spec, Metric metric, int dimension, BuildOptions options, Kind base) {
    var map = Transforms.untrained(spec.transform(), dimension, options);
    return new TransformedKind(spec, metric, dimension, options, base, map);
  }

  /// @param base opened from the same file
  /// @param capacity one more than the largest ordinal ever used
  /// @throws CorruptFileException if the section does not fit
  public static TransformedKind open(
      Sections sections,
      IndexSpec.Transformed spec,
      Metric metric,
      int dimension,
      BuildOptions options,
      int capacity,
      Kind base)
      throws CorruptFileException {
    var map = Transforms.open(spec.transform(), dimension, sections, section(spec));
    if (map.isEmpty() && capacity > 0) {
      throw sections.corrupt(section(spec), 0, "it is missing; the index holds items");
    }
    return new TransformedKind(spec, metric, dimension, options, base, map);
  }

  /// Transforms may follow each other; they are numbered from the innermost.
  private static String section(IndexSpec.Transformed spec) {
    int depth = 0;
    for (var inner = spec.base(); ; depth++) {
      switch (inner) {
        case IndexSpec.Transformed(VectorTransform _, IndexSpec base) -> inner = base;
        case IndexSpec.Refined(IndexSpec base, _) -> {
          inner = base;
          depth--;
        }
        case IndexSpec.Flat _, IndexSpec.Ivf _, IndexSpec.Hnsw _, IndexSpec.QuantizedGraph _ -> {
          return "transform." + depth;
        }
      }
    }
  }

  @Override
  public boolean isTrained() {
    return map.isPresent() && base.isTrained();
  }

  @Override
  public void train(VectorSource examples) {
    var learned =
        map.isPresent()
            ? map.orElseThrow()
            : Transforms.trained(transform, metric, examples, options);
    if (!base.isTrained()) {
      base.train(new MappedSource(examples, learned, outputs));
    }
    map = Optional.of(learned); // only now: a base that refuses must not leave half of it learned
  }

  private VectorSource mapped(VectorSource vectors) {
    return new MappedSource(vectors, map.orElseThrow(), outputs);
  }

  @Override
  public void requireFit(VectorSource vectors) {
    base.requireFit(mapped(vectors));
  }

  @Override
  public int[] add(VectorSource vectors) {
    return base.add(mapped(vectors));
  }

  @Override
  public void delete(int[] ordinals) {
    base.delete(ordinals);
  }

  @Override
  public KindSearcher searcher() {
    return new TransformingSearcher(this, base.searcher(), outputs);
  }

  VectorMap map() {
    return map.orElseThrow();
  }

  @Override
  public void read(int ordinal, float[] target) {
    var vector = new float[outputs];
    base.read(ordinal, vector);
    map.orElseThrow().restore(vector, target);
  }

  @Override
  public long memoryBytes() {
    return base.memoryBytes() + map.map(VectorMap::memoryBytes).orElse(0L);
  }

  @Override
  public List<Section> sections() {
    var sections = new ArrayList<Section>();
    map.ifPresent(known -> sections.addAll(known.sections(section)));
    sections.addAll(base.sections());
    return sections;
  }

  @Override
  public void close() {
    base.close();
  }
}
