package dev.eidetic.evaluate.pickle;

import com.google.errorprone.annotations.FormatMethod;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A cursor over a pickle's bytes that never leaves them.
final class PickleInput {

  private final byte[] bytes;
  private final ByteBuffer littleEndian;
  private int position;
  private int instructionAt;
  private String instruction = "the start";

  PickleInput(byte[] bytes) {
    this.bytes = bytes;
    this.littleEndian = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /// The next instruction, which later complaints name.
  Opcode nextOpcode() throws PickleException {
    instructionAt = position;
    instruction = "the next instruction";
    int code = readByte();
    var opcode = Opcode.of(code);
    if (opcode.isEmpty()) {
      throw refuse("0x%02x is no instruction: is the file a pickle, and whole?", code);
    }
    instruction = opcode.get().name();
    return opcode.get();
  }

  int readByte() throws PickleException {
    require(1);
    return bytes[position++] & 0xff;
  }

  int readUnsignedShort() throws PickleException {
    require(2);
    position += 2;
    return Short.toUnsignedInt(littleEndian.getShort(position - 2));
  }

  int readInt() throws PickleException {
    require(4);
    position += 4;
    return littleEndian.getInt(position - 4);
  }

  long readLong() throws PickleException {
    require(8);
    position += 8;
    return littleEndian.getLong(position - 8);
  }

  /// A big-endian IEEE 754 number.
  double readDouble() throws PickleException {
    return Double.longBitsToDouble(Long.reverseBytes(readLong()));
  }

  /// A length of four bytes that the rest of the file can hold.
  int readLength() throws PickleException {
    return checkedLength(Integer.toUnsignedLong(readInt()));
  }

  /// A length of eight bytes that the rest of the file can hold.
  int readLongLength() throws PickleException {
    return checkedLength(readLong());
  }

  private int checkedLength(long length) throws PickleException {
    if (length < 0 || length > bytes.length - position) {
      throw refuse(
          "it claims %s bytes; %d follow: truncated?",
          Long.toUnsignedString(length), bytes.length - position);
    }
    return (int) length;
  }

  byte[] readBytes(int length) throws PickleException {
    require(length);
    position += length;
    return Arrays.copyOfRange(bytes, position - length, position);
  }

  String readUtf8(int length) throws PickleException {
    require(length);
    position += length;
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes, position - length, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw refuse("its %d bytes of text are not UTF-8", length);
    }
  }

  String readLatin1(int length) throws PickleException {
    require(length);
    position += length;
    return new String(bytes, position - length, length, StandardCharsets.ISO_8859_1);
  }

  /// The text up to the next line feed, without it.
  ///
  /// @param most characters allowed
  String readLine(int most) throws PickleException {
    int end = position;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    if (end == bytes.length) {
      throw refuse("its line does not end: truncated?");
    }
    if (end - position > most) {
      throw refuse("its line has %d characters; at most %d are read", end - position, most);
    }
    String line = readLatin1(end - position);
    position++;
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  private void require(int count) throws PickleException {
    if (count > bytes.length - position) {
      throw refuse("%d bytes are needed; %d follow: truncated?", count, bytes.length - position);
    }
  }

  /// A complaint about the current instruction.
  @FormatMethod
  PickleException refuse(String message, Object... values) {
    return new PickleException(instructionAt, instruction, message, values);
  }
}
