package dev.eidetic.encode.image;

import java.util.HashMap;
import java.util.Map;

/// The entries of a TIFF file's first directory.
///
/// Where a tag occurs twice, the first occurrence counts, as in libtiff.
///
/// @param bytes the file
/// @param bigEndian byte order of numbers
/// @param isBig true for BigTIFF with its 64-bit offsets
/// @param entries byte offset of each entry by tag
record TiffDirectory(
    FileBytes bytes, boolean bigEndian, boolean isBig, Map<Integer, Long> entries) {

  /// More strips than this are not looked at one by one; no picture within limits has them.
  private static final long MAX_STRIPS = 1 << 20;

  static TiffDirectory read(FileBytes bytes) throws ImageRefusedException {
    boolean bigEndian = bytes.matches(0, "MM");
    boolean isBig = bytes.shortAt(2, bigEndian) == 43;
    long start = isBig ? bytes.longAt(8, bigEndian) : bytes.intAt(4, bigEndian);
    if (!bytes.has(start, 2)) {
      throw bytes.endsEarly(); // the directory is usually the last thing in the file
    }
    long count = isBig ? bytes.longAt(start, bigEndian) : bytes.shortAt(start, bigEndian);
    if (count < 1 || count > 0xffff) {
      throw bytes.corrupt("its directory has %d entries".formatted(count));
    }
    var entries = new HashMap<Integer, Long>();
    for (long i = 0; i < count; i++) {
      long entry = isBig ? start + 8 + 20 * i : start + 2 + 12 * i;
      entries.putIfAbsent(bytes.shortAt(entry, bigEndian), entry);
    }
    return new TiffDirectory(bytes, bigEndian, isBig, entries);
  }

  /// The first number of an entry.
  ///
  /// @param absent the answer where the tag is missing
  long number(int tag, long absent) throws ImageRefusedException {
    return entries.containsKey(tag) && count(tag) > 0 ? element(tag, 0) : absent;
  }

  /// Byte offset of a value that lies in the entry itself, or 0.
  long valueAt(int tag) throws ImageRefusedException {
    return entries.containsKey(tag) && count(tag) == 1 ? valueStart(tag) : 0;
  }

  /// The end of the last of some stretches of bytes.
  ///
  /// @return 0 where a tag is missing; `Long.MAX_VALUE` where the list itself lies behind the end
  long end(int offsetsTag, int lengthsTag) throws ImageRefusedException {
    if (!entries.containsKey(offsetsTag) || !entries.containsKey(lengthsTag)) {
      return 0;
    }
    long count = Math.min(count(offsetsTag), count(lengthsTag));
    if (count > MAX_STRIPS) {
      throw bytes.corrupt("its picture comes in %d pieces".formatted(count));
    }
    long end = 0;
    for (long i = 0; i < count; i++) {
      long pieceEnd = element(offsetsTag, i) + element(lengthsTag, i);
      end = Math.max(end, pieceEnd < 0 ? Long.MAX_VALUE : pieceEnd);
    }
    return end;
  }

  private long entry(int tag) {
    Long entry = entries.get(tag);
    if (entry == null) {
      throw new AssertionError("tag " + tag + " was not looked for first");
    }
    return entry;
  }

  private long count(int tag) throws ImageRefusedException {
    return isBig ? bytes.longAt(entry(tag) + 4, bigEndian) : bytes.intAt(entry(tag) + 4, bigEndian);
  }

  private long element(int tag, long i) throws ImageRefusedException {
    int type = bytes.shortAt(entry(tag) + 2, bigEndian);
    long at = valueStart(tag) + i * elementBytes(type);
    return switch (elementBytes(type)) {
      case 1 -> bytes.unsignedByte(at);
      case 2 -> bytes.shortAt(at, bigEndian);
      case 4 -> bytes.intAt(at, bigEndian);
      default -> bytes.longAt(at, bigEndian);
    };
  }

  /// Values lie in the entry where they fit, else where it points to.
  private long valueStart(int tag) throws ImageRefusedException {
    long entry = entry(tag);
    long valueField = isBig ? entry + 12 : entry + 8;
    int room = isBig ? 8 : 4;
    int elementBytes = elementBytes(bytes.shortAt(entry + 2, bigEndian));
    if (count(tag) <= room / elementBytes) {
      return valueField;
    }
    return isBig ? bytes.longAt(valueField, bigEndian) : bytes.intAt(valueField, bigEndian);
  }

  /// @param type BYTE 1, SHORT 3, LONG 4, LONG8 16 and their kin
  private static int elementBytes(int type) {
    return switch (type) {
      case 1, 2, 6, 7 -> 1;
      case 3, 8 -> 2;
      case 5, 10, 12, 16, 17, 18 -> 8;
      default -> 4;
    };
  }
}
