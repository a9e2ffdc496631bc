package dev.eidetic.index.ivf;

import dev.eidetic.index.SearchEffort;
import dev.eidetic.index.core.HitCollector;
import dev.eidetic.index.core.KindSearcher;
import dev.eidetic.index.core.OrdinalFilter;
import java.util.Optional;

/// Searches an index that may not be trained when the searcher is made, but is when it is used.
final class IvfSearcher implements KindSearcher {

  private final IvfKind kind;
  private Optional<ListScan> scan = Optional.empty();

  IvfSearcher(IvfKind kind) {
    this.kind = kind;
  }

  @Override
  public void search(
      float[] query, SearchEffort effort, OrdinalFilter filter, HitCollector collector) {
    if (scan.isEmpty()) {
      scan = Optional.of(new ListScan(kind.lists()));
    }
    scan.get().search(query, effort.probes(), filter, kind.size(), collector);
  }
}
