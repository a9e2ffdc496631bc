package dev.eidetic.cli;

import dev.eidetic.cli.terminal.Formats;
import dev.eidetic.cli.terminal.Terminal;
import dev.eidetic.engine.EngineException.BusyException;
import dev.eidetic.engine.Snapshot;
import dev.eidetic.engine.local.PictureFeatures;
import dev.eidetic.engine.localindex.LocalIndex;
import dev.eidetic.engine.localindex.LocalIndexListener.Step;
import dev.eidetic.engine.localindex.LocalIndexReport;
import dev.eidetic.engine.localindex.LocalIndexUpdate;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.Optional;

/// Describes the details of a collection's pictures, telling how far it is.
record LocalDescribing(Terminal terminal, Snapshot now, PictureFeatures features) {

  /// The local index, brought up to date if that can be done.
  ///
  /// @param folder of the collection
  /// @throws BusyException if it cannot and there is none
  Optional<LocalIndex> upToDate(Path folder) throws IOException {
    var progress = new BenchProgress(terminal);
    var update =
        new LocalIndexUpdate(
            now,
            folder,
            features,
            LocalIndexUpdate.SETTINGS,
            Runtime.getRuntime().availableProcessors(),
            (step, done, total) -> progress.show(title(step), "pictures", done, total));
    try {
      var report = update.run();
      progress.clear();
      tell(report);
      return report.index();
    } catch (BusyException | AccessDeniedException e) {
      var present = LocalIndex.open(folder, features.kind());
      if (present.isEmpty()) {
        throw e;
      }
      terminal.note(
          "pictures that came since the last search by details are not found: " + e.getMessage());
      return present;
    } finally {
      progress.clear();
    }
  }

  private static String title(Step step) {
    return switch (step) {
      case SAMPLE -> "looking at details to learn from";
      case LEARN -> "learning words";
      case DESCRIBE -> "describing details";
    };
  }

  private void tell(LocalIndexReport report) {
    if (report.described() > 0) {
      terminal.note(
          "the details of %s were described%s; that is kept for the next search"
              .formatted(
                  Formats.counted(report.described(), "picture", "pictures"),
                  report.isRelearned()
                      ? " in %s learned from them"
                          .formatted(
                              Formats.counted(
                                  report.index().map(LocalIndex::words).orElse(0), "word", "words"))
                      : ""));
    }
    if (report.unreadable() > 0) {
      terminal.note(
          "%s could not be read again and cannot be found by details"
              .formatted(Formats.counted(report.unreadable(), "picture", "pictures")));
    }
  }
}
