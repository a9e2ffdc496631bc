package dev.eidetic.benchmarks.data;

import dev.eidetic.evaluate.file.MappedBytes;
import dev.eidetic.vectors.VectorSource;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Writes files of TEXMEX. Each appears under its name when it is whole.
final class VectorFiles {

  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private VectorFiles() {}

  /// Fills one row; what it held before is another row.
  interface Row {
    void fill(int row, float[] target) throws IOException;
  }

  static void writeFvecs(Path file, int rows, int dimension, Row row) throws IOException {
    var numbers = new float[dimension];
    var bytes = ByteBuffer.allocate(4 + 4 * dimension).order(ByteOrder.LITTLE_ENDIAN);
    write(
        file,
        out -> {
          for (int i = 0; i < rows; i++) {
            row.fill(i, numbers);
            bytes.clear().putInt(dimension);
            bytes.asFloatBuffer().put(numbers);
            out.write(bytes.array());
          }
        });
  }

  /// Numbers must be whole, 0 to 255.
  static void writeBvecs(Path file, int rows, int dimension, Row row) throws IOException {
    var numbers = new float[dimension];
    var bytes = ByteBuffer.allocate(4 + dimension).order(ByteOrder.LITTLE_ENDIAN);
    write(
        file,
        out -> {
          for (int i = 0; i < rows; i++) {
            row.fill(i, numbers);
            bytes.clear().putInt(dimension);
            for (float number : numbers) {
              bytes.put((byte) (int) number);
            }
            out.write(bytes.array());
          }
        });
  }

  static void writeIvecs(Path file, int[][] rows) throws IOException {
    write(
        file,
        out -> {
          for (int[] row : rows) {
            var bytes = ByteBuffer.allocate(4 + 4 * row.length).order(ByteOrder.LITTLE_ENDIAN);
            bytes.putInt(row.length).asIntBuffer().put(row);
            out.write(bytes.array());
          }
        });
  }

  /// Vectors of an `.fvecs` file that this class wrote.
  static VectorSource vectors(MappedBytes file) {
    int dimension = file.bytes().get(INT, 0);
    long stride = 4 + 4L * dimension;
    return VectorSource.of(
        file.bytes(), 4, Math.toIntExact(file.size() / stride), dimension, stride);
  }

  private interface Content {
    void write(OutputStream out) throws IOException;
  }

  private static void write(Path file, Content content) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    var partial = file.resolveSibling(file.getFileName() + ".partial");
    try (var out = new BufferedOutputStream(Files.newOutputStream(partial), 1 << 20)) {
      content.write(out);
    }
    Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
