package dev.eidetic.cli.terminal;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Which of standard input (0), output (1) and error (2) are terminals, and how wide. Java only
/// tells whether all are; Linux says more.
final class Devices {

  private static final int USUAL_WIDTH = 80;
  private static final int LEAST_WIDTH = 40;
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  private final Map<String, String> environment;
  private @Nullable Integer width;

  Devices(Map<String, String> environment) {
    this.environment = environment;
  }

  boolean isTerminal(int descriptor) {
    try {
      String device =
          Files.readSymbolicLink(DESCRIPTORS.resolve(Integer.toString(descriptor))).toString();
      return device.startsWith("/dev/pts/")
          || device.startsWith("/dev/tty")
          || device.equals("/dev/console");
    } catch (IOException | UnsupportedOperationException _) { // no Linux
      return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }
  }

  /// Columns; empty if the descriptor is no terminal.
  Optional<Integer> width(int descriptor) {
    if (!isTerminal(descriptor)) {
      return Optional.empty();
    }
    if (width == null) {
      width = Math.max(LEAST_WIDTH, stated().or(Devices::asked).orElse(USUAL_WIDTH));
    }
    return Optional.of(width);
  }

  private Optional<Integer> stated() {
    return number(environment.getOrDefault("COLUMNS", ""));
  }

  /// What `stty size` says, rows and columns; 20 ms, and only where a person looks on.
  private static Optional<Integer> asked() {
    try {
      var process =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      var answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      if (!process.waitFor(1, TimeUnit.SECONDS)) {
        process.destroy();
      }
      return number(answer.substring(answer.indexOf(' ') + 1));
    } catch (IOException _) { // no such command
      return Optional.empty();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static Optional<Integer> number(String text) {
    try {
      int number = Integer.parseInt(text.strip());
      return number > 0 ? Optional.of(number) : Optional.empty();
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }
}
