package dev.eidetic.vectors;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Archives of arrays as NumPy saves them, which are ZIP files. Entries that are merely stored are
/// left in the mapped file; compressed ones are unpacked into native memory.
///
/// Reads the central directory itself: the JDK does not say where entries lie. Source: APPNOTE.TXT
/// 6.3.10, sections 4.3 and 4.5.3.
final class NumpyArchive {

  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final int LOCAL = 0x04034b50;
  private static final int CENTRAL = 0x02014b50;
  private static final int END = 0x06054b50;
  private static final int WIDE_END = 0x06064b50;
  private static final int WIDE_LOCATOR = 0x07064b50;

  private static final int LONGEST_COMMENT = 1 << 16;
  private static final int MOST_ENTRIES = 10_000;
  private static final int AT_ONCE = 1 << 16;

  private final Path file;
  private final MemorySegment bytes;

  private record Entry(String name, int method, int sum, long packed, long size, long offset) {}

  NumpyArchive(Path file, MemorySegment bytes) {
    this.file = file;
    this.bytes = bytes;
  }

  static boolean isArchive(MemorySegment bytes) {
    return bytes.byteSize() >= 4 && bytes.get(INT, 0) == LOCAL;
  }

  /// The bytes of the only array.
  ///
  /// @param arena for what must be unpacked
  /// @param mostBytes that may be unpacked
  MemorySegment only(Arena arena, long mostBytes) throws IOException {
    var entries = entries();
    if (entries.size() != 1) {
      throw corrupt(
          "it holds %d arrays, %s; name one"
              .formatted(entries.size(), entries.stream().map(Entry::name).toList()));
    }
    return content(entries.getFirst(), arena, mostBytes);
  }

  /// The bytes of an array.
  ///
  /// @param name with or without `.npy`
  MemorySegment named(String name, Arena arena, long mostBytes) throws IOException {
    var entries = entries();
    for (var entry : entries) {
      if (entry.name.equals(name) || entry.name.equals(name + ".npy")) {
        return content(entry, arena, mostBytes);
      }
    }
    throw corrupt(
        "it has no array \"%s\", but %s"
            .formatted(name, entries.stream().map(Entry::name).toList()));
  }

  private List<Entry> entries() throws IOException {
    long end = endRecord();
    long count = Short.toUnsignedLong(bytes.get(SHORT, end + 10));
    long at = Integer.toUnsignedLong(bytes.get(INT, end + 16));
    if (end >= 20 && bytes.get(INT, end - 20) == WIDE_LOCATOR) {
      long wide = bytes.get(LONG, end - 20 + 8);
      requireInside(wide, 56);
      if (bytes.get(INT, wide) != WIDE_END) {
        throw corrupt("its 64-bit directory is not where it should be");
      }
      count = bytes.get(LONG, wide + 32);
      at = bytes.get(LONG, wide + 48);
    }
    if (count < 0 || count > MOST_ENTRIES) {
      throw corrupt("it claims %d entries; at most %d".formatted(count, MOST_ENTRIES));
    }
    var entries = new ArrayList<Entry>();
    for (long i = 0; i < count; i++) {
      requireInside(at, 46);
      if (bytes.get(INT, at) != CENTRAL) {
        throw corrupt("its directory breaks off at byte %d".formatted(at));
      }
      int nameBytes = Short.toUnsignedInt(bytes.get(SHORT, at + 28));
      int extraBytes = Short.toUnsignedInt(bytes.get(SHORT, at + 30));
      int commentBytes = Short.toUnsignedInt(bytes.get(SHORT, at + 32));
      requireInside(at, 46L + nameBytes + extraBytes + commentBytes);
      entries.add(entry(at, nameBytes, extraBytes));
      at += 46L + nameBytes + extraBytes + commentBytes;
    }
    return entries;
  }

  private long endRecord() throws IOException {
    long first = Math.max(0, bytes.byteSize() - 22 - LONGEST_COMMENT);
    for (long at = bytes.byteSize() - 22; at >= first; at--) {
      if (bytes.get(INT, at) == END) {
        return at;
      }
    }
    throw corrupt("it has no directory: truncated?");
  }

  private Entry entry(long at, int nameBytes, int extraBytes) throws IOException {
    if ((bytes.get(SHORT, at + 8) & 1) != 0) {
      throw corrupt("its entries are encrypted");
    }
    byte[] name = bytes.asSlice(at + 46, nameBytes).toArray(ValueLayout.JAVA_BYTE);
    long size = Integer.toUnsignedLong(bytes.get(INT, at + 24));
    long packed = Integer.toUnsignedLong(bytes.get(INT, at + 20));
    long offset = Integer.toUnsignedLong(bytes.get(INT, at + 42));
    long extra = at + 46 + nameBytes;
    long extraEnd = extra + extraBytes;
    while (extra + 4 <= extraEnd) {
      int length = Short.toUnsignedInt(bytes.get(SHORT, extra + 2));
      if (bytes.get(SHORT, extra) == 1) {
        // 64-bit numbers for just those fields that are all ones, in this order.
        long field = extra + 4;
        long fieldsEnd = Math.min(extraEnd, field + length);
        long[] numbers = {size, packed, offset};
        for (int i = 0; i < 3; i++) {
          if (numbers[i] == 0xffff_ffffL && field + 8 <= fieldsEnd) {
            numbers[i] = bytes.get(LONG, field);
            field += 8;
          }
        }
        size = numbers[0];
        packed = numbers[1];
        offset = numbers[2];
      }
      extra += 4 + length;
    }
    return new Entry(
        new String(name, StandardCharsets.UTF_8),
        bytes.get(SHORT, at + 10),
        bytes.get(INT, at + 16),
        packed,
        size,
        offset);
  }

  private MemorySegment content(Entry entry, Arena arena, long mostBytes) throws IOException {
    requireInside(entry.offset, 30);
    if (bytes.get(INT, entry.offset) != LOCAL) {
      throw corrupt("entry \"%s\" is not where the directory says".formatted(entry.name));
    }
    long start =
        entry.offset
            + 30
            + Short.toUnsignedInt(bytes.get(SHORT, entry.offset + 26))
            + Short.toUnsignedInt(bytes.get(SHORT, entry.offset + 28));
    requireInside(start, entry.packed);
    var packed = bytes.asSlice(start, entry.packed);
    return switch (entry.method) {
      case 0 -> {
        if (entry.size != entry.packed) {
          throw corrupt("stored entry \"%s\" has two sizes".formatted(entry.name));
        }
        yield packed;
      }
      case 8 -> {
        if (entry.size < 0 || entry.size > mostBytes) {
          throw corrupt(
              "entry \"%s\" unpacks to %d bytes; at most %d are unpacked, save it uncompressed"
                  .formatted(entry.name, entry.size, mostBytes));
        }
        yield unpacked(entry, packed, arena);
      }
      default ->
          throw corrupt(
              "entry \"%s\" is compressed by method %d; known are 0 and 8"
                  .formatted(entry.name, entry.method));
    };
  }

  /// Never holds more than the entry's size, which the caller limited; a packed byte gives at most
  /// 1032, so that a small file cannot claim a large one.
  private MemorySegment unpacked(Entry entry, MemorySegment packed, Arena arena)
      throws IOException {
    if (entry.size / 1032 > entry.packed) {
      throw corrupt("entry \"%s\" claims more than it can hold".formatted(entry.name));
    }
    var content = arena.allocate(Math.max(1, entry.size), 64).asSlice(0, entry.size);
    var sum = new CRC32();
    var inflater = new Inflater(true);
    try {
      var buffer = new byte[AT_ONCE];
      long read = 0;
      long written = 0;
      while (!inflater.finished()) {
        if (inflater.needsInput()) {
          int length = (int) Math.min(AT_ONCE, packed.byteSize() - read);
          if (length == 0) {
            throw corrupt("entry \"%s\" ends too early".formatted(entry.name));
          }
          inflater.setInput(packed.asSlice(read, length).toArray(ValueLayout.JAVA_BYTE));
          read += length;
        }
        int length = inflater.inflate(buffer);
        if (inflater.needsDictionary() || length > entry.size - written) {
          throw corrupt("entry \"%s\" does not unpack to its size".formatted(entry.name));
        }
        sum.update(buffer, 0, length);
        MemorySegment.copy(buffer, 0, content, ValueLayout.JAVA_BYTE, written, length);
        written += length;
      }
      if (written != entry.size || (int) sum.getValue() != entry.sum) {
        throw corrupt("entry \"%s\" does not match its checksum".formatted(entry.name));
      }
      return content;
    } catch (DataFormatException e) {
      throw new IOException("%s: entry \"%s\" is damaged".formatted(file, entry.name), e);
    } finally {
      inflater.end();
    }
  }

  private void requireInside(long at, long length) throws IOException {
    if (at < 0 || length < 0 || at > bytes.byteSize() || length > bytes.byteSize() - at) {
      throw corrupt(
          "%d bytes at byte %d lie outside its %d: truncated?"
              .formatted(length, at, bytes.byteSize()));
    }
  }

  private IOException corrupt(String what) {
    return new IOException("%s: %s".formatted(file, what));
  }
}
