package dev.eidetic.cli;

import dev.eidetic.cli.terminal.Terminal;
import dev.eidetic.engine.Collection;
import dev.eidetic.engine.EngineException.NotFoundException;
import dev.eidetic.engine.sheet.VisibleText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// `--collection`, and where to look without it.
final class CollectionOption {

  /// The folder that `index` makes inside the folder of images.
  static final String DEFAULT_NAME = ".eidetic";

  private static final String VARIABLE = "EIDETIC_COLLECTION";

  @Option(
      names = {"-c", "--collection"},
      paramLabel = "DIR",
      description = {
        "The collection, or the folder whose .eidetic it is.",
        "Without it: what EIDETIC_COLLECTION says, or else the nearest .eidetic upwards from the"
            + " image files named, or from the working directory.",
      })
  private Optional<Path> folder = Optional.empty();

  /// The folder the user named, if any.
  Optional<Path> named(Terminal terminal) {
    return folder.map(terminal::resolve);
  }

  /// The folder of an existing collection. Says which one it is where the user did not.
  ///
  /// @param files absolute; looked upwards from first
  /// @throws NotFoundException if there is none
  Path find(Terminal terminal, List<Path> files) throws IOException {
    var named = named(terminal);
    if (named.isPresent()) {
      return itselfOrInside(named.get());
    }
    String variable = terminal.environment().getOrDefault(VARIABLE, "");
    Path found =
        variable.isBlank() ? nearest(terminal, files) : itselfOrInside(terminal.resolve(variable));
    terminal.note("using collection " + VisibleText.of(found.toString()));
    return found;
  }

  /// What the user meant by a folder of images is the collection in it.
  static Path itselfOrInside(Path folder) throws IOException {
    var inside = folder.resolve(DEFAULT_NAME);
    return !Collection.exists(folder) && Collection.exists(inside) ? inside : folder;
  }

  private static Path nearest(Terminal terminal, List<Path> files) throws IOException {
    for (var file : files) {
      var found = upwards(file.getParent());
      if (found.isPresent()) {
        return found.get();
      }
    }
    return upwards(terminal.workingDirectory())
        .orElseThrow(
            () ->
                new NotFoundException(
                    "no collection is near %s; name one with --collection DIR, or make one with: eidetic index FOLDER"
                        .formatted(terminal.workingDirectory())));
  }

  private static Optional<Path> upwards(@Nullable Path from) throws IOException {
    for (var folder = from; folder != null; folder = folder.getParent()) {
      if (Collection.exists(folder.resolve(DEFAULT_NAME))) {
        return Optional.of(folder.resolve(DEFAULT_NAME));
      }
      if (Collection.exists(folder)) {
        return Optional.of(folder);
      }
    }
    return Optional.empty();
  }
}
