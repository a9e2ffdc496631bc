package dev.eidetic.evaluate.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.google.errorprone.annotations.FormatMethod;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A JSON file read token by token, so that its size does not matter. Depth and lengths of texts
/// are bounded by the parser.
///
/// One thread. Each method throws [MalformedFileException] that names the line.
public final class JsonFile implements AutoCloseable {

  private static final JsonFactory FACTORY = new JsonFactory();

  private final Path file;
  private final JsonParser parser;

  private JsonFile(Path file, JsonParser parser) {
    this.file = file;
    this.parser = parser;
  }

  /// Opens the file; the first token is read by [#next].
  public static JsonFile open(Path file) throws IOException {
    return new JsonFile(
        file, FACTORY.createParser(new BufferedInputStream(Files.newInputStream(file), 1 << 16)));
  }

  /// The next token; after the last one, `NOT_AVAILABLE`.
  public JsonToken next() throws IOException {
    try {
      @Nullable JsonToken token = parser.nextToken();
      return token == null ? JsonToken.NOT_AVAILABLE : token;
    } catch (JsonProcessingException e) {
      throw refuse("it is no JSON: %s", e.getOriginalMessage()).causedBy(e);
    }
  }

  /// Reads the next token and insists on its kind.
  ///
  /// @param meaning of what is expected, for the message
  public void expect(JsonToken wanted, String meaning) throws IOException {
    var token = next();
    if (token != wanted) {
      throw refuse("here stands %s; %s must stand here", describe(token), meaning);
    }
  }

  /// The text of the current token: a string, a name or a number.
  public String text() throws IOException {
    try {
      return parser.getText();
    } catch (JsonProcessingException e) {
      throw refuse("it is no JSON: %s", e.getOriginalMessage()).causedBy(e);
    }
  }

  /// The current token as a whole number of at most 32 bits.
  public int wholeNumber() throws IOException {
    try {
      return parser.getIntValue();
    } catch (JsonProcessingException e) {
      throw refuse("%s does not fit into 32 bits", parser.getText()).causedBy(e);
    }
  }

  /// The current token as a real number.
  public double realNumber() throws IOException {
    try {
      return parser.getDoubleValue();
    } catch (JsonProcessingException e) {
      throw refuse("\"%s\" is no number", parser.getText()).causedBy(e);
    }
  }

  /// Leaves out the array or object that begins with the current token; does nothing at others.
  public void skip() throws IOException {
    try {
      parser.skipChildren();
    } catch (JsonProcessingException e) {
      throw refuse("it is no JSON: %s", e.getOriginalMessage()).causedBy(e);
    }
  }

  /// A complaint about the current place.
  @FormatMethod
  public MalformedFileException refuse(String message, Object... values) {
    return MalformedFileException.atLine(
        file, parser.currentLocation().getLineNr(), message, values);
  }

  /// A token in words.
  public static String describe(JsonToken token) {
    return switch (token) {
      case START_ARRAY, END_ARRAY -> "an array";
      case START_OBJECT, END_OBJECT -> "an object";
      case FIELD_NAME -> "a name";
      case VALUE_STRING -> "a string";
      case VALUE_NUMBER_INT -> "a whole number";
      case VALUE_NUMBER_FLOAT -> "a number with decimals";
      case VALUE_TRUE, VALUE_FALSE -> "a truth value";
      case VALUE_NULL -> "null";
      case VALUE_EMBEDDED_OBJECT -> "a value";
      case NOT_AVAILABLE -> "the end of the file";
    };
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
