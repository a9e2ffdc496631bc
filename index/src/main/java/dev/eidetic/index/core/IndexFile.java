package dev.eidetic.index.core;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
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
    var sections = new ArrayList<Section>();
    sections.addAll(items.sections());
    sections.addAll(kind);
    requireDistinctNames(sections);
    var target = file.toAbsolutePath();
    var folder = target.resolveSibling("");
    var part = target.resolveSibling(".%s.%s.part".formatted(target.getFileName(), randomName()));
    try {
      try (var channel =
          FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        writeTo(channel, header, sections);
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

  private static void writeTo(FileChannel channel, IndexHeader header, List<Section> sections)
      throws IOException {
    byte[] text = (header.metric() + "\n" + header.spec()).getBytes(StandardCharsets.US_ASCII);
    var table =
        ByteBuffer.allocate(Math.toIntExact(headerBytes(text.length, sections.size())))
            .order(ByteOrder.LITTLE_ENDIAN);
    table.position(FIXED_BYTES);
    table.put(text);
    long offset = aligned(table.capacity());
    long end = offset;
    for (var section : sections) {
      var name = new byte[16];
      byte[] letters = section.name().getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(letters, 0, name, 0, letters.length);
      int checksum = copy(section, channel, offset);
      table.put(name).putLong(offset).putLong(section.byteSize()).putInt(checksum).putInt(0);
      end = offset + section.byteSize();
      offset = aligned(end);
    }
    extend(channel, end);
    table.position(16);
    table.putInt(text.length).putInt(sections.size()).putInt(header.dimension()).putInt(0);
    var checksum = new CRC32C();
    checksum.update(table.array(), 16, table.capacity() - 16);
    table.position(0);
    table.put(MAGIC).putInt(VERSION).putInt((int) checksum.getValue());
    table.position(0);
    writeFully(channel, table, 0);
  }

  /// An empty section at the end begins where nothing was written yet.
  private static void extend(FileChannel channel, long end) throws IOException {
    if (channel.size() < end) {
      writeFully(channel, ByteBuffer.allocate(1), end - 1);
    }
  }

  private static int copy(Section section, FileChannel channel, long offset) throws IOException {
    var checksum = new CRC32C();
    var buffer = ByteBuffer.allocateDirect(COPIED_AT_ONCE);
    var target = MemorySegment.ofBuffer(buffer);
    long at = offset;
    for (var part : section.parts()) {
      for (long from = 0; from < part.byteSize(); from += COPIED_AT_ONCE) {
        int length = (int) Math.min(COPIED_AT_ONCE, part.byteSize() - from);
        // As bytes, whatever numbers the memory was made of.
        MemorySegment.copy(
            part, ValueLayout.JAVA_BYTE, from, target, ValueLayout.JAVA_BYTE, 0, length);
        checksum.update(buffer.clear().limit(length));
        writeFully(channel, buffer.clear().limit(length), at);
        at += length;
      }
    }
    return (int) checksum.getValue();
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes, long offset)
      throws IOException {
    long at = offset;
    while (bytes.hasRemaining()) {
      at += channel.write(bytes, at);
    }
  }
}
