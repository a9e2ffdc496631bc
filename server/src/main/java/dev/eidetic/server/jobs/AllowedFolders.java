package dev.eidetic.server.jobs;

import dev.eidetic.server.problems.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/// The folders of the server that clients may have taken in, with all below them.
///
/// @param roots as the operator named them
public record AllowedFolders(List<Path> roots) {

  public AllowedFolders {
    roots = List.copyOf(roots);
  }

  /// An order whose folder, if it has one, is the real path of one that may be taken in.
  ///
  /// @throws ProblemException of status 403 as [#resolve]
  JobOrder checked(JobOrder order) throws IOException {
    return order instanceof JobOrder.Ingest(String collection, Path folder, boolean prunes)
        ? new JobOrder.Ingest(collection, resolve(folder.toString()), prunes)
        : order;
  }

  /// The real path of a folder that a client names.
  ///
  /// @throws ProblemException of status 403 if it lies elsewhere: the same whether it exists or
  ///   not, so that nobody can feel his way around the disk
  public Path resolve(String folder) throws IOException {
    try {
      var named = Path.of(folder);
      if (named.isAbsolute() && Files.isDirectory(named)) {
        var real = named.toRealPath();
        for (var root : roots) {
          if (Files.isDirectory(root) && real.startsWith(root.toRealPath())) {
            return real;
          }
        }
      }
    } catch (InvalidPathException | IOException _) { // is refused below
    }
    throw refused(folder);
  }

  static ProblemException refused(String folder) {
    return ProblemException.forbidden(
        "folder \"%s\" is none that may be taken in; the operator allows folders with --allow-folder DIR"
            .formatted(folder));
  }
}
