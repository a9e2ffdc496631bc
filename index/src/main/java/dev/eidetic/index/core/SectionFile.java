package dev.eidetic.index.core;

import dev.eidetic.index.CorruptFileException;
import dev.eidetic.index.FileCheck;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;

/// Files of named sections behind a header, all under checksums. docs/file-formats.md describes
/// every byte.
public final class SectionFile {

  static final int VERSION = 1;

  /// Magic, version, CRC-32C of all that follows up to the first section, bytes of the text, number
  /// of sections, dimension, nothing.
  static final int FIXED_BYTES = 8 + 6 * 4;

  /// Name (16), offset (8), length (8), CRC-32C (4), nothing (4).
  static final int ENTRY_BYTES = 40;

  static final int ALIGNMENT = 64;

  private static final int COPIED_AT_ONCE = 1 << 20;

  private SectionFile() {}

  /// What stands before the sections.
  ///
  /// @param magic what the file begins with: eight ASCII characters
  /// @param text ASCII, 1 to 1024 characters
  /// @param dimension of the vectors that it is about, 1 to 4096
  public record Preamble(String magic, String text, int dimension) {}

  /// What a file holds.
  public record Content(Preamble preamble, Sections sections) {}

  /// Opens a file and checks it as far as it can be without knowing what it is about.
  ///
  /// @param magic that it must begin with
  /// @param arena that the file stays mapped in; it must be left alone as long
  /// @throws CorruptFileException if the file is truncated, changed or of another kind
  public static Content open(Path file, String magic, FileCheck check, Arena arena)
      throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      var bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      var table = new FileTable(file, bytes, magic);
      return new Content(table.preamble(), new Sections(file, table.places(check), true));
    }
  }

  /// Writes a file aside and moves it into place.
  public static void write(Path file, Preamble preamble, List<Section> sections)
      throws IOException {
    var target = file.toAbsolutePath();
    var folder = target.resolveSibling("");
    var part = target.resolveSibling(".%s.%s.part".formatted(target.getFileName(), randomName()));
    try {
      try (var channel =
          FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        write(channel, preamble, sections);
        channel.force(true);
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
    forceFolder(folder);
  }

  private static String randomName() {
    return Long.toHexString(new SplittableRandom().nextLong());
  }

  /// Without this, a crash of the machine could take the new name away again. Not all systems can
  /// open folders; those that cannot need not.
  private static void forceFolder(Path folder) throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static void requireDistinctNames(List<Section> sections) {
    long names = sections.stream().map(Section::name).distinct().count();
    if (names < sections.size()) {
      throw new IllegalStateException(
          "sections %s do not all differ; the file could not be read again"
              .formatted(sections.stream().map(Section::name).toList()));
    }
  }

  static long headerBytes(int textBytes, int sections) {
    return FIXED_BYTES + textBytes + (long) ENTRY_BYTES * sections;
  }

  static long aligned(long offset) {
    return (offset + ALIGNMENT - 1) & -ALIGNMENT;
  }

  /// Writes the bytes of a file from first to last. Reads the sections twice, because checksums
  /// come before what they are of.
  static void write(WritableByteChannel channel, Preamble preamble, List<Section> sections)
      throws IOException {
    requireDistinctNames(sections);
    var table = table(preamble, sections);
    long at = table.limit();
    writeFully(channel, table);
    for (var section : sections) {
      long start = aligned(at);
      writeFully(channel, ByteBuffer.allocate((int) (start - at)));
      eachPiece(section, piece -> writeFully(channel, piece));
      at = start + section.byteSize();
    }
  }

  private static ByteBuffer table(Preamble preamble, List<Section> sections) throws IOException {
    byte[] text = preamble.text().getBytes(StandardCharsets.US_ASCII);
    var table =
        ByteBuffer.allocate(Math.toIntExact(headerBytes(text.length, sections.size())))
            .order(ByteOrder.LITTLE_ENDIAN);
    table.position(16);
    table.putInt(text.length).putInt(sections.size()).putInt(preamble.dimension()).putInt(0);
    table.put(text);
    long offset = table.capacity();
    for (var section : sections) {
      var name = new byte[16];
      byte[] letters = section.name().getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(letters, 0, name, 0, letters.length);
      var checksum = new CRC32C();
      eachPiece(section, checksum::update);
      offset = aligned(offset);
      table.put(name).putLong(offset).putLong(section.byteSize());
      table.putInt((int) checksum.getValue()).putInt(0);
      offset += section.byteSize();
    }
    var checksum = new CRC32C();
    checksum.update(table.array(), 16, table.capacity() - 16);
    table.position(0);
    table
        .put(preamble.magic().getBytes(StandardCharsets.US_ASCII))
        .putInt(VERSION)
        .putInt((int) checksum.getValue());
    return table.position(0).limit(table.capacity());
  }

  private interface Piece {
    void take(ByteBuffer bytes) throws IOException;
  }

  private static void eachPiece(Section section, Piece piece) throws IOException {
    var buffer = ByteBuffer.allocateDirect(COPIED_AT_ONCE);
    var target = MemorySegment.ofBuffer(buffer);
    for (var part : section.parts()) {
      for (long from = 0; from < part.byteSize(); from += COPIED_AT_ONCE) {
        int length = (int) Math.min(COPIED_AT_ONCE, part.byteSize() - from);
        // As bytes, whatever numbers the memory was made of.
        MemorySegment.copy(
            part, ValueLayout.JAVA_BYTE, from, target, ValueLayout.JAVA_BYTE, 0, length);
        piece.take(buffer.clear().limit(length));
      }
    }
  }

  private static void writeFully(WritableByteChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
