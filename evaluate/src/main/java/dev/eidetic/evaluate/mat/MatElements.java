package dev.eidetic.evaluate.mat;

import com.google.errorprone.annotations.FormatMethod;
import dev.eidetic.evaluate.file.MalformedFileException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Elements one after the other: a type, a size, that many bytes, padding to eight.
final class MatElements {

  private static final int COMPRESSED = 15;
  private static final int MATRIX = 14;
  private static final int MOST_INFLATED = 256 << 20;
  private static final int MOST_DEPTH = 16;
  private static final int MOST_VALUES = 5_000_000;

  private final Path file;
  private final ByteBuffer bytes;
  private int values;

  /// @param bytes little-endian, from the first element on
  MatElements(Path file, ByteBuffer bytes) {
    this.file = file;
    this.bytes = bytes;
  }

  /// A value and the name it has, blank where it is part of another.
  private record Named(String name, MatValue value) {}

  /// One element's bytes.
  private record Element(int type, ByteBuffer data) {}

  boolean hasNext() {
    return bytes.hasRemaining();
  }

  /// Reads the next variable.
  void readVariable(Map<String, MatValue> variables) throws MalformedFileException {
    var element = next(bytes);
    if (element.type() == COMPRESSED) {
      element = next(inflated(element.data()));
    }
    if (element.type() != MATRIX) {
      throw refuse(
          bytes, "here stands an element of type %d; a variable is expected", element.type());
    }
    var variable = matrix(element.data(), 1);
    variables.put(variable.name(), variable.value());
  }

  private Element next(ByteBuffer from) throws MalformedFileException {
    if (from.remaining() < 8) {
      throw refuse(
          from, "%d bytes are left; an element begins with 8: truncated?", from.remaining());
    }
    int first = from.getInt();
    int type = first & 0xffff;
    int size = first >>> 16;
    boolean isSmall = size != 0; // size and up to four bytes of data share the eight
    if (!isSmall) {
      type = first;
      size = from.getInt();
    }
    int room = isSmall ? 4 : from.remaining();
    if (size < 0 || size > room || from.remaining() < (isSmall ? 4 : size)) {
      throw refuse(
          from, "an element claims %d bytes; %d are left: truncated?", size, from.remaining());
    }
    var data = from.slice(from.position(), size).order(ByteOrder.LITTLE_ENDIAN);
    int padded = isSmall ? 4 : type == COMPRESSED ? size : (size + 7) / 8 * 8;
    from.position(Math.min(from.limit(), from.position() + padded));
    return new Element(type, data);
  }

  private ByteBuffer inflated(ByteBuffer data) throws MalformedFileException {
    var inflater = new Inflater();
    try {
      inflater.setInput(data);
      var result = new byte[Math.max(1024, Math.min(MOST_INFLATED, 4 * data.capacity()))];
      int count = 0;
      while (!inflater.finished()) {
        if (count == result.length) {
          if (count == MOST_INFLATED) {
            throw refuse(data, "it inflates to more than %d bytes", MOST_INFLATED);
          }
          result = Arrays.copyOf(result, (int) Math.min(MOST_INFLATED, 2L * count));
        }
        int more = inflater.inflate(result, count, result.length - count);
        if (more == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          throw refuse(data, "a compressed variable ends early: truncated?");
        }
        count += more;
      }
      return ByteBuffer.wrap(result, 0, count).slice().order(ByteOrder.LITTLE_ENDIAN);
    } catch (DataFormatException e) {
      var failure =
          refuse(data, "a compressed variable is damaged (%s)", String.valueOf(e.getMessage()));
      failure.causedBy(e);
      throw failure;
    } finally {
      inflater.end();
    }
  }

  private Named matrix(ByteBuffer data, int depth) throws MalformedFileException {
    if (depth > MOST_DEPTH) {
      throw refuse(data, "values are nested deeper than %d", MOST_DEPTH);
    }
    if (!data.hasRemaining()) {
      return new Named("", new MatValue.Numbers(new double[0])); // how MATLAB writes []
    }
    var flags = next(data).data();
    if (flags.remaining() < 4) {
      throw refuse(data, "the flags of a value are %d bytes; 8 are expected", flags.remaining());
    }
    int word = flags.getInt();
    int count = count(data, next(data).data());
    String name = StandardCharsets.ISO_8859_1.decode(next(data).data()).toString();
    int kind = word & 0xff;
    if ((word & 0x0800) != 0) {
      throw refuse(data, "\"%s\" holds complex numbers, which are not read", name);
    }
    return new Named(name, value(data, name, kind, count, depth));
  }

  private MatValue value(ByteBuffer data, String name, int kind, int count, int depth)
      throws MalformedFileException {
    return switch (kind) {
      case 1 -> new MatValue.Cells(values(data, count, depth));
      case 2 -> structures(data, count, depth);
      case 4 -> new MatValue.Text(text(next(data)));
      case 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 -> new MatValue.Numbers(numbers(next(data), count));
      default ->
          throw refuse(
              data,
              "\"%s\" is of class %d; numbers, texts, cells and structures are read",
              name,
              kind);
    };
  }

  /// Elements of an array, from its dimensions.
  private int count(ByteBuffer at, ByteBuffer dimensions) throws MalformedFileException {
    long count = 1;
    while (dimensions.remaining() >= 4) {
      int length = dimensions.getInt();
      count *= Math.max(0, length);
      if (length < 0 || count > MOST_VALUES) {
        throw refuse(
            at, "an array has %d elements or more; at most %d are read", count, MOST_VALUES);
      }
    }
    return (int) count;
  }

  private List<MatValue> values(ByteBuffer data, int count, int depth)
      throws MalformedFileException {
    values += count;
    if (values > MOST_VALUES) {
      throw refuse(data, "there are more than %d values", MOST_VALUES);
    }
    var list = new ArrayList<MatValue>();
    for (int i = 0; i < count; i++) {
      var element = next(data);
      if (element.type() != MATRIX) {
        throw refuse(
            data, "here stands an element of type %d; a value is expected", element.type());
      }
      list.add(matrix(element.data(), depth + 1).value());
    }
    return list;
  }

  private MatValue structures(ByteBuffer data, int count, int depth) throws MalformedFileException {
    var fields = fieldNames(data);
    for (int i = 0; i < count; i++) {
      for (var ofField : fields.values()) {
        ofField.addAll(values(data, 1, depth));
      }
    }
    return new MatValue.Structures(fields);
  }

  /// Names of fixed length, filled up with zeros; no values yet.
  private Map<String, List<MatValue>> fieldNames(ByteBuffer data) throws MalformedFileException {
    var lengths = next(data).data();
    int length = lengths.remaining() < 4 ? 0 : lengths.getInt();
    var names = next(data).data();
    if (length < 1 || names.remaining() % length != 0) {
      throw refuse(
          data,
          "names of fields are %d bytes of %d each; that does not fit",
          names.remaining(),
          length);
    }
    var fields = new LinkedHashMap<String, List<MatValue>>();
    while (names.hasRemaining()) {
      var name = new byte[length];
      names.get(name);
      String text = new String(name, StandardCharsets.ISO_8859_1).replaceFirst("\0.*", "");
      if (fields.put(text, new ArrayList<>()) != null) {
        throw refuse(data, "field \"%s\" is there twice", text);
      }
    }
    return fields;
  }

  private String text(Element element) throws MalformedFileException {
    return switch (element.type()) {
      case 1, 2 -> StandardCharsets.ISO_8859_1.decode(element.data()).toString();
      case 16 -> StandardCharsets.UTF_8.decode(element.data()).toString();
      case 4, 17 -> StandardCharsets.UTF_16LE.decode(element.data()).toString();
      default -> throw refuse(element.data(), "characters are of type %d", element.type());
    };
  }

  /// MATLAB keeps whole numbers in as few bytes as do.
  private double[] numbers(Element element, int count) throws MalformedFileException {
    var data = element.data();
    int width =
        switch (element.type()) {
          case 1, 2 -> 1;
          case 3, 4 -> 2;
          case 5, 6, 7 -> 4;
          case 9, 12, 13 -> 8;
          default -> throw refuse(data, "numbers are of type %d, which is unknown", element.type());
        };
    if (data.remaining() != (long) count * width) {
      throw refuse(
          data,
          "%d numbers of %d bytes are promised; there are %d bytes",
          count,
          width,
          data.remaining());
    }
    var numbers = new double[count];
    for (int i = 0; i < count; i++) {
      numbers[i] =
          switch (element.type()) {
            case 1 -> data.get();
            case 2 -> data.get() & 0xff;
            case 3 -> data.getShort();
            case 4 -> data.getShort() & 0xffff;
            case 5 -> data.getInt();
            case 6 -> data.getInt() & 0xffff_ffffL;
            case 7 -> data.getFloat();
            case 9 -> data.getDouble();
            default -> data.getLong();
          };
    }
    return numbers;
  }

  @FormatMethod
  private MalformedFileException refuse(ByteBuffer at, String message, Object... values) {
    return new MalformedFileException(
        file, "byte %d of a part: %s", at.position(), String.format(Locale.ROOT, message, values));
  }
}
