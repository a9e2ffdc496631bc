package dev.eidetic.evaluate.mat;

import dev.eidetic.evaluate.file.MalformedFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads `.mat` files of version 5 (also called 6 and 7), little-endian, compressed or not.
///
/// Version 7.3 is HDF5 under the same ending, and refused. So are complex and sparse numbers,
/// objects and functions.
public final class MatFile {

  private static final int HEADER = 128;

  /// Larger files are refused: annotations are small.
  private static final long MOST_BYTES = 256L << 20;

  private MatFile() {}

  /// All variables by name.
  ///
  /// @throws MalformedFileException naming the byte where the file is not what it should be
  public static Map<String, MatValue> read(Path file) throws IOException {
    long size = Files.size(file);
    if (size < HEADER || size > MOST_BYTES) {
      throw new MalformedFileException(
          file, "it is %d bytes; a MAT file of %d to %d is expected", size, HEADER, MOST_BYTES);
    }
    var bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.getShort(126) != 0x4d49 || bytes.getShort(124) != 0x0100) { // "IM", version 1.0
      throw new MalformedFileException(
          file,
          "its header does not say little-endian MAT version 5; save it with -v7 (HDF5 files of"
              + " -v7.3 are not read)");
    }
    var variables = new LinkedHashMap<String, MatValue>();
    var elements =
        new MatElements(file, bytes.position(HEADER).slice().order(ByteOrder.LITTLE_ENDIAN));
    while (elements.hasNext()) {
      elements.readVariable(variables);
    }
    return variables;
  }
}
