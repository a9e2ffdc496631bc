package dev.eidetic.index.core;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.index.IndexSpec;
import dev.eidetic.index.Metric;
import dev.eidetic.index.MutableIndex;
import dev.eidetic.index.Searcher;
import dev.eidetic.index.VectorIndex;
import dev.eidetic.vectors.VectorSource;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;

/// Gives a kind ids, checks what goes in, and keeps writers from searchers.
public final class GuardedIndex implements MutableIndex {

  static final int MOST_NUMBERS = 4096;

  private final IndexSpec spec;
  private final Metric metric;
  private final int dimension;
  private final Kind kind;
  private final Items items;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();

  /// @param kind empty
  public GuardedIndex(IndexSpec spec, Metric metric, int dimension, Kind kind) {
    this(spec, metric, dimension, kind, new Items());
  }

  GuardedIndex(IndexSpec spec, Metric metric, int dimension, Kind kind, Items items) {
    requireDimension(dimension);
    this.spec = spec;
    this.metric = metric;
    this.dimension = dimension;
    this.kind = kind;
    this.items = items;
  }

  /// @throws IllegalArgumentException unless it is 1 to 4096
  public static void requireDimension(int dimension) {
    require(
        1 <= dimension && dimension <= MOST_NUMBERS,
        "dimension is %d; it must be 1 to %d",
        dimension,
        MOST_NUMBERS);
  }

  @Override
  public IndexSpec spec() {
    return spec;
  }

  @Override
  public Metric metric() {
    return metric;
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public int size() {
    return locked(lock.readLock(), items::size);
  }

  @Override
  public boolean contains(long id) {
    return locked(lock.readLock(), () -> items.ordinal(id) >= 0);
  }

  @Override
  public long[] ids() {
    return locked(lock.readLock(), items::liveIds);
  }

  @Override
  public Searcher searcher() {
    return new ItemSearcher(lock.readLock(), items, metric, dimension, kind.searcher());
  }

  @Override
  public float[] vector(long id) {
    return locked(
        lock.readLock(),
        () -> {
          int ordinal = items.ordinal(id);
          require(ordinal >= 0, "item %d is not in the index (%d items)", id, items.size());
          var vector = new float[dimension];
          kind.read(ordinal, vector);
          return vector;
        });
  }

  @Override
  public boolean isTrained() {
    return locked(lock.readLock(), kind::isTrained);
  }

  @Override
  public void train(VectorSource examples) {
    var prepared = PreparedVectors.of(examples, metric, dimension);
    locked(
        lock.writeLock(),
        () -> {
          if (items.size() > 0) {
            throw new IllegalStateException(
                "the index holds %d items; it can be trained only while it is empty"
                    .formatted(items.size()));
          }
          if (!kind.isTrained()) {
            kind.train(prepared);
          }
          return true;
        });
  }

  @Override
  public void add(long[] ids, VectorSource vectors) {
    require(
        ids.length == vectors.count(),
        "there are %d ids for %d vectors; they must be as many",
        ids.length,
        vectors.count());
    var prepared = PreparedVectors.of(vectors, metric, dimension);
    locked(
        lock.writeLock(),
        () -> {
          addLocked(ids, prepared);
          return true;
        });
  }

  private void addLocked(long[] ids, VectorSource prepared) {
    if (ids.length == 0) {
      return;
    }
    items.requireRoom(ids.length);
    requireNew(ids);
    if (!kind.isTrained()) {
      kind.train(prepared);
    }
    kind.requireFit(prepared);
    try {
      int[] ordinals = kind.add(prepared);
      for (int i = 0; i < ids.length; i++) {
        items.put(ordinals[i], ids[i]);
      }
    } catch (RuntimeException | Error e) {
      items.spoil(e);
      throw e;
    }
  }

  private void requireNew(long[] ids) {
    boolean ascends = true;
    for (int i = 0; i < ids.length; i++) {
      require(
          items.size() == 0 || items.ordinal(ids[i]) < 0,
          "item %d is already in the index",
          ids[i]);
      ascends &= i == 0 || ids[i] > ids[i - 1];
    }
    if (!ascends) {
      var seen = HashSet.<Long>newHashSet(ids.length);
      for (long id : ids) {
        require(seen.add(id), "id %d is given twice; ids must differ", id);
      }
    }
  }

  @Override
  public int delete(long... ids) {
    return locked(
        lock.writeLock(),
        () -> {
          int[] ordinals = presentOrdinals(ids);
          if (ordinals.length > 0) {
            deleteLocked(ordinals);
          }
          return ordinals.length;
        });
  }

  /// Ascending and each once. Nothing is boxed: a merge may take out millions.
  private int[] presentOrdinals(long[] ids) {
    var ordinals = new int[ids.length];
    int present = 0;
    for (long id : ids) {
      int ordinal = items.ordinal(id);
      if (ordinal >= 0) {
        ordinals[present++] = ordinal;
      }
    }
    Arrays.sort(ordinals, 0, present);
    int distinct = 0;
    for (int i = 0; i < present; i++) {
      if (distinct == 0 || ordinals[i] != ordinals[distinct - 1]) {
        ordinals[distinct++] = ordinals[i];
      }
    }
    return Arrays.copyOf(ordinals, distinct);
  }

  private void deleteLocked(int[] ordinals) {
    try {
      kind.delete(ordinals);
      for (int ordinal : ordinals) {
        items.remove(ordinal);
      }
    } catch (RuntimeException | Error e) {
      items.spoil(e);
      throw e;
    }
  }

  @Override
  public void merge(VectorIndex other) {
    require(other != this, "an index cannot be merged with itself");
    require(
        other.metric() == metric && other.dimension() == dimension,
        "the other index has %s and %d numbers, this one %s and %d; they must agree",
        other.metric(),
        other.dimension(),
        metric,
        dimension);
    switch (other) {
      case GuardedIndex guarded -> mergeLocked(guarded);
      case MappedIndex mapped -> mergeLocked(mapped.index());
      default -> {
        long[] ids = other.ids();
        add(ids, new StoredVectors(other, ids));
      }
    }
  }

  /// Holds both locks, so that the other index cannot change meanwhile, and reads its kind
  /// directly: a thread of the kind that asked for the other lock could wait for a writer that
  /// waits for us.
  private void mergeLocked(GuardedIndex other) {
    lockWith(other.lock.readLock());
    try {
      items.requireWhole();
      other.items.requireWhole();
      int[] ordinals =
          IntStream.range(0, other.items.capacity()).filter(other.items::isLive).toArray();
      var vectors = new KindVectors(other.kind, ordinals, dimension);
      addLocked(other.items.liveIds(), PreparedVectors.of(vectors, metric, dimension));
    } finally {
      other.lock.readLock().unlock();
      lock.writeLock().unlock();
    }
  }

  /// Takes the write lock and another one, waiting only while it holds neither.
  @SuppressWarnings("LockNotBeforeTry") // the caller has the try
  private void lockWith(Lock other) {
    while (true) {
      lock.writeLock().lock();
      if (other.tryLock()) {
        return;
      }
      lock.writeLock().unlock();
      other.lock();
      if (lock.writeLock().tryLock()) {
        return;
      }
      other.unlock();
    }
  }

  @Override
  public long memoryBytes() {
    return locked(lock.readLock(), () -> kind.memoryBytes() + items.memoryBytes());
  }

  @Override
  public void save(Path file) throws IOException {
    lock.readLock().lock();
    try {
      items.requireWhole();
      IndexFile.write(file, new IndexHeader(spec, metric, dimension), items, kind.sections());
    } finally {
      lock.readLock().unlock();
    }
  }

  @Override
  public void write(WritableByteChannel target) throws IOException {
    lock.readLock().lock();
    try {
      items.requireWhole();
      IndexFile.write(target, new IndexHeader(spec, metric, dimension), items, kind.sections());
    } finally {
      lock.readLock().unlock();
    }
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      items.close();
      kind.close();
    } finally {
      lock.writeLock().unlock();
    }
  }

  @Override
  public void renumber(LongUnaryOperator newId) {
    locked(
        lock.writeLock(),
        () -> {
          requireDistinct(Arrays.stream(items.liveIds()).map(newId).toArray());
          items.renumber(newId);
          return true;
        });
  }

  private static void requireDistinct(long[] ids) {
    Arrays.sort(ids);
    for (int i = 1; i < ids.length; i++) {
      require(ids[i] > ids[i - 1], "id %d is given twice; ids must differ", ids[i]);
    }
  }

  private interface Work<T> {
    T done();
  }

  private <T> T locked(Lock lock, Work<T> work) {
    lock.lock();
    try {
      items.requireWhole();
      return work.done();
    } finally {
      lock.unlock();
    }
  }
}
