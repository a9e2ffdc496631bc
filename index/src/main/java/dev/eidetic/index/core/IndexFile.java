package dev.eidetic.index.core;

import java.io.IOException;
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
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;

/// Writes index files; [IndexFileReader] reads them. docs/file-formats.md describes every byte.
final class IndexFile {

  /// `EIDINDEX` in ASCII, as it lies in the file.
  static final byte[] MAGIC = "EIDINDEX".getBytes(StandardCharsets.US_ASCII);

  static final int VERSION = 1;

  /// Magic, version, CRC-32C of all that follows up to the first section, bytes of the text, number
  /// of sections, dimension, nothing.
  static final int FIXED_BYTES = 8 + 6 * 4;

  /// Name (16), offset (8), length (8), CRC-32C (4), nothing (4).
  static final int ENTRY_BYTES = 40;

  static final int ALIGNMENT = 64;

  private static final int COPIED_AT_ONCE = 1 << 20;

  private IndexFile() {}

  static void write(Path file, IndexHeader header, Items items, List<Section> kind)
      throws IOException {
    var target = file.toAbsolutePath();
    var folder = target.resolveSibling("");
    var part = target.resolveSibling(".%s.%s.part".formatted(target.getFileName(), randomName()));
    try {
      try (var channel =
          FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        write(channel, header, items, kind);
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
  static void write(
      WritableByteChannel channel, IndexHeader header, Items items, List<Section> kind)
      throws IOException {
    var sections = new ArrayList<Section>();
    sections.addAll(items.sections());
    sections.addAll(kind);
    requireDistinctNames(sections);
    var table = table(header, sections);
    long at = table.limit();
    writeFully(channel, table);
    for (var section : sections) {
      long start = aligned(at);
      writeFully(channel, ByteBuffer.allocate((int) (start - at)));
      eachPiece(section, piece -> writeFully(channel, piece));
      at = start + section.byteSize();
    }
  }

  private static ByteBuffer table(IndexHeader header, List<Section> sections) throws IOException {
    byte[] text = (header.metric() + "\n" + header.spec()).getBytes(StandardCharsets.US_ASCII);
    var table =
        ByteBuffer.allocate(Math.toIntExact(headerBytes(text.length, sections.size())))
            .order(ByteOrder.LITTLE_ENDIAN);
    table.position(16);
    table.putInt(text.length).putInt(sections.size()).putInt(header.dimension()).putInt(0);
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
    table.put(MAGIC).putInt(VERSION).putInt((int) checksum.getValue());
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
