package dev.eidetic.cli;

import dev.eidetic.cli.terminal.Terminal;
import dev.eidetic.server.security.KeyFile;
import dev.eidetic.server.settings.Setting;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// `--keys`, and where to look without it.
final class KeysOption {

  @Option(
      names = "--keys",
      paramLabel = "FILE",
      description = "The file of keys; without it: what EIDETIC_SERVE_KEYS says.")
  private Optional<Path> file = Optional.empty();

  KeyFile keyFile(Terminal terminal) {
    String variable = terminal.environment().getOrDefault(Setting.KEYS.variable(), "");
    if (file.isEmpty() && variable.isBlank()) {
      throw new IllegalArgumentException(
          "no file of keys is named; give --keys FILE or set " + Setting.KEYS.variable());
    }
    return new KeyFile(file.map(terminal::resolve).orElseGet(() -> terminal.resolve(variable)));
  }
}
