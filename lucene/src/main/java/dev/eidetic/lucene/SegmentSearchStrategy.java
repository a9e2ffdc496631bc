package dev.eidetic.lucene;

import dev.eidetic.index.SearchEffort;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.lucene.search.knn.KnnSearchStrategy;

/// What a query says to segments of our format, and what it wants to be told; other formats ignore
/// it. Given to `KnnFloatVectorQuery` or a collector:
///
/// ```java
/// var strategy = new SegmentSearchStrategy(SearchEffort.DEFAULT.withBeam(200), reports::add);
/// var query = new KnnFloatVectorQuery("vector", numbers, 10, filter, strategy);
/// ```
public final class SegmentSearchStrategy extends KnnSearchStrategy {

  /// Usual effort, nobody is told.
  public static final SegmentSearchStrategy DEFAULT =
      new SegmentSearchStrategy(SearchEffort.DEFAULT);

  private final SearchEffort effort;
  private final Optional<Consumer<SegmentReport>> reports;

  /// Nobody is told.
  public SegmentSearchStrategy(SearchEffort effort) {
    this.effort = effort;
    this.reports = Optional.empty();
  }

  /// @param reports is told what was done in each segment, on the thread that searched it
  public SegmentSearchStrategy(SearchEffort effort, Consumer<SegmentReport> reports) {
    this.effort = effort;
    this.reports = Optional.of(reports);
  }

  public SearchEffort effort() {
    return effort;
  }

  Optional<Consumer<SegmentReport>> reports() {
    return reports;
  }

  /// The strategy of a collector, if it is or wraps one of ours.
  static SegmentSearchStrategy of(KnnSearchStrategy given) {
    return switch (given) {
      case SegmentSearchStrategy ours -> ours;
      case Seeded seeded when seeded.originalStrategy() instanceof SegmentSearchStrategy ours ->
          ours;
      case null, default -> DEFAULT;
    };
  }

  @Override
  public void nextVectorsBlock() {}

  @Override
  public boolean equals(Object other) {
    return other instanceof SegmentSearchStrategy that
        && effort.equals(that.effort)
        && reports.equals(that.reports);
  }

  @Override
  public int hashCode() {
    return Objects.hash(effort, reports);
  }
}
