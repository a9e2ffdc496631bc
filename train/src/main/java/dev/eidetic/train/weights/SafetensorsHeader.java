package dev.eidetic.train.weights;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The checked header of a safetensors file.
///
/// @param tensors by name, in the order of their bytes
/// @param metadata notes of the writer
record SafetensorsHeader(Map<String, Entry> tensors, Map<String, String> metadata) {

  /// What the reference implementation allows.
  private static final long MAX_BYTES = 100_000_000;

  private static final int MAX_DIMENSIONS = 16;
  private static final String METADATA = "__metadata__";

  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /// @param begin first byte, counted from the end of the header
  /// @param end the byte after the last one
  record Entry(NumberType type, List<Long> shape, long begin, long end) {}

  /// Reads the length of the header and checks that the file holds so much.
  static long length(Path file, MemorySegment bytes) throws IOException {
    long size = bytes.byteSize();
    if (size < 8) {
      throw WeightsException.in(
          file, "it is %d bytes; a safetensors file has at least 10: truncated?", size);
    }
    long length = bytes.get(LONG, 0);
    if (length < 2 || length > MAX_BYTES || length > size - 8) {
      throw WeightsException.in(
          file,
          "its header would be %s bytes; it must be 2 to %d and end within the %d bytes of the file:"
              + " no safetensors file, or truncated",
          Long.toUnsignedString(length),
          MAX_BYTES,
          size);
    }
    return length;
  }

  /// @param json the header
  /// @param dataBytes that follow it
  static SafetensorsHeader parse(Path file, byte[] json, long dataBytes) throws IOException {
    try (var parser = FACTORY.createParser(json)) {
      var reader = new Reader(file, parser);
      var header = reader.header();
      return new SafetensorsHeader(inOrder(file, header.tensors(), dataBytes), header.metadata());
    } catch (JsonProcessingException e) {
      throw (WeightsException)
          WeightsException.in(
                  file, "its header is broken JSON: %s", String.valueOf(e.getOriginalMessage()))
              .initCause(e);
    }
  }

  /// Tensors must cover the bytes exactly, as the format demands: a gap could hide anything.
  private static Map<String, Entry> inOrder(Path file, Map<String, Entry> tensors, long dataBytes)
      throws IOException {
    var names = new ArrayList<>(tensors.entrySet());
    names.sort(
        Comparator.comparingLong((Map.Entry<String, Entry> named) -> named.getValue().begin())
            .thenComparingLong(named -> named.getValue().end()));
    var sorted = new LinkedHashMap<String, Entry>();
    long position = 0;
    for (var named : names) {
      if (named.getValue().begin() != position) {
        throw WeightsException.in(
            file,
            "tensor \"%s\" begins at byte %d of the data; the one before it ends at %d",
            named.getKey(),
            named.getValue().begin(),
            position);
      }
      position = named.getValue().end();
      sorted.put(named.getKey(), named.getValue());
    }
    if (position != dataBytes) {
      throw WeightsException.in(
          file,
          "its tensors end at byte %d of the data; there are %d bytes: truncated?",
          position,
          dataBytes);
    }
    return Collections.unmodifiableMap(sorted);
  }

  /// Reads the JSON token by token.
  private record Reader(Path file, JsonParser parser) {

    SafetensorsHeader header() throws IOException {
      expect(parser.nextToken(), JsonToken.START_OBJECT, "the header");
      var tensors = new LinkedHashMap<String, Entry>();
      Map<String, String> metadata = Map.of();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        if (name.equals(METADATA)) {
          metadata = metadata();
        } else {
          tensors.put(name, tensor(name));
        }
      }
      // The header may be padded with blanks, and with nothing else.
      if (parser.nextToken() != null) {
        throw WeightsException.in(file, "something follows the JSON object of its header");
      }
      return new SafetensorsHeader(tensors, metadata);
    }

    private Map<String, String> metadata() throws IOException {
      expect(parser.nextToken(), JsonToken.START_OBJECT, METADATA);
      var metadata = new LinkedHashMap<String, String>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String key = parser.currentName();
        expect(parser.nextToken(), JsonToken.VALUE_STRING, METADATA + "." + key);
        metadata.put(key, parser.getText());
      }
      return metadata;
    }

    private Entry tensor(String name) throws IOException {
      expect(parser.nextToken(), JsonToken.START_OBJECT, name);
      String type = "";
      List<Long> shape = List.of();
      List<Long> offsets = List.of();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String field = parser.currentName();
        switch (field) {
          case "dtype" -> {
            expect(parser.nextToken(), JsonToken.VALUE_STRING, name + ".dtype");
            type = parser.getText();
          }
          case "shape" -> shape = numbers(name + ".shape");
          case "data_offsets" -> offsets = numbers(name + ".data_offsets");
          default ->
              throw WeightsException.in(file, "tensor \"%s\" has a field \"%s\"", name, field);
        }
      }
      return checked(name, type, shape, offsets);
    }

    private Entry checked(String name, String typeName, List<Long> shape, List<Long> offsets)
        throws IOException {
      var type = NumberType.named(typeName);
      if (type.isEmpty()) {
        throw WeightsException.in(
            file,
            "tensor \"%s\" is of type \"%s\"; known are %s",
            name,
            typeName,
            List.of(NumberType.values()));
      }
      if (offsets.size() != 2 || offsets.get(0) > offsets.get(1)) {
        throw WeightsException.in(
            file, "tensor \"%s\" has data_offsets %s; they must be [begin, end]", name, offsets);
      }
      long bytes = offsets.get(1) - offsets.get(0);
      if (!fits(shape, type.get(), bytes)) {
        throw WeightsException.in(
            file,
            "tensor \"%s\" of shape %s and type %s has %d bytes; they do not fit",
            name,
            shape,
            type.get(),
            bytes);
      }
      return new Entry(type.get(), shape, offsets.get(0), offsets.get(1));
    }

    private static boolean fits(List<Long> shape, NumberType type, long bytes) {
      try {
        return bytes % type.bytes() == 0 && WeightTensor.count(shape) == bytes / type.bytes();
      } catch (IllegalArgumentException _) { // too many to count
        return false;
      }
    }

    private List<Long> numbers(String what) throws IOException {
      expect(parser.nextToken(), JsonToken.START_ARRAY, what);
      var numbers = new ArrayList<Long>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        expect(parser.currentToken(), JsonToken.VALUE_NUMBER_INT, what);
        if (numbers.size() == MAX_DIMENSIONS) {
          throw WeightsException.in(
              file, "%s has more than %d numbers; that many are refused", what, MAX_DIMENSIONS);
        }
        long number = parser.getLongValue();
        if (number < 0) {
          throw WeightsException.in(file, "%s holds %d; it must not be negative", what, number);
        }
        numbers.add(number);
      }
      return List.copyOf(numbers);
    }

    private void expect(@Nullable JsonToken found, JsonToken wanted, String what)
        throws IOException {
      if (found != wanted) {
        throw WeightsException.in(
            file, "%s is %s; it must be %s", what, String.valueOf(found), wanted);
      }
    }
  }
}
