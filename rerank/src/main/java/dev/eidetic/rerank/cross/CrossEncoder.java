package dev.eidetic.rerank.cross;

import dev.eidetic.rerank.TimeBudget;
import java.util.List;
import java.util.Optional;

/// Looks at two pictures together and says how likely they show the same. Any number of threads may
/// ask at once.
public interface CrossEncoder extends AutoCloseable {

  /// For people.
  String name();

  /// Multiplications for one pair, for forecasts: only how it grows matters.
  double work();

  /// Log odds that hits show what the query shows.
  ///
  /// @param hits with features of the query's kind
  /// @param budget asked between hits
  /// @return one finite number per hit; nothing if the budget was spent before the end
  /// @throws IllegalArgumentException if it cannot read such vectors or features
  /// @throws dev.eidetic.encode.EncodingException if its graph fails on them
  Optional<float[]> logits(Picture query, List<Picture> hits, TimeBudget budget);

  @Override
  void close();
}
