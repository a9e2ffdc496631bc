package dev.eidetic.index.core;

import dev.eidetic.index.CorruptFileException;
import dev.eidetic.index.FileCheck;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;

/// An index file, mapped and checked: from here on kinds open themselves. It trusts nothing that
/// the file says before it is checked.
public final class IndexFileReader implements AutoCloseable {

  private final Runnable release;
  private final IndexHeader header;
  private final Sections sections;
  private final Items items;

  private IndexFileReader(Runnable release, IndexHeader header, Sections sections, Items items) {
    this.release = release;
    this.header = header;
    this.sections = sections;
    this.items = items;
  }

  /// @param isMapped whether the index is to stay in the file, which must then be left alone, or is
  ///   copied into memory, so that this reader can be closed
  /// @throws CorruptFileException if the file is truncated, changed or no index file
  @SuppressWarnings("MustBeClosedChecker") // the arena is closed by close(), or here on failure
  public static IndexFileReader open(Path file, FileCheck check, boolean isMapped)
      throws IOException {
    var arena = Arena.ofShared();
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      var bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      return open(file, bytes, check, isMapped, () -> closeOnce(arena));
    } catch (IOException | RuntimeException | Error e) {
      arena.close();
      throw e;
    }
  }

  private static void closeOnce(Arena arena) {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }

  /// Opens a file that somebody else has mapped.
  ///
  /// @param file named in errors
  /// @param bytes the file's, aligned to 64 bytes; left alone for as long as the reader is open
  public static IndexFileReader open(
      Path file, MemorySegment bytes, FileCheck check, boolean isMapped)
      throws CorruptFileException {
    return open(file, bytes, check, isMapped, () -> {});
  }

  private static IndexFileReader open(
      Path file, MemorySegment bytes, FileCheck check, boolean isMapped, Runnable release)
      throws CorruptFileException {
    var table = new FileTable(file, bytes, IndexFile.MAGIC);
    var header = IndexFile.header(file, table.preamble());
    var sections = new Sections(file, table.places(check), isMapped);
    return new IndexFileReader(release, header, sections, Items.open(sections));
  }

  public IndexHeader header() {
    return header;
  }

  public Sections sections() {
    return sections;
  }

  /// Which ordinals are in use; a copy.
  public BitSet live() {
    return items.live();
  }

  /// One more than the largest ordinal ever used.
  public int capacity() {
    return items.capacity();
  }

  /// The index, once its kind is open.
  public GuardedIndex index(Kind kind) {
    return new GuardedIndex(header.spec(), header.metric(), header.dimension(), kind, items);
  }

  /// Releases what was copied so far, for when a kind could not be opened, and the file.
  public void abandon() {
    sections.releaseCopies();
    close();
  }

  /// Unmaps the file. Harmless when repeated.
  @Override
  public void close() {
    release.run();
  }
}
