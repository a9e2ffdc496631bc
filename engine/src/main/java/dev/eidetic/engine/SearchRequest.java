package dev.eidetic.engine;

import static dev.eidetic.vectors.Preconditions.require;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// What is sought. Start with [#like] and refine: `SearchRequest.like(new
/// Example.OfItem("a.jpg")).where("width:[1000 TO *]").count(20)`.
///
/// The query vector is the sum of the examples' unit vectors, each times its weight, at unit length
/// again.
///
/// @param examples at least one, one of positive weight among them
/// @param where a filter in the syntax of [dev.eidetic.engine.fields.FilterParser]; empty for all
/// @param count how many hits at most, 1 to 100,000
/// @param minScore hits below this cosine are left out; -1 keeps all
/// @param minProbability hits are given how probable a match they are, and those below this are
///   left out, 0 to 1; empty to work out no probabilities. More than 0 needs a calibrated
///   collection
/// @param precision how hard it is tried to miss nothing
/// @param arrangement how what was found is put in order
public record SearchRequest(
    List<Weighted> examples,
    String where,
    int count,
    float minScore,
    OptionalDouble minProbability,
    Precision precision,
    Arrangement arrangement) {

  /// What an example to avoid weighs: half of one to resemble, so that it bends the query and does
  /// not turn it round.
  public static final float UNLIKE_WEIGHT = -0.5f;

  /// The most hits that can be asked for.
  public static final int MAX_COUNT = 100_000;

  /// An example and its part in the query.
  ///
  /// @param weight not 0; negative to avoid what resembles it
  public record Weighted(Example example, float weight) {

    public Weighted {
      require(
          weight != 0 && Float.isFinite(weight), "weight is %s; it must be a number but 0", weight);
    }
  }

  public SearchRequest {
    examples = List.copyOf(examples);
    require(
        examples.stream().anyMatch(example -> example.weight > 0),
        "a search needs at least one example of what to find");
    require(1 <= count && count <= MAX_COUNT, "count is %d; it must be 1 to %d", count, MAX_COUNT);
    require(-1 <= minScore && minScore <= 1, "minScore is %s; it must be -1 to 1", minScore);
    double least = minProbability.orElse(0);
    require(0 <= least && least <= 1, "minProbability is %s; it must be 0 to 1", least);
  }

  /// The ten best hits for one example.
  public static SearchRequest like(Example example) {
    return new SearchRequest(
        List.of(new Weighted(example, 1)),
        "",
        10,
        -1,
        OptionalDouble.empty(),
        Precision.USUAL,
        Arrangement.BY_SCORE);
  }

  /// One more example to resemble.
  public SearchRequest andLike(Example example) {
    return and(new Weighted(example, 1));
  }

  /// One more example to avoid.
  public SearchRequest unlike(Example example) {
    return and(new Weighted(example, UNLIKE_WEIGHT));
  }

  private SearchRequest and(Weighted example) {
    var more = new ArrayList<>(examples);
    more.add(example);
    return new SearchRequest(more, where, count, minScore, minProbability, precision, arrangement);
  }

  /// The same with another filter.
  public SearchRequest where(String filter) {
    return new SearchRequest(
        examples, filter, count, minScore, minProbability, precision, arrangement);
  }

  /// The same with another number of hits.
  public SearchRequest count(int hits) {
    return new SearchRequest(
        examples, where, hits, minScore, minProbability, precision, arrangement);
  }

  /// The same with another least score.
  public SearchRequest minScore(float score) {
    return new SearchRequest(examples, where, count, score, minProbability, precision, arrangement);
  }

  /// The same with match probabilities, without hits below the least; 0 leaves out none.
  public SearchRequest minProbability(double probability) {
    return new SearchRequest(
        examples, where, count, minScore, OptionalDouble.of(probability), precision, arrangement);
  }

  /// The same, scoring every vector.
  public SearchRequest exact() {
    return with(Precision.EXACT);
  }

  /// The same with another precision.
  public SearchRequest with(Precision other) {
    return new SearchRequest(examples, where, count, minScore, minProbability, other, arrangement);
  }

  /// The same in another order.
  public SearchRequest with(Arrangement other) {
    return new SearchRequest(examples, where, count, minScore, minProbability, precision, other);
  }

  public boolean isExact() {
    return precision instanceof Precision.Exact;
  }
}
