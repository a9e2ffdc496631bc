package dev.eidetic.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Shows a page to the user. Not through `java.awt.Desktop`, which takes a second to load.
final class Browser {

  private Browser() {}

  /// @throws IOException if the system's command for it is missing
  static void open(Path page) throws IOException {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String address = page.toUri().toString();
    var command =
        system.startsWith("windows")
            ? List.of("rundll32", "url.dll,FileProtocolHandler", address)
            : List.of(system.startsWith("mac") ? "open" : "xdg-open", address);
    try {
      new ProcessBuilder(command)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw new IOException(
          "the page is written, but %s cannot be started; open %s yourself"
              .formatted(command.getFirst(), page),
          e);
    }
  }
}
