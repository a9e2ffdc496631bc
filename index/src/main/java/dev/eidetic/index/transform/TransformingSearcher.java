package dev.eidetic.index.transform;

import dev.eidetic.index.SearchEffort;
import dev.eidetic.index.core.HitCollector;
import dev.eidetic.index.core.KindSearcher;
import dev.eidetic.index.core.OrdinalFilter;
import java.util.Optional;

/// Transforms the query.
final class TransformingSearcher implements KindSearcher {

  private final TransformedKind kind;
  private final KindSearcher base;
  private final float[] mapped;
  private Optional<VectorMap.Mapper> mapper = Optional.empty();

  /// @param dimension of transformed vectors
  TransformingSearcher(TransformedKind kind, KindSearcher base, int dimension) {
    this.kind = kind;
    this.base = base;
    this.mapped = new float[dimension];
  }

  @Override
  public void search(
      float[] query, SearchEffort effort, OrdinalFilter filter, HitCollector collector) {
    if (mapper.isEmpty()) {
      mapper = Optional.of(kind.map().mapper()); // not before: there may be something to learn
    }
    mapper.get().map(query, 0, mapped, 0);
    base.search(mapped, effort, filter, collector);
  }
}
