package dev.eidetic.index.tune;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.index.BuildOptions;
import dev.eidetic.index.Hits;
import dev.eidetic.index.IndexSpec;
import dev.eidetic.index.Indexes;
import dev.eidetic.index.Metric;
import dev.eidetic.index.MutableIndex;
import dev.eidetic.index.SearchEffort;
import dev.eidetic.index.SearchRequest;
import dev.eidetic.index.Searcher;
import dev.eidetic.index.VectorCode;
import dev.eidetic.index.VectorIndex;
import dev.eidetic.vectors.VectorSource;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongUnaryOperator;

/// A stand-in for approximate kinds whose recall is known: it looks at that share of the items
/// which the effort says, and a nanosecond passes for each.
final class TruncatedIndex implements MutableIndex {

  private final IndexSpec spec;
  private final MutableIndex exact;
  private final AtomicLong clock;

  TruncatedIndex(IndexSpec spec, Metric metric, int dimension, AtomicLong clock) {
    require(
        !(spec instanceof IndexSpec.Flat(VectorCode.Product _)), "the fake has no product codes");
    this.spec = spec;
    this.clock = clock;
    var flat = new IndexSpec.Flat(VectorCode.FLOAT32);
    this.exact = Indexes.create(flat, metric, dimension, BuildOptions.DEFAULT);
  }

  private double seen(SearchEffort effort) {
    return switch (spec) {
      case IndexSpec.Flat(var code) -> code.equals(VectorCode.FLOAT32) ? 1 : 0.75;
      case IndexSpec.Ivf(int lists, _, _, _) -> Math.min(1, (double) effort.probes() / lists);
      case IndexSpec.Hnsw _ -> Math.min(1, effort.beam() / 256.0);
      case IndexSpec.QuantizedGraph _, IndexSpec.Transformed _, IndexSpec.Refined _ ->
          throw new IllegalStateException("not faked: " + spec);
    };
  }

  @Override
  public Searcher searcher() {
    var searcher = exact.searcher();
    return new Searcher() {
      @Override
      public Hits search(float[] query, SearchRequest request) {
        int visible = (int) Math.round(seen(request.effort()) * 1000);
        clock.addAndGet((long) visible * size() / 1000);
        // A mixed id, so that each share is spread over all items.
        return searcher.search(
            query, request.with(id -> ((id * 0x9E3779B97F4A7C15L) >>> 33) % 1000 < visible));
      }

      @Override
      public Hits range(float[] query, float minimumScore, SearchRequest request) {
        return searcher.range(query, minimumScore, request);
      }
    };
  }

  @Override
  public IndexSpec spec() {
    return spec;
  }

  @Override
  public Metric metric() {
    return exact.metric();
  }

  @Override
  public int dimension() {
    return exact.dimension();
  }

  @Override
  public int size() {
    return exact.size();
  }

  @Override
  public boolean contains(long id) {
    return exact.contains(id);
  }

  @Override
  public long[] ids() {
    return exact.ids();
  }

  @Override
  public float[] vector(long id) {
    return exact.vector(id);
  }

  @Override
  public long memoryBytes() {
    return 4L * size() * dimension();
  }

  @Override
  public void save(Path file) {
    throw new IllegalStateException("a fake is not saved");
  }

  @Override
  public void write(WritableByteChannel target) {
    throw new IllegalStateException("a fake is not saved");
  }

  @Override
  public void renumber(LongUnaryOperator newId) {
    throw new IllegalStateException("a fake keeps its ids");
  }

  @Override
  public boolean isTrained() {
    return true;
  }

  @Override
  public void train(VectorSource examples) {}

  @Override
  public void add(long[] ids, VectorSource vectors) {
    exact.add(ids, vectors);
  }

  @Override
  public int delete(long... ids) {
    return exact.delete(ids);
  }

  @Override
  public void merge(VectorIndex other) {
    exact.merge(other);
  }

  @Override
  public void close() {
    exact.close();
  }
}
