package dev.eidetic.evaluate.ann;

import dev.eidetic.evaluate.file.MalformedFileException;
import dev.eidetic.evaluate.file.MappedBytes;
import dev.eidetic.vectors.VectorSource;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;

/// Files of TEXMEX: each row is its length, as a little-endian 32-bit number, and its numbers. All
/// rows are of one length.
///
/// Source: <http://corpus-texmex.irisa.fr>.
public final class TexmexFiles {

  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final int MOST_NUMBERS = 1 << 20;

  private TexmexFiles() {}

  /// Truth in `.ivecs`: for each query the ordinals of its neighbours, nearest first.
  ///
  /// @throws MalformedFileException naming the row that is wrong
  public static int[][] readIvecs(Path file) throws IOException {
    try (var mapped = MappedBytes.open(file)) {
      if (mapped.size() > Runtime.getRuntime().maxMemory() / 2) {
        throw new MalformedFileException(
            file, "its %d MB do not fit into the heap; raise -Xmx", mapped.size() >> 20);
      }
      var shape = shape(mapped, 4);
      var rows = new int[shape.rows()][shape.columns()];
      for (int row = 0; row < rows.length; row++) {
        long start = row * shape.stride() + 4;
        for (int column = 0; column < shape.columns(); column++) {
          rows[row][column] = mapped.bytes().get(INT, start + 4L * column);
        }
      }
      return rows;
    }
  }

  /// Vectors of bytes in `.bvecs`, mapped; each byte is a number from 0 to 255.
  ///
  /// @throws MalformedFileException naming the row that is wrong
  public static ByteVectors openBvecs(Path file) throws IOException {
    var mapped = MappedBytes.open(file);
    try {
      return new ByteVectors(mapped, shape(mapped, 1));
    } catch (IOException | RuntimeException e) {
      mapped.close();
      throw e;
    }
  }

  private record Shape(int rows, int columns, long stride) {}

  private static Shape shape(MappedBytes mapped, int numberBytes) throws IOException {
    if (mapped.size() < 4) {
      throw new MalformedFileException(mapped.file(), "it has no rows: truncated?");
    }
    int columns = mapped.bytes().get(INT, 0);
    if (columns < 1 || columns > MOST_NUMBERS) {
      throw new MalformedFileException(
          mapped.file(),
          "row 0 claims %d numbers; 1 to %d are read: is it of this format?",
          columns,
          MOST_NUMBERS);
    }
    long stride = 4 + (long) columns * numberBytes;
    long rows = mapped.size() / stride;
    if (mapped.size() % stride != 0 || rows > Integer.MAX_VALUE) {
      throw new MalformedFileException(
          mapped.file(),
          "it has %d bytes, which is no number of rows of %d bytes: truncated?",
          mapped.size(),
          stride);
    }
    for (int row = 0; row < rows; row++) {
      int claimed = mapped.bytes().get(INT, row * stride);
      if (claimed != columns) {
        throw new MalformedFileException(
            mapped.file(),
            "row %d has %d numbers, row 0 has %d; they must agree",
            row,
            claimed,
            columns);
      }
    }
    return new Shape((int) rows, columns, stride);
  }

  /// Vectors of bytes in a mapped file; any number of threads may read until it is closed.
  public static final class ByteVectors implements VectorSource, AutoCloseable {

    private final MappedBytes mapped;
    private final Shape shape;

    private ByteVectors(MappedBytes mapped, Shape shape) {
      this.mapped = mapped;
      this.shape = shape;
    }

    @Override
    public int count() {
      return shape.rows();
    }

    @Override
    public int dimension() {
      return shape.columns();
    }

    @Override
    public void copy(int first, int count, float[] target, int offset) {
      int next = offset;
      for (int row = first; row < first + count; row++) {
        long start = row * shape.stride() + 4;
        for (int column = 0; column < shape.columns(); column++) {
          target[next++] = mapped.bytes().get(ValueLayout.JAVA_BYTE, start + column) & 0xff;
        }
      }
    }

    /// Harmless when repeated.
    @Override
    public void close() {
      mapped.close();
    }
  }
}
