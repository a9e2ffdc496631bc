package dev.eidetic.encode.store;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Where this user's data belongs, by the customs of the operating system.
///
/// The variable `EIDETIC_HOME` overrides them. Else: on Linux and other Unix systems
/// `$XDG_DATA_HOME/eidetic` or `~/.local/share/eidetic`; on macOS `~/Library/Application
/// Support/Eidetic`; on Windows `%LOCALAPPDATA%\Eidetic`.
///
/// @param operatingSystem as the system property `os.name` says it
/// @param home of the user
/// @param environment variables by name
public record UserDirectories(String operatingSystem, Path home, Map<String, String> environment) {

  public UserDirectories {
    environment = Map.copyOf(environment);
  }

  /// The directories of whoever runs this JVM.
  public static UserDirectories ofThisMachine() {
    return new UserDirectories(
        System.getProperty("os.name", ""),
        Path.of(System.getProperty("user.home", "")),
        System.getenv());
  }

  /// The folder for everything that we keep, absolute; it need not exist.
  public Path data() {
    return variable("EIDETIC_HOME").orElseGet(this::customary).toAbsolutePath().normalize();
  }

  /// The folder of the [ModelStore].
  public Path models() {
    return data().resolve("models");
  }

  private Path customary() {
    var system = operatingSystem.toLowerCase(Locale.ROOT);
    if (system.startsWith("windows")) {
      var local = variable("LOCALAPPDATA");
      return local.orElseGet(() -> home.resolve("AppData").resolve("Local")).resolve("Eidetic");
    }
    if (system.startsWith("mac")) {
      return home.resolve("Library").resolve("Application Support").resolve("Eidetic");
    }
    // The XDG specification says to ignore relative paths.
    return variable("XDG_DATA_HOME")
        .filter(Path::isAbsolute)
        .orElseGet(() -> home.resolve(".local").resolve("share"))
        .resolve("eidetic");
  }

  private Optional<Path> variable(String name) {
    return Optional.ofNullable(environment.get(name))
        .filter(value -> !value.isBlank())
        .map(Path::of);
  }
}
