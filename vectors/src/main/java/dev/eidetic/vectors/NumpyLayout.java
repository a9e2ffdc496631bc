package dev.eidetic.vectors;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Arrays as NumPy saves them: a header in Python's words, then the numbers.
final class NumpyLayout {

  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final int LONGEST_HEADER = 1 << 16;

  private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(\\w+)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9, ]*)\\)");
  private static final Pattern TWO_SIZES =
      Pattern.compile(" *([0-9]{1,10}) *, *([0-9]{1,10}) *,? *");

  private NumpyLayout() {}

  static boolean isNumpy(MemorySegment bytes) {
    return bytes.byteSize() >= 4 && bytes.get(INT, 0) == 0x4D554E93; // \x93NUM
  }

  /// @param file named in errors, perhaps with the array within it
  static StoredSource read(Path file, MemorySegment bytes) throws IOException {
    if (bytes.byteSize() < 12 || !isNumpy(bytes)) {
      throw new IOException("%s does not begin like a NumPy array".formatted(file));
    }
    boolean isOld = bytes.get(ValueLayout.JAVA_BYTE, 6) == 1;
    long headerStart = isOld ? 10 : 12;
    long headerBytes = isOld ? Short.toUnsignedInt(bytes.get(SHORT, 8)) : bytes.get(INT, 8);
    if (headerBytes < 0
        || headerBytes > LONGEST_HEADER
        || headerStart + headerBytes > bytes.byteSize()) {
      throw new IOException(
          "%s is %d bytes; its header claims %d of them: truncated?"
              .formatted(file, bytes.byteSize(), headerBytes));
    }
    byte[] raw = bytes.asSlice(headerStart, headerBytes).toArray(ValueLayout.JAVA_BYTE);
    var header = new String(raw, StandardCharsets.ISO_8859_1);
    String type = field(file, TYPE, header);
    String shape = field(file, SHAPE, header);
    Matcher sizes = TWO_SIZES.matcher(shape);
    var numbers =
        Arrays.stream(StoredNumbers.values()).filter(n -> n.numpyName.equals(type)).findFirst();
    if (numbers.isEmpty() || !field(file, ORDER, header).equals("False") || !sizes.matches()) {
      throw new IOException(
          "%s holds %s of shape (%s); needed are %s in C order, of shape (count, dimension)"
              .formatted(
                  file,
                  type,
                  shape,
                  Arrays.stream(StoredNumbers.values()).map(n -> n.numpyName).toList()));
    }
    long count = Long.parseLong(sizes.group(1));
    long dimension = Long.parseLong(sizes.group(2));
    return StoredSource.checked(
        file,
        bytes,
        headerStart + headerBytes,
        count,
        dimension,
        numbers.get().bytes * dimension,
        numbers.get());
  }

  private static String field(Path file, Pattern pattern, String header) throws IOException {
    var found = pattern.matcher(header);
    if (!found.find()) {
      throw new IOException(
          "%s: the NumPy header lacks what %s matches".formatted(file, pattern.pattern()));
    }
    return found.group(1);
  }
}
