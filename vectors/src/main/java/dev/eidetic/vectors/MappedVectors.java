package dev.eidetic.vectors;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Vectors in a file, mapped rather than read: they take no heap. Any number of threads may read
/// until it is closed; the file must not change meanwhile.
public final class MappedVectors implements VectorSource, AutoCloseable {

  private final Arena arena;
  private final StoredSource vectors;

  private MappedVectors(Arena arena, StoredSource vectors) {
    this.arena = arena;
    this.vectors = vectors;
  }

  /// How a format lays vectors out in a mapped file.
  interface Layout {
    /// @param arena for memory that is released with the vectors
    StoredSource of(MemorySegment bytes, Arena arena) throws IOException;
  }

  /// Opens a NumPy array of two axes in C order.
  ///
  /// @throws IOException if the file is not that, or shorter than its header promises
  public static MappedVectors openNpy(Path file) throws IOException {
    return open(file, (bytes, _) -> NumpyLayout.read(file, bytes));
  }

  /// Opens a file as TEXMEX has them: before each vector its dimension, as a 32-bit number.
  ///
  /// @throws IOException if the file is not that, or a vector's dimension differs
  public static MappedVectors openFvecs(Path file) throws IOException {
    return open(file, (bytes, _) -> TexmexLayout.read(file, bytes, StoredNumbers.FLOAT32));
  }

  @SuppressWarnings("MustBeClosedChecker") // the arena is closed by close(), or here on failure
  static MappedVectors open(Path file, Layout layout) throws IOException {
    var arena = Arena.ofShared();
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      var bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      return new MappedVectors(arena, layout.of(bytes, arena));
    } catch (IOException | RuntimeException | Error e) {
      arena.close();
      throw e;
    }
  }

  @Override
  public int count() {
    return vectors.count();
  }

  @Override
  public int dimension() {
    return vectors.dimension();
  }

  @Override
  public void copy(int first, int count, float[] target, int offset) {
    vectors.copy(first, count, target, offset);
  }

  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }
}
