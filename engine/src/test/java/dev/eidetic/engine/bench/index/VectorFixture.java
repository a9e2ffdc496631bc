package dev.eidetic.engine.bench.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/// Files of TEXMEX, written by hand.
final class VectorFixture {

  private VectorFixture() {}

  static Path fvecs(Path file, float[]... rows) throws IOException {
    var bytes = ByteBuffer.allocate(rows.length * (4 + 4 * rows[0].length));
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    for (float[] row : rows) {
      bytes.putInt(row.length);
      for (float number : row) {
        bytes.putFloat(number);
      }
    }
    return Files.write(file, bytes.array());
  }

  static Path ivecs(Path file, int[]... rows) throws IOException {
    var bytes = ByteBuffer.allocate(rows.length * (4 + 4 * rows[0].length));
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    for (int[] row : rows) {
      bytes.putInt(row.length);
      for (int number : row) {
        bytes.putInt(number);
      }
    }
    return Files.write(file, bytes.array());
  }
}
