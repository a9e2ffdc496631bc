package dev.eidetic.index;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

/// Vectors that can be searched for the most similar ones. Any number of threads may search, each
/// with a [Searcher] of its own.
public interface VectorIndex extends AutoCloseable {

  IndexSpec spec();

  Metric metric();

  /// Numbers per vector, 1 to 4096.
  int dimension();

  /// How many items it holds.
  int size();

  boolean contains(long id);

  /// The ids of all items, in no order; a copy.
  long[] ids();

  /// A searcher for one thread.
  Searcher searcher();

  /// One search with a searcher made for it; those who search often keep a [Searcher].
  default Hits search(float[] query, SearchRequest request) {
    return searcher().search(query, request);
  }

  /// The stored vector, as exactly as the index keeps it: codes give an approximation. With
  /// [Metric#COSINE] it has length 1.
  ///
  /// @throws IllegalArgumentException if there is no such item
  float[] vector(long id);

  /// Bytes that the index takes, in memory or in its mapped file.
  long memoryBytes();

  /// Writes the index to a file (docs/file-formats.md). The file appears under its name when it is
  /// whole; a failed write leaves what was there before.
  void save(Path file) throws IOException;

  /// Writes the bytes that such a file has, for those who keep them in a place of their own.
  ///
  /// @param target receives them from first to last; stays open
  void write(WritableByteChannel target) throws IOException;

  /// Releases memory and mapped files, after the last search. Harmless when repeated.
  @Override
  void close();
}
