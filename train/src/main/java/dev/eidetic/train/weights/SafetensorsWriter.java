package dev.eidetic.train.weights;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes safetensors files of 32-bit floats.
public final class SafetensorsWriter {

  private static final int BUFFER_BYTES = 1 << 20;

  private SafetensorsWriter() {}

  /// Writes a file so that it appears complete or not at all, and survives a crash once this
  /// returns.
  ///
  /// @param tensors by name; written in their order
  /// @param metadata notes for readers
  public static void write(
      Path file, Map<String, WeightTensor> tensors, Map<String, String> metadata)
      throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".part");
    try (var channel =
        FileChannel.open(
            unfinished,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      byte[] header = header(tensors, metadata);
      var buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
      buffer.putLong(header.length).flip();
      drain(channel, buffer);
      drain(channel, ByteBuffer.wrap(header));
      for (var tensor : tensors.values()) {
        write(channel, buffer, tensor.values());
      }
      channel.force(true);
    }
    Files.move(
        unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /// Padded with blanks to a multiple of 8 bytes, so that readers may map the numbers in place.
  private static byte[] header(Map<String, WeightTensor> tensors, Map<String, String> metadata)
      throws IOException {
    var json = new LinkedHashMap<String, Object>();
    if (!metadata.isEmpty()) {
      json.put("__metadata__", metadata);
    }
    long position = 0;
    for (var named : tensors.entrySet()) {
      long end = position + 4L * named.getValue().values().length;
      var entry = new LinkedHashMap<String, Object>();
      entry.put("dtype", "F32");
      entry.put("shape", named.getValue().shape());
      entry.put("data_offsets", List.of(position, end));
      json.put(named.getKey(), entry);
      position = end;
    }
    byte[] text = JSON.std.asString(json).getBytes(StandardCharsets.UTF_8);
    byte[] padded = Arrays.copyOf(text, (text.length + 7) / 8 * 8);
    Arrays.fill(padded, text.length, padded.length, (byte) ' ');
    return padded;
  }

  private static void write(FileChannel channel, ByteBuffer buffer, float[] values)
      throws IOException {
    int done = 0;
    while (done < values.length) {
      buffer.clear();
      int count = Math.min(values.length - done, buffer.capacity() / 4);
      buffer.asFloatBuffer().put(values, done, count);
      buffer.limit(4 * count);
      drain(channel, buffer);
      done += count;
    }
    buffer.clear();
  }

  private static void drain(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
