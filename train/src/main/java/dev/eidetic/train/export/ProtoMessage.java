package dev.eidetic.train.export;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// A message of protocol buffers, written field by field:
/// <https://protobuf.dev/programming-guides/encoding/>.
final class ProtoMessage {

  private static final int VARINT = 0;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED_32 = 5;

  private final ByteArrayOutputStream content = new ByteArrayOutputStream();

  ProtoMessage number(int field, long value) {
    varint((long) field << 3 | VARINT);
    varint(value);
    return this;
  }

  ProtoMessage real(int field, float value) {
    varint((long) field << 3 | FIXED_32);
    content.writeBytes(
        ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(value).array());
    return this;
  }

  ProtoMessage text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  ProtoMessage message(int field, ProtoMessage value) {
    return bytes(field, value.bytes());
  }

  ProtoMessage bytes(int field, byte[] value) {
    varint((long) field << 3 | LENGTH_DELIMITED);
    varint(value.length);
    content.writeBytes(value);
    return this;
  }

  byte[] bytes() {
    return content.toByteArray();
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      content.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    content.write((int) rest);
  }
}
