package dev.eidetic.index.hnsw;

import dev.eidetic.index.SearchEffort;
import dev.eidetic.index.core.HitCollector;
import dev.eidetic.index.core.KindSearcher;
import dev.eidetic.index.core.OrdinalFilter;

/// Searches a graph: by walking, or by scanning where that is cheaper or all that helps.
final class HnswSearcher implements KindSearcher {

  private final Graph graph;
  private final Vertices vertices;
  private final Walk walk;
  private final FilteredWalk filteredWalk;
  private final Scan scan;

  HnswSearcher(Graph graph, Vertices vertices) {
    this.graph = graph;
    this.vertices = vertices;
    this.walk = new Walk(graph);
    this.filteredWalk = new FilteredWalk(graph, vertices, walk);
    this.scan = new Scan(vertices);
  }

  @Override
  public void search(
      float[] query, SearchEffort effort, OrdinalFilter filter, HitCollector collector) {
    int live = vertices.live();
    if (live == 0) {
      return;
    }
    walk.begin(query);
    boolean isRange = collector.wanted() == Integer.MAX_VALUE;
    int beam = isRange ? effort.beam() : Math.max(effort.beam(), collector.wanted());
    boolean isPlain = filter.equals(OrdinalFilter.ALL);
    if (isPlain ? Effort.favoursScan(beam, live) : favoursScan(beam, filter)) {
      scan.search(walk.scorer(), filter, collector);
    } else if (isRange) {
      range(beam, filter, collector);
    } else if (isPlain) {
      plain(beam, collector);
    } else {
      filtered(beam, filter, collector);
    }
  }

  private boolean favoursScan(int beam, OrdinalFilter filter) {
    return Effort.favoursScan(beam, vertices.live(), filter.passing());
  }

  private void plain(int beam, HitCollector collector) {
    // The retired take places in the beam, about their share of it.
    long roomy = beam + (long) beam * vertices.retired() / vertices.live();
    walkFrom((int) Math.min(roomy, Integer.MAX_VALUE - 8));
    int found = 0;
    for (int i = 0; i < walk.beam().count(); i++) {
      found += vertices.isRetired(walk.beam().ordinal(i)) ? 0 : 1;
    }
    if (found < Math.min(collector.wanted(), vertices.live())) {
      scan.search(walk.scorer(), OrdinalFilter.ALL, collector);
      return;
    }
    for (int i = 0; i < walk.beam().count(); i++) {
      offer(walk.beam().ordinal(i), walk.beam().score(i), OrdinalFilter.ALL, collector);
    }
  }

  private void filtered(int beam, OrdinalFilter filter, HitCollector collector) {
    long steps = Effort.mostSteps(vertices.live(), filter.passing());
    if (!filteredWalk.search(filter, beam, steps)) {
      scan.search(walk.scorer(), filter, collector);
      return;
    }
    var found = filteredWalk.beam();
    for (int i = 0; i < found.count(); i++) {
      collector.collect(found.ordinal(i), found.score(i));
    }
  }

  private void range(int beam, OrdinalFilter filter, HitCollector collector) {
    int from = walk.descend(graph.entry(), 0);
    int most = Effort.widestWalk(vertices.live());
    if (!walk.searchAbove(collector.threshold(), from, beam, most, vertices.end())) {
      scan.search(walk.scorer(), filter, collector);
      return;
    }
    for (int i = 0; i < walk.beam().count(); i++) {
      offer(walk.beam().ordinal(i), walk.beam().score(i), filter, collector);
    }
  }

  private void walkFrom(int beam) {
    walk.search(walk.descend(graph.entry(), 0), 0, beam, vertices.end());
  }

  private void offer(int ordinal, float score, OrdinalFilter filter, HitCollector collector) {
    if (!vertices.isRetired(ordinal)
        && score > collector.threshold()
        && (filter.equals(OrdinalFilter.ALL) || filter.accepts(ordinal))) {
      collector.collect(ordinal, score);
    }
  }
}
