package dev.eidetic.evaluate.file;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A file mapped for reading: it costs address space, not heap. Any number of threads may read
/// until it is closed.
public final class MappedBytes implements AutoCloseable {

  private final Path file;
  private final Arena arena;
  private final MemorySegment bytes;

  private MappedBytes(Path file, Arena arena, MemorySegment bytes) {
    this.file = file;
    this.arena = arena;
    this.bytes = bytes;
  }

  /// @throws IOException if the file cannot be read
  @SuppressWarnings("MustBeClosedChecker") // the result owns the arena
  public static MappedBytes open(Path file) throws IOException {
    var arena = Arena.ofShared();
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      var bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      return new MappedBytes(file, arena, bytes);
    } catch (IOException | RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  public Path file() {
    return file;
  }

  public long size() {
    return bytes.byteSize();
  }

  /// All bytes; valid until [#close].
  public MemorySegment bytes() {
    return bytes;
  }

  /// Ends the mapping; harmless when repeated.
  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }
}
