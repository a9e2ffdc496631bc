package dev.eidetic.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is sought. Start with [#like] and refine: `SearchQuery.like(Example.item("a.jpg"))
/// .unlike(Example.item("b.jpg")).where("price:[10 TO 50]").count(20)`.
///
/// @param like at least one
/// @param where a filter in Lucene's syntax; empty for all
/// @param offset hits left out at the beginning
/// @param count hits at most; `offset + count` is at most 10,000
/// @param minScore hits below it are left out; -1 keeps all
/// @param minProbability hits that are less probably a match are left out, 0 to 1; more than 0
///   needs a collection that was calibrated
/// @param reranking how the first hits are put into a better order; empty to leave them
public record SearchQuery(
    List<Example> like,
    List<Example> unlike,
    String where,
    int offset,
    int count,
    double minScore,
    double minProbability,
    Optional<Reranking> reranking) {

  public SearchQuery {
    like = List.copyOf(like);
    unlike = List.copyOf(unlike);
  }

  /// What a search goes by.
  ///
  /// @param box x, y, width, height in fractions of the picture: only this part counts
  public record Example(Source source, double weight, Optional<List<Double>> box) {

    /// An item of the collection; it is left out of the hits.
    public static Example item(String id) {
      return new Example(new OfItem(id), 1, Optional.empty());
    }

    /// A picture.
    ///
    /// @param file the bytes of an image file; not copied
    public static Example picture(byte[] file) {
      return new Example(new OfPicture(file), 1, Optional.empty());
    }

    /// A vector of the collection's space.
    public static Example vector(float[] numbers) {
      return new Example(new OfVector(numbers), 1, Optional.empty());
    }

    /// The same, counting more or less than others.
    ///
    /// @param factor above 0
    public Example weighing(double factor) {
      return new Example(source, factor, box);
    }

    /// The same, by a part of its picture.
    public Example box(double x, double y, double width, double height) {
      return new Example(source, weight, Optional.of(List.of(x, y, width, height)));
    }
  }

  /// What an example is.
  public sealed interface Source {}

  record OfItem(String id) implements Source {}

  record OfPicture(byte[] file) implements Source {}

  record OfVector(float[] numbers) implements Source {}

  /// The ten best hits for one example.
  public static SearchQuery like(Example example) {
    return new SearchQuery(List.of(example), List.of(), "", 0, 10, -1, 0, Optional.empty());
  }

  /// One more example to resemble.
  public SearchQuery andLike(Example example) {
    return new SearchQuery(
        with(like, example), unlike, where, offset, count, minScore, minProbability, reranking);
  }

  /// One more example to avoid.
  public SearchQuery unlike(Example example) {
    return new SearchQuery(
        like, with(unlike, example), where, offset, count, minScore, minProbability, reranking);
  }

  /// The same with another filter.
  public SearchQuery where(String filter) {
    return new SearchQuery(
        like, unlike, filter, offset, count, minScore, minProbability, reranking);
  }

  /// The same, further down the list.
  public SearchQuery offset(int hits) {
    return new SearchQuery(like, unlike, where, hits, count, minScore, minProbability, reranking);
  }

  /// The same with another number of hits.
  public SearchQuery count(int hits) {
    return new SearchQuery(like, unlike, where, offset, hits, minScore, minProbability, reranking);
  }

  /// The same with another least score.
  public SearchQuery minScore(double score) {
    return new SearchQuery(like, unlike, where, offset, count, score, minProbability, reranking);
  }

  /// The same with another least probability.
  public SearchQuery minProbability(double probability) {
    return new SearchQuery(like, unlike, where, offset, count, minScore, probability, reranking);
  }

  /// The same with the first hits in a better order.
  public SearchQuery rerank(Reranking how) {
    return new SearchQuery(
        like, unlike, where, offset, count, minScore, minProbability, Optional.of(how));
  }

  /// How the first hits are put into a better order.
  ///
  /// @param cascade stages such as `superglobal > geometric(top=50)`
  /// @param candidates how many first hits they see, 2 to 1,000
  /// @param budget time for all stages, at most a minute; zero for as long as it takes
  public record Reranking(String cascade, int candidates, Duration budget) {

    /// By a hundred candidates, without a limit.
    public static Reranking by(String cascade) {
      return new Reranking(cascade, 100, Duration.ZERO);
    }
  }

  private static List<Example> with(List<Example> examples, Example example) {
    var more = new ArrayList<>(examples);
    more.add(example);
    return more;
  }

  /// As the server reads it; pictures are put aside under names.
  Map<String, Object> json(Map<String, byte[]> pictures) {
    var json = new LinkedHashMap<String, Object>();
    json.put("like", like.stream().map(each -> json(each, pictures)).toList());
    json.put("unlike", unlike.stream().map(each -> json(each, pictures)).toList());
    json.put("where", where);
    json.put("offset", offset);
    json.put("count", count);
    json.put("minScore", minScore);
    if (minProbability > 0) {
      json.put("minProbability", minProbability);
    }
    reranking.ifPresent(
        how -> {
          json.put("rerank", how.cascade());
          json.put("candidates", how.candidates());
          json.put("budgetMillis", how.budget().toNanos() / 1e6);
        });
    return json;
  }

  private static Map<String, Object> json(Example example, Map<String, byte[]> pictures) {
    var json = new LinkedHashMap<String, Object>();
    switch (example.source()) {
      case OfItem(String id) -> json.put("id", id);
      case OfVector(float[] numbers) -> json.put("vector", numbers);
      case OfPicture(byte[] file) -> {
        String name = "picture" + pictures.size();
        pictures.put(name, file);
        json.put("upload", name);
      }
    }
    json.put("weight", example.weight());
    example.box().ifPresent(box -> json.put("box", box));
    return json;
  }
}
