package dev.eidetic.train.weights;

import com.google.errorprone.annotations.FormatMethod;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/// A file of weights that is broken or does not fit the network; names the file and the place.
public final class WeightsException extends IOException {

  private static final long serialVersionUID = 1;

  private WeightsException(String message) {
    super(message);
  }

  /// @param message for `String.format`
  @FormatMethod
  public static WeightsException in(Path file, String message, Object... values) {
    return new WeightsException(file + ": " + String.format(Locale.ROOT, message, values));
  }
}
