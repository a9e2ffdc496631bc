package dev.eidetic.benchmarks.comparison;

import dev.eidetic.engine.bench.index.EffortText;
import dev.eidetic.index.BuildOptions;
import dev.eidetic.index.IndexSpec;
import dev.eidetic.index.Indexes;
import dev.eidetic.index.MutableIndex;
import dev.eidetic.index.SearchRequest;
import dev.eidetic.index.Searcher;

/// Ours. Index: a spec. Search: `beam=64` or `probes=16,refine=4`.
final class EideticContestant implements Contestant {

  private final ComparisonData data;
  private final MutableIndex index;

  EideticContestant(String spec, ComparisonData data) {
    this.data = data;
    this.index =
        Indexes.create(
            IndexSpec.parse(spec),
            data.metric(),
            data.base().dimension(),
            BuildOptions.DEFAULT.withThreads(data.buildThreads()));
  }

  @Override
  public Built build() {
    var stopwatch = new BuildStopwatch();
    index.add(0, data.base());
    return stopwatch.built(index.memoryBytes());
  }

  @Override
  public Pass search(int count, String settings) throws java.io.IOException {
    var request = SearchRequest.top(count).with(EffortText.parse(settings));
    Searcher searcher = index.searcher();
    return Passes.of(data.queries(), query -> searcher.search(query, request).ids());
  }

  @Override
  public void close() {
    index.close();
  }
}
