package dev.eidetic.server.search;

import dev.eidetic.engine.reranking.RerankSettings;
import dev.eidetic.server.problems.ProblemException;
import java.time.Duration;
import java.util.Optional;

/// Reads how the first hits are to be put into a better order.
final class RerankReader {

  /// More candidates than this take seconds.
  private static final int MOST_CANDIDATES = 1000;

  private static final double LONGEST_MILLIS = 60_000;

  private RerankReader() {}

  /// @param cascade stages as the command line takes them; blank for none
  /// @param candidates how many first hits they see
  /// @param budgetMillis time for all stages; 0 for as long as it takes
  /// @throws ProblemException of status 400 saying what is wrong
  static Optional<RerankSettings> read(String cascade, double candidates, double budgetMillis) {
    if (cascade.isBlank()) {
      if (budgetMillis != 0) {
        throw ProblemException.badRequest(
            "\"budgetMillis\" is time for \"rerank\"; give a cascade, too");
      }
      return Optional.empty();
    }
    if (!(2 <= candidates && candidates <= MOST_CANDIDATES)) {
      throw ProblemException.badRequest(
          "candidates is %s; a cascade can see 2 to %d".formatted(candidates, MOST_CANDIDATES));
    }
    if (!(0 <= budgetMillis && budgetMillis <= LONGEST_MILLIS)) {
      throw ProblemException.badRequest(
          "budgetMillis is %s; it must be 0, for no limit, to 60000".formatted(budgetMillis));
    }
    var budget =
        budgetMillis == 0
            ? Optional.<Duration>empty()
            : Optional.of(Duration.ofNanos((long) (budgetMillis * 1e6)));
    try {
      return Optional.of(RerankSettings.parse(cascade, (int) candidates, budget));
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest("rerank: " + e.getMessage());
    }
  }
}
