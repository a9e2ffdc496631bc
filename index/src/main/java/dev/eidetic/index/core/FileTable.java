package dev.eidetic.index.core;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import dev.eidetic.index.CorruptFileException;
import dev.eidetic.index.FileCheck;
import dev.eidetic.index.core.SectionFile.Preamble;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/// The header of a file and its table of sections. Reads nothing before it knows that it is there,
/// and allocates nothing in sizes that the file claims.
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
  private final String magic;
  private final int textBytes;
  private final int sections;

  /// @param magic what the file must begin with
  FileTable(Path file, MemorySegment bytes, String magic) throws CorruptFileException {
    this.file = file;
    this.bytes = bytes;
    this.magic = magic;
    if (bytes.byteSize() < SectionFile.FIXED_BYTES) {
      throw corrupt(
          0,
          "the file has %d bytes; the shortest of this kind has more than %d",
          bytes.byteSize(),
          SectionFile.FIXED_BYTES);
    }
    byte[] first = bytes.asSlice(0, magic.length()).toArray(ValueLayout.JAVA_BYTE);
    if (!new String(first, StandardCharsets.ISO_8859_1).equals(magic)) {
      throw corrupt(0, "the file does not begin with %s; it is of another kind", magic);
    }
    int version = bytes.get(INT, 8);
    if (version != SectionFile.VERSION) {
      throw corrupt(
          8, "the format is version %d; this program reads %d", version, SectionFile.VERSION);
    }
    textBytes = within(16, "bytes of text", LONGEST_TEXT);
    sections = within(20, "sections", MOST_SECTIONS);
    long end = SectionFile.headerBytes(textBytes, sections);
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

  Preamble preamble() throws CorruptFileException {
    int dimension = within(24, "numbers per vector", GuardedIndex.MOST_NUMBERS);
    byte[] raw = bytes.asSlice(SectionFile.FIXED_BYTES, textBytes).toArray(ValueLayout.JAVA_BYTE);
    return new Preamble(magic, new String(raw, StandardCharsets.US_ASCII), dimension);
  }

  /// Where the sections are: one after the other, each at the next multiple of 64 bytes, with zeros
  /// between, the last one ending with the file.
  Map<String, Sections.Place> places(FileCheck check) throws CorruptFileException {
    var places = new LinkedHashMap<String, Sections.Place>();
    long at = SectionFile.FIXED_BYTES + (long) textBytes;
    long end = SectionFile.headerBytes(textBytes, sections);
    for (int i = 0; i < sections; i++, at += SectionFile.ENTRY_BYTES) {
      String name = name(at);
      long offset = bytes.get(LONG, at + NAME_BYTES);
      long length = bytes.get(LONG, at + NAME_BYTES + 8);
      if (offset != SectionFile.aligned(end)) {
        throw corrupt(
            at + NAME_BYTES,
            "section \"%s\" is at byte %d; it should be at %d",
            name,
            offset,
            SectionFile.aligned(end));
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
