package dev.eidetic.encode.whitening;

import dev.eidetic.vectors.AffineProjection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;

/// Reads and writes `whitening.bin`: the last linear step of an encoder.
///
/// Little-endian: 8 bytes `EIDWHITE`, version (int, 1), numbers in (int), numbers out (int), then
/// the mean (floats, numbers in), the projection (floats, one row of numbers in per number out),
/// and the CRC-32C of all bytes before (int).
public final class Whitening {

  private static final byte[] MAGIC = "EIDWHITE".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 1;
  private static final int HEADER_BYTES = 20;
  private static final int MAX_INPUT = 65_536;
  private static final int MAX_BYTES = 512 << 20;

  private Whitening() {}

  public static void write(Path file, AffineProjection projection) throws IOException {
    Files.write(file, bytes(projection));
  }

  static byte[] bytes(AffineProjection projection) {
    int in = projection.inputDimension();
    int out = projection.outputDimension();
    var buffer =
        ByteBuffer.allocate(Math.toIntExact(expectedBytes(in, out))).order(ByteOrder.LITTLE_ENDIAN);
    buffer.put(MAGIC).putInt(VERSION).putInt(in).putInt(out);
    for (float number : projection.mean()) {
      buffer.putFloat(number);
    }
    for (float[] row : projection.rows()) {
      for (float number : row) {
        buffer.putFloat(number);
      }
    }
    buffer.putInt(checksum(buffer.array(), buffer.position()));
    return buffer.array();
  }

  /// @throws IOException if the file is not such a file, is broken, or holds numbers that are not
  ///   finite
  public static AffineProjection read(Path file) throws IOException {
    long size = Files.size(file);
    if (size < HEADER_BYTES || size > MAX_BYTES) {
      throw new IOException(
          "%s is %d bytes; a whitening file has %d to %d"
              .formatted(file, size, HEADER_BYTES, MAX_BYTES));
    }
    return parse(file.toString(), Files.readAllBytes(file));
  }

  /// The same from a file's content.
  ///
  /// @param file what messages call it
  /// @throws IOException if it is no such content, is broken, or holds numbers that are not finite
  public static AffineProjection parse(String file, byte[] bytes) throws IOException {
    if (bytes.length < HEADER_BYTES) {
      throw new IOException(
          "%s is %d bytes; a whitening file has at least %d"
              .formatted(file, bytes.length, HEADER_BYTES));
    }
    var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    var magic = new byte[MAGIC.length];
    buffer.get(magic);
    if (!Arrays.equals(magic, MAGIC)) {
      throw new IOException(
          "%s is not a whitening file; it must begin with EIDWHITE".formatted(file));
    }
    int version = buffer.getInt();
    if (version != VERSION) {
      throw new IOException(
          "%s has version %d; only %d is known".formatted(file, version, VERSION));
    }
    int in = buffer.getInt();
    int out = buffer.getInt();
    if (in < 1 || in > MAX_INPUT || out < 1 || out > in || bytes.length != expectedBytes(in, out)) {
      throw new IOException(
          "%s is %d bytes; its header promises %d numbers in and %d out: truncated?"
              .formatted(file, bytes.length, in, out));
    }
    int stored = buffer.getInt(bytes.length - 4);
    int found = checksum(bytes, bytes.length - 4);
    if (stored != found) {
      throw new IOException(
          "%s has checksum %08x; its content gives %08x: damaged".formatted(file, stored, found));
    }
    var mean = floats(buffer, in, file);
    var rows = new float[out][];
    for (int i = 0; i < out; i++) {
      rows[i] = floats(buffer, in, file);
    }
    return new AffineProjection(mean, rows);
  }

  private static float[] floats(ByteBuffer buffer, int count, String file) throws IOException {
    var numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = buffer.getFloat();
      if (!Float.isFinite(numbers[i])) {
        throw new IOException(
            "%s holds %s; all numbers must be finite".formatted(file, numbers[i]));
      }
    }
    return numbers;
  }

  private static long expectedBytes(int in, int out) {
    return HEADER_BYTES + 4L * in * (out + 1L) + 4;
  }

  private static int checksum(byte[] bytes, int length) {
    var crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }
}
