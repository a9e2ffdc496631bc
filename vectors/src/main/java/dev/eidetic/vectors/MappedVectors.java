package dev.eidetic.vectors;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Vectors in a file, mapped rather than read: they take no heap. Any number of threads may read
/// until it is closed; the file must not change meanwhile.
public final class MappedVectors implements VectorSource, AutoCloseable {

  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final int LONGEST_NPY_HEADER = 1 << 16;

  private static final Pattern NPY_TYPE = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
  private static final Pattern NPY_ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(\\w+)");
  private static final Pattern NPY_SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9, ]*)\\)");
  private static final Pattern TWO_SIZES =
      Pattern.compile(" *([0-9]{1,10}) *, *([0-9]{1,10}) *,? *");

  private final Arena arena;
  private final SegmentSource vectors;

  private MappedVectors(Arena arena, SegmentSource vectors) {
    this.arena = arena;
    this.vectors = vectors;
  }

  /// How a format lays vectors out in a mapped file.
  private interface Layout {
    SegmentSource of(Path file, MemorySegment bytes) throws IOException;
  }

  /// Opens a NumPy array of two axes, little-endian 32-bit floats in C order.
  ///
  /// @throws IOException if the file is not that, or shorter than its header promises
  public static MappedVectors openNpy(Path file) throws IOException {
    return open(file, MappedVectors::npy);
  }

  /// Opens a file as TEXMEX has them: before each vector its dimension, as a 32-bit number.
  ///
  /// @throws IOException if the file is not that, or a vector's dimension differs
  public static MappedVectors openFvecs(Path file) throws IOException {
    return open(file, MappedVectors::fvecs);
  }

  @SuppressWarnings("MustBeClosedChecker") // the arena is closed by close(), or here on failure
  private static MappedVectors open(Path file, Layout layout) throws IOException {
    var arena = Arena.ofShared();
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      var bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      return new MappedVectors(arena, layout.of(file, bytes));
    } catch (IOException | RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  private static SegmentSource npy(Path file, MemorySegment bytes) throws IOException {
    if (bytes.byteSize() < 12 || bytes.get(INT, 0) != 0x4D554E93 /* \x93NUM */) {
      throw new IOException("%s does not begin like a NumPy array".formatted(file));
    }
    boolean isOld = bytes.get(ValueLayout.JAVA_BYTE, 6) == 1;
    long headerStart = isOld ? 10 : 12;
    long headerBytes = isOld ? Short.toUnsignedInt(bytes.get(SHORT, 8)) : bytes.get(INT, 8);
    if (headerBytes < 0
        || headerBytes > LONGEST_NPY_HEADER
        || headerStart + headerBytes > bytes.byteSize()) {
      throw new IOException(
          "%s is %d bytes; its header claims %d of them: truncated?"
              .formatted(file, bytes.byteSize(), headerBytes));
    }
    byte[] raw = bytes.asSlice(headerStart, headerBytes).toArray(ValueLayout.JAVA_BYTE);
    var header = new String(raw, StandardCharsets.ISO_8859_1);
    String type = field(file, NPY_TYPE, header);
    String shape = field(file, NPY_SHAPE, header);
    Matcher sizes = TWO_SIZES.matcher(shape);
    if (!type.equals("<f4")
        || !field(file, NPY_ORDER, header).equals("False")
        || !sizes.matches()) {
      throw new IOException(
          "%s holds %s of shape (%s); needed are <f4 in C order, of shape (count, dimension)"
              .formatted(file, type, shape));
    }
    long count = Long.parseLong(sizes.group(1));
    long dimension = Long.parseLong(sizes.group(2));
    return rows(file, bytes, headerStart + headerBytes, count, dimension, 4 * dimension);
  }

  private static String field(Path file, Pattern pattern, String header) throws IOException {
    var found = pattern.matcher(header);
    if (!found.find()) {
      throw new IOException(
          "%s: the NumPy header lacks what %s matches".formatted(file, pattern.pattern()));
    }
    return found.group(1);
  }

  private static SegmentSource fvecs(Path file, MemorySegment bytes) throws IOException {
    long dimension = bytes.byteSize() < 4 ? 0 : bytes.get(INT, 0);
    long stride = 4 + 4 * dimension;
    if (dimension < 1 || bytes.byteSize() % stride != 0) {
      throw new IOException(
          "%s is %d bytes, no whole number of vectors of %d numbers: truncated, or no .fvecs?"
              .formatted(file, bytes.byteSize(), dimension));
    }
    long count = bytes.byteSize() / stride;
    for (long i = 1; i < count; i++) {
      int other = bytes.get(INT, i * stride);
      if (other != dimension) {
        throw new IOException(
            "%s: vector %d claims %d numbers, vector 0 has %d; they must agree"
                .formatted(file, i, other, dimension));
      }
    }
    return rows(file, bytes, 4, count, dimension, stride);
  }

  private static SegmentSource rows(
      Path file, MemorySegment bytes, long start, long count, long dimension, long stride)
      throws IOException {
    if (count > Integer.MAX_VALUE || dimension < 1 || dimension > 1 << 20) {
      throw new IOException(
          "%s holds %d vectors of %d numbers; at most %d of 1 to %d can be read"
              .formatted(file, count, dimension, Integer.MAX_VALUE, 1 << 20));
    }
    long needed = count == 0 ? start : start + (count - 1) * stride + 4 * dimension;
    if (needed > bytes.byteSize()) {
      throw new IOException(
          "%s is %d bytes; its header promises %d vectors of %d numbers (%d bytes): truncated?"
              .formatted(file, bytes.byteSize(), count, dimension, needed));
    }
    return new SegmentSource(bytes, start, (int) count, (int) dimension, stride);
  }

  @Override
  public int count() {
    return vectors.count();
  }

  @Override
  public int dimension() {
    return vectors.dimension();
  }

  @Override
  public void copy(int first, int count, float[] target, int offset) {
    vectors.copy(first, count, target, offset);
  }

  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }
}
