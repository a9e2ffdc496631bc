package dev.eidetic.demo.show;

import dev.eidetic.demo.Written;
import dev.eidetic.demo.show.DemoListener.Step;
import dev.eidetic.engine.ingest.IngestReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What the demo did.
///
/// @param drawn pictures drawn, and kept from an earlier run
/// @param indexed what happened to them
/// @param searches the ones that the page shows first, with hits to depth 5
/// @param overall over all pictures
/// @param sheet the page
/// @param times of each step
/// @param next commands to try, ready for a POSIX shell
public record DemoReport(
    Written drawn,
    IngestReport indexed,
    List<JudgedSearch> searches,
    LeaveOneOut overall,
    Path sheet,
    Map<Step, Duration> times,
    List<String> next) {

  public DemoReport {
    searches = List.copyOf(searches);
    times = Map.copyOf(times);
    next = List.copyOf(next);
  }

  /// True when nothing was drawn or encoded, for an earlier run had done it.
  public boolean isRepeated() {
    return drawn.drawn() == 0 && indexed.progress().added() + indexed.progress().replaced() == 0;
  }
}
