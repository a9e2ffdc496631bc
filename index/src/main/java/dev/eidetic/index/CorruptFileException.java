package dev.eidetic.index;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/// An index file that is truncated, changed or none at all. The message names the file, the section
/// and the byte.
public final class CorruptFileException extends IOException {

  private static final long serialVersionUID = 1;

  /// @param section of the file, such as `header`
  /// @param offset of the byte in the file where the trouble begins
  @FormatMethod
  public CorruptFileException(
      Path file, String section, long offset, @FormatString String message, Object... values) {
    super(
        "%s: section \"%s\", byte %d: %s"
            .formatted(file, section, offset, String.format(Locale.ROOT, message, values)));
  }
}
