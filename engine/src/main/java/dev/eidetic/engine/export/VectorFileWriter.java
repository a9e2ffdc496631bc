package dev.eidetic.engine.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Writes rows of little-endian floats behind the header that the format wants.
final class VectorFileWriter implements AutoCloseable {

  private static final int NPY_ALIGNMENT = 64;

  private final OutputStream out;
  private final ByteBuffer row;
  private final boolean hasRowLength;

  private VectorFileWriter(OutputStream out, int dimension, boolean hasRowLength) {
    this.out = out;
    this.hasRowLength = hasRowLength;
    this.row = ByteBuffer.allocate(4 * (dimension + 1)).order(ByteOrder.LITTLE_ENDIAN);
  }

  /// @param name whose ending says the format
  /// @param file that is written
  static VectorFileWriter of(Path name, Path file, long rows, int dimension) throws IOException {
    boolean isNpy = name.toString().toLowerCase(Locale.ROOT).endsWith(".npy");
    var out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
    if (isNpy) {
      out.write(npyHeader(rows, dimension));
    }
    return new VectorFileWriter(out, dimension, !isNpy);
  }

  private static byte[] npyHeader(long rows, int dimension) {
    String description =
        "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, %d), }".formatted(rows, dimension);
    int fixed = 10; // magic, version, length
    int unpadded = fixed + description.length() + 1;
    int padding = (NPY_ALIGNMENT - unpadded % NPY_ALIGNMENT) % NPY_ALIGNMENT;
    String header = description + " ".repeat(padding) + "\n";
    return ByteBuffer.allocate(fixed + header.length())
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
        .putShort((short) header.length())
        .put(header.getBytes(StandardCharsets.US_ASCII))
        .array();
  }

  void write(float[] vector) throws IOException {
    row.clear();
    if (hasRowLength) {
      row.putInt(vector.length);
    }
    for (float number : vector) {
      row.putFloat(number);
    }
    out.write(row.array(), 0, row.position());
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
