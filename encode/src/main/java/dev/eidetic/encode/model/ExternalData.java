package dev.eidetic.encode.model;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SortedSet;
import java.util.TreeSet;

/// Finds the files that an ONNX graph keeps its weights in.
///
/// Walks the protocol buffer's frames down to the tensors, over a mapping of the file, so that
/// weights inside the graph are skipped unread.
final class ExternalData {

  private static final int MAX_DEPTH = 64;

  private final Path graph;
  private final MemorySegment bytes;
  private final SortedSet<String> locations = new TreeSet<>();

  private ExternalData(Path graph, MemorySegment bytes) {
    this.graph = graph;
    this.bytes = bytes;
  }

  /// Messages of ONNX that lead to tensors, with the numbers of the fields that do.
  private enum Message {
    MODEL,
    GRAPH,
    NODE,
    ATTRIBUTE,
    FUNCTION,
    SPARSE_TENSOR,
    TENSOR,
    ENTRY,
    OTHER;

    Message child(long field) {
      return switch (this) {
        case MODEL -> field == 7 ? GRAPH : field == 25 ? FUNCTION : OTHER;
        case GRAPH -> field == 1 ? NODE : field == 5 ? TENSOR : field == 15 ? SPARSE_TENSOR : OTHER;
        case FUNCTION -> field == 7 ? NODE : OTHER;
        case NODE -> field == 5 ? ATTRIBUTE : OTHER;
        case ATTRIBUTE ->
            switch ((int) field) {
              case 5, 10 -> TENSOR;
              case 6, 11 -> GRAPH;
              case 22, 23 -> SPARSE_TENSOR;
              default -> OTHER;
            };
        case SPARSE_TENSOR -> field == 1 || field == 2 ? TENSOR : OTHER;
        case TENSOR -> field == 13 ? ENTRY : OTHER;
        case ENTRY, OTHER -> OTHER;
      };
    }
  }

  /// @return paths relative to the graph's folder
  /// @throws IOException if the file is no protocol buffer
  static SortedSet<String> locations(Path graph) throws IOException {
    try (var channel = FileChannel.open(graph, StandardOpenOption.READ);
        var arena = Arena.ofConfined()) {
      var bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      var walk = new ExternalData(graph, bytes);
      walk.read(Message.MODEL, 0, bytes.byteSize(), 0);
      return walk.locations;
    }
  }

  private void read(Message message, long start, long end, int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      throw broken(start);
    }
    long position = start;
    String key = "";
    while (position < end) {
      long tag = varint(position, end);
      position += varintBytes(position, end);
      long length = lengthOf((int) (tag & 7), position, end);
      long content = (tag & 7) == 2 ? position + varintBytes(position, end) : position;
      if (length < 0 || length > end - content) {
        throw broken(position);
      }
      long field = tag >>> 3;
      if (message == Message.ENTRY && field == 1) {
        key = text(content, length);
      } else if (message == Message.ENTRY && field == 2 && key.equals("location")) {
        locations.add(text(content, length));
      } else if ((tag & 7) == 2 && message.child(field) != Message.OTHER) {
        read(message.child(field), content, content + length, depth + 1);
      }
      position = content + length;
    }
  }

  private long lengthOf(int wireType, long position, long end) throws IOException {
    return switch (wireType) {
      case 0 -> varintBytes(position, end);
      case 1 -> 8;
      case 2 -> varint(position, end);
      case 5 -> 4;
      default -> throw broken(position);
    };
  }

  private long varint(long position, long end) throws IOException {
    int count = varintBytes(position, end);
    long value = 0;
    for (int i = 0; i < count; i++) {
      value |= (bytes.get(ValueLayout.JAVA_BYTE, position + i) & 0x7fL) << (7 * i);
    }
    return value;
  }

  private int varintBytes(long position, long end) throws IOException {
    for (int i = 0; i < 10 && position + i < end; i++) {
      if (bytes.get(ValueLayout.JAVA_BYTE, position + i) >= 0) {
        return i + 1;
      }
    }
    throw broken(position);
  }

  private String text(long position, long length) throws IOException {
    if (length > 4096) {
      throw broken(position);
    }
    byte[] text = bytes.asSlice(position, length).toArray(ValueLayout.JAVA_BYTE);
    return new String(text, StandardCharsets.UTF_8);
  }

  private IOException broken(long position) {
    return new IOException(
        "%s is not an ONNX graph: broken at byte %d of %d"
            .formatted(graph, position, bytes.byteSize()));
  }
}
