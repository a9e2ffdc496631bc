package dev.eidetic.engine.check;

import java.util.List;

/// What a check found.
///
/// @param items that were read
/// @param problemCount how many problems there are
/// @param problems the first of them, at most [#MAX_PROBLEMS], a sentence each
public record CheckReport(long items, long problemCount, List<String> problems) {

  /// More are counted but not kept.
  public static final int MAX_PROBLEMS = 1000;

  public CheckReport {
    problems = List.copyOf(problems);
  }

  /// True when nothing is wrong.
  public boolean isWhole() {
    return problemCount == 0;
  }
}
