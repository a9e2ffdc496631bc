package dev.eidetic.index.core;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import dev.eidetic.index.CorruptFileException;
import dev.eidetic.index.FileCheck;
import dev.eidetic.index.IndexSpec;
import dev.eidetic.index.Metric;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/// The header of an index file and its table of sections. Reads nothing before it knows that it is
/// there, and allocates nothing in sizes that the file claims.
final class FileTable {

  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final int LONGEST_TEXT = 1024;
  private static final int MOST_SECTIONS = 1024;
  private static final int NAME_BYTES = 16;
  private static final long SUMMED_AT_ONCE = 1L << 30;

  private final Path file;
  private final MemorySegment bytes;
  private final int textBytes;
  private final int sections;

  FileTable(Path file, MemorySegment bytes) throws CorruptFileException {
    this.file = file;
    this.bytes = bytes;
    if (bytes.byteSize() < IndexFile.FIXED_BYTES) {
      throw corrupt(
          0,
          "the file has %d bytes; the shortest index file has more than %d",
          bytes.byteSize(),
          IndexFile.FIXED_BYTES);
    }
    if (bytes.asSlice(0, IndexFile.MAGIC.length).mismatch(MemorySegment.ofArray(IndexFile.MAGIC))
        >= 0) {
      throw corrupt(0, "the file does not begin with EIDINDEX; it is no index");
    }
    int version = bytes.get(INT, 8);
    if (version != IndexFile.VERSION) {
      throw corrupt(
          8, "the format is version %d; this program reads %d", version, IndexFile.VERSION);
    }
    textBytes = within(16, "bytes of text", LONGEST_TEXT);
    sections = within(20, "sections", MOST_SECTIONS);
    long end = IndexFile.headerBytes(textBytes, sections);
    if (end > bytes.byteSize()) {
      throw corrupt(
          16, "the header has %d bytes, the file only %d: truncated?", end, bytes.byteSize());
    }
    if (checksum(bytes.asSlice(16, end - 16)) != bytes.get(INT, 12)) {
      throw corrupt(12, "the checksum of the header differs: the file was changed");
    }
    if (bytes.get(INT, 28) != 0) {
      throw corrupt(28, "unused bytes are not zero");
    }
  }

  private int within(int offset, String what, int most) throws CorruptFileException {
    int value = bytes.get(INT, offset);
    if (value < 1 || value > most) {
      throw corrupt(offset, "there are %d %s; there must be 1 to %d", value, what, most);
    }
    return value;
  }

  IndexHeader header() throws CorruptFileException {
    int dimension = within(24, "numbers per vector", GuardedIndex.MOST_NUMBERS);
    byte[] raw = bytes.asSlice(IndexFile.FIXED_BYTES, textBytes).toArray(ValueLayout.JAVA_BYTE);
    String[] lines = new String(raw, StandardCharsets.US_ASCII).split("\n", -1);
    if (lines.length != 2) {
      throw corrupt(IndexFile.FIXED_BYTES, "the text has %d lines; it should have 2", lines.length);
    }
    try {
      return new IndexHeader(IndexSpec.parse(lines[1]), Metric.valueOf(lines[0]), dimension);
    } catch (IllegalArgumentException e) {
      throw corrupt(
          IndexFile.FIXED_BYTES,
          "no such kind of index: %s",
          String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }

  /// Where the sections are: one after the other, each at the next multiple of 64 bytes, with zeros
  /// between, the last one ending with the file.
  Map<String, Sections.Place> places(FileCheck check) throws CorruptFileException {
    var places = new LinkedHashMap<String, Sections.Place>();
    long at = IndexFile.FIXED_BYTES + (long) textBytes;
    long end = IndexFile.headerBytes(textBytes, sections);
    for (int i = 0; i < sections; i++, at += IndexFile.ENTRY_BYTES) {
      String name = name(at);
      long offset = bytes.get(LONG, at + NAME_BYTES);
      long length = bytes.get(LONG, at + NAME_BYTES + 8);
      if (offset != IndexFile.aligned(end)) {
        throw corrupt(
            at + NAME_BYTES,
            "section \"%s\" is at byte %d; it should be at %d",
            name,
            offset,
            IndexFile.aligned(end));
      }
      if (length < 0 || offset > bytes.byteSize() || length > bytes.byteSize() - offset) {
        throw corrupt(
            at + NAME_BYTES + 8,
            "section \"%s\" has %d bytes from byte %d on, the file has %d: truncated?",
            name,
            length,
            offset,
            bytes.byteSize());
      }
      requireZeros(end, offset);
      var place = new Sections.Place(offset, bytes.asSlice(offset, length));
      if (check == FileCheck.EVERYTHING) {
        requireSum(name, place, bytes.get(INT, at + NAME_BYTES + 16));
      }
      if (bytes.get(INT, at + NAME_BYTES + 20) != 0) {
        throw corrupt(at + NAME_BYTES + 20, "unused bytes are not zero");
      }
      if (places.put(name, place) != null) {
        throw corrupt(at, "there are two sections \"%s\"", name);
      }
      end = offset + length;
    }
    if (end != bytes.byteSize()) {
      throw corrupt(end, "the file has %d bytes; it should end here", bytes.byteSize());
    }
    return places;
  }

  private String name(long at) throws CorruptFileException {
    byte[] raw = bytes.asSlice(at, NAME_BYTES).toArray(ValueLayout.JAVA_BYTE);
    int length = NAME_BYTES;
    while (length > 0 && raw[length - 1] == 0) {
      length--;
    }
    var name = new String(raw, 0, length, StandardCharsets.ISO_8859_1);
    if (!Section.isName(name)) {
      throw corrupt(at, "a section's name has other characters than a-z, 0-9, . and -");
    }
    return name;
  }

  private void requireZeros(long from, long to) throws CorruptFileException {
    for (long i = from; i < to; i++) {
      if (bytes.get(ValueLayout.JAVA_BYTE, i) != 0) {
        throw corrupt(i, "bytes between sections are not zero");
      }
    }
  }

  private void requireSum(String name, Sections.Place place, int expected)
      throws CorruptFileException {
    if (checksum(place.bytes()) != expected) {
      throw new CorruptFileException(
          file,
          name,
          place.offset(),
          "the checksum of its %d bytes differs: the file was changed",
          place.bytes().byteSize());
    }
  }

  private static int checksum(MemorySegment bytes) {
    var sum = new CRC32C();
    for (long from = 0; from < bytes.byteSize(); from += SUMMED_AT_ONCE) {
      long length = Math.min(SUMMED_AT_ONCE, bytes.byteSize() - from);
      sum.update(bytes.asSlice(from, length).asByteBuffer());
    }
    return (int) sum.getValue();
  }

  @FormatMethod
  private CorruptFileException corrupt(
      long offset, @FormatString String message, Object... values) {
    return new CorruptFileException(file, "header", offset, message, values);
  }
}
