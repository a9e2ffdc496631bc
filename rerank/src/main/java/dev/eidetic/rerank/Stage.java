package dev.eidetic.rerank;

import java.util.Optional;

/// One way to put hits into a better order. Thread-safe: any number of queries at once.
public interface Stage {

  /// As it is written in a cascade: `aqe(k=10,alpha=3)`.
  String name();

  /// At most so many hits from the top are looked at.
  int top();

  /// With fewer hits than this the stage has nothing to work with.
  int fewest();

  /// Multiplications for so many hits, for forecasts: only how it grows matters.
  double work(int count, int dimension);

  /// Re-ranks the first hits.
  ///
  /// @param count how many it may look at, at least 1 and at most `candidates.size()`
  /// @param budget asked every few dozen hits
  /// @return the same hits; nothing if the budget was spent before the stage was done
  Optional<Candidates> rerank(Candidates candidates, int count, TimeBudget budget);
}
