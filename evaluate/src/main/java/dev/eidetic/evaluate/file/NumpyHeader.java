package dev.eidetic.evaluate.file;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// The head of a `.npy` file, versions 1 to 3: the kind of number, the shape and the order of the
/// axes. Only arrays of numbers with one or two axes are read.
///
/// Source: <https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html>.
///
/// @param type of each number
/// @param columnsFirst whether the numbers of a column lie side by side (Fortran's order)
/// @param rows length of the first axis
/// @param columns length of the second axis; 1 if there is only one
/// @param axes 1 or 2
/// @param dataOffset where the numbers begin, in bytes
public record NumpyHeader(
    NumberType type, boolean columnsFirst, long rows, long columns, int axes, long dataOffset) {

  private static final int MAX_HEADER_BYTES = 64 << 10;
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /// @throws MalformedFileException if the head is not one, describes something else than numbers,
  ///   or promises another size than the file has
  public static NumpyHeader read(Path file, MemorySegment bytes) throws MalformedFileException {
    if (bytes.byteSize() < 10
        || bytes.asSlice(0, MAGIC.length).mismatch(MemorySegment.ofArray(MAGIC)) != -1) {
      throw new MalformedFileException(
          file, "it does not begin as a .npy file does; write it with numpy.save");
    }
    int version = bytes.get(ValueLayout.JAVA_BYTE, 6);
    if (version < 1 || version > 3) {
      throw new MalformedFileException(
          file, ".npy version is %d; versions 1 to 3 are read", version);
    }
    int start = version == 1 ? 10 : 12;
    if (bytes.byteSize() < start) {
      throw new MalformedFileException(file, "it ends within its header: truncated?");
    }
    long length =
        version == 1
            ? Short.toUnsignedLong(bytes.get(SHORT, 8))
            : Integer.toUnsignedLong(bytes.get(INT, 8));
    if (length > MAX_HEADER_BYTES || length > bytes.byteSize() - start) {
      throw new MalformedFileException(
          file,
          "its header claims %d bytes; the file has %d and at most %d are read: truncated?",
          length,
          bytes.byteSize() - start,
          MAX_HEADER_BYTES);
    }
    var text =
        new String(
            bytes.asSlice(start, length).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
    return new NumpyHeaderText(file, text).parse(start + length).checked(file, bytes.byteSize());
  }

  private NumpyHeader checked(Path file, long fileBytes) throws MalformedFileException {
    long available = fileBytes - dataOffset;
    boolean empty = rows == 0 || columns == 0;
    boolean tooMany = !empty && rows > available / type.bytes() / columns;
    if (tooMany || rows * columns * type.bytes() != available) {
      throw new MalformedFileException(
          file,
          "its header promises %d x %d numbers of %d bytes; %d bytes follow it: truncated?",
          rows,
          columns,
          type.bytes(),
          available);
    }
    return this;
  }

  /// Where a number lies, in bytes from the start of the file.
  public long offsetOf(long row, long column) {
    long ordinal = columnsFirst ? column * rows + row : row * columns + column;
    return dataOffset + ordinal * type.bytes();
  }
}
