package dev.eidetic.evaluate.file;

import com.google.errorprone.annotations.FormatMethod;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/// A file is not what its name or its reader promises. The message names the file, the place in it,
/// the value met, the rule and the remedy.
public class MalformedFileException extends IOException {

  private static final long serialVersionUID = 1;

  /// @param file that is refused
  /// @param message for `String.format`, without the file's name, which goes before it
  @FormatMethod
  public MalformedFileException(Path file, String message, Object... values) {
    super(file + ": " + String.format(Locale.ROOT, message, values));
  }

  /// @param line from 1
  @FormatMethod
  public static MalformedFileException atLine(
      Path file, long line, String message, Object... values) {
    return new MalformedFileException(
        file, "line %d: %s", line, String.format(Locale.ROOT, message, values));
  }

  /// Adds the failure that led to this one.
  public MalformedFileException causedBy(Throwable cause) {
    initCause(cause);
    return this;
  }
}
