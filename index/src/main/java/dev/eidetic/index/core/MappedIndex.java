package dev.eidetic.index.core;

import dev.eidetic.index.IndexSpec;
import dev.eidetic.index.Metric;
import dev.eidetic.index.Searcher;
import dev.eidetic.index.VectorIndex;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

/// An index that stays in its file and is searched there. It cannot be changed.
public final class MappedIndex implements VectorIndex {

  private final GuardedIndex index;
  private final IndexFileReader file;

  /// @param index of a kind that reads the file's memory
  /// @param file closed with this index
  public MappedIndex(GuardedIndex index, IndexFileReader file) {
    this.index = index;
    this.file = file;
  }

  GuardedIndex index() {
    return index;
  }

  @Override
  public IndexSpec spec() {
    return index.spec();
  }

  @Override
  public Metric metric() {
    return index.metric();
  }

  @Override
  public int dimension() {
    return index.dimension();
  }

  @Override
  public int size() {
    return index.size();
  }

  @Override
  public boolean contains(long id) {
    return index.contains(id);
  }

  @Override
  public long[] ids() {
    return index.ids();
  }

  @Override
  public Searcher searcher() {
    return index.searcher();
  }

  @Override
  public float[] vector(long id) {
    return index.vector(id);
  }

  @Override
  public long memoryBytes() {
    return index.memoryBytes();
  }

  @Override
  public void save(Path file) throws IOException {
    index.save(file);
  }

  @Override
  public void write(WritableByteChannel target) throws IOException {
    index.write(target);
  }

  @Override
  public void close() {
    index.close();
    file.close();
  }
}
