package dev.eidetic.train.weights;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A mapped safetensors file: 8 bytes with the length of a JSON header, the header, the numbers.
///
/// The whole header is checked when the file is opened: known types, shapes that fit their bytes,
/// tensors that follow each other without gaps or overlap up to the file's end. So no file, however
/// hostile, makes reading a tensor fail later or allocate more than the file's own size (four times
/// for half precision). Any number of threads may read until it is closed.
public final class SafetensorsFile implements AutoCloseable {

  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfDouble DOUBLE =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final Path file;
  private final Arena arena;
  private final MemorySegment data;
  private final SafetensorsHeader header;

  private SafetensorsFile(Path file, Arena arena, MemorySegment data, SafetensorsHeader header) {
    this.file = file;
    this.arena = arena;
    this.data = data;
    this.header = header;
  }

  /// Maps a file and checks its header.
  ///
  /// @throws WeightsException if it is no safetensors file or a broken one
  @SuppressWarnings("MustBeClosedChecker") // the arena is closed by close(), or here on failure
  public static SafetensorsFile open(Path file) throws IOException {
    var arena = Arena.ofShared();
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      var bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      long headerBytes = SafetensorsHeader.length(file, bytes);
      byte[] json = bytes.asSlice(8, headerBytes).toArray(JAVA_BYTE);
      var data = bytes.asSlice(8 + headerBytes);
      return new SafetensorsFile(
          file, arena, data, SafetensorsHeader.parse(file, json, data.byteSize()));
    } catch (IOException | RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  public Path path() {
    return file;
  }

  /// Names of all tensors, in the order of their bytes.
  public Set<String> names() {
    return header.tensors().keySet();
  }

  /// What the writer noted beside the tensors.
  public Map<String, String> metadata() {
    return header.metadata();
  }

  /// The shape of a tensor.
  ///
  /// @throws WeightsException if there is none of that name
  public List<Long> shape(String name) throws IOException {
    return entry(name).shape();
  }

  /// Whether a tensor holds floating-point numbers; counters, for example, do not.
  ///
  /// @throws WeightsException if there is none of that name
  public boolean isFloatingPoint(String name) throws IOException {
    return entry(name).type().isFloatingPoint();
  }

  /// Reads a tensor of 16-, 32- or 64-bit floating-point numbers; the last are rounded.
  ///
  /// @throws WeightsException if there is none of that name or it holds other numbers
  public WeightTensor read(String name) throws IOException {
    var entry = entry(name);
    long count = WeightTensor.count(entry.shape());
    if (!entry.type().isFloatingPoint()) {
      throw WeightsException.in(
          file,
          "tensor \"%s\" is of type %s; weights must be F64, F32, F16 or BF16",
          name,
          entry.type());
    }
    if (count > Integer.MAX_VALUE - 8) {
      throw WeightsException.in(
          file, "tensor \"%s\" has %d numbers; at most 2147483639 can be read", name, count);
    }
    var bytes = data.asSlice(entry.begin(), entry.end() - entry.begin());
    return new WeightTensor(entry.shape(), values(entry.type(), bytes, (int) count));
  }

  private static float[] values(NumberType type, MemorySegment bytes, int count) {
    var values = new float[count];
    if (type == NumberType.F32) {
      MemorySegment.copy(bytes, FLOAT, 0, values, 0, count);
      return values;
    }
    for (int i = 0; i < count; i++) {
      values[i] =
          switch (type) {
            case F64 -> (float) bytes.get(DOUBLE, 8L * i);
            case F16 -> Float.float16ToFloat(bytes.get(SHORT, 2L * i));
            default -> Float.intBitsToFloat(bytes.get(SHORT, 2L * i) << 16);
          };
    }
    return values;
  }

  private SafetensorsHeader.Entry entry(String name) throws IOException {
    var entry = header.tensors().get(name);
    if (entry == null) {
      throw WeightsException.in(
          file, "there is no tensor \"%s\" among %d", name, header.tensors().size());
    }
    return entry;
  }

  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }
}
