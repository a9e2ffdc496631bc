package dev.eidetic.evaluate.pickle;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.io.IOException;
import java.util.Locale;

/// A pickle is broken, asks for something that is not plain data, or is larger than the limits. The
/// message names the instruction, its place and the value.
public final class PickleException extends IOException {

  private static final long serialVersionUID = 1;

  private final long offset;

  /// @param offset of the instruction, in bytes from the start
  @FormatMethod
  PickleException(long offset, String instruction, @FormatString String message, Object... values) {
    super(
        "pickle, byte %d, %s: %s"
            .formatted(offset, instruction, String.format(Locale.ROOT, message, values)));
    this.offset = offset;
  }

  PickleException(String subject, PickleException cause) {
    super(subject + ": " + cause.getMessage(), cause);
    this.offset = cause.offset;
  }

  /// Where the refused instruction stands, in bytes from the start.
  public long offset() {
    return offset;
  }
}
