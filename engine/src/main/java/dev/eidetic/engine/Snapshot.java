package dev.eidetic.engine;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.encode.EmbeddingSpace;
import dev.eidetic.encode.ImageEncoder;
import dev.eidetic.engine.EngineException.ConflictException;
import dev.eidetic.engine.EngineException.NotFoundException;
import dev.eidetic.engine.fields.FieldRange;
import dev.eidetic.engine.fields.FilterParser;
import dev.eidetic.engine.fields.NearNames;
import dev.eidetic.engine.fields.Schema;
import dev.eidetic.engine.relevance.CurrentMatchModel;
import dev.eidetic.engine.relevance.MatchCurve;
import dev.eidetic.engine.relevance.MatchModel;
import dev.eidetic.engine.storage.ScoredDocument;
import dev.eidetic.engine.storage.StoreSnapshot;
import dev.eidetic.engine.tuning.CurrentTuning;
import dev.eidetic.lucene.SegmentReport;
import dev.eidetic.vectors.Kernels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/// A collection at one point in time: later changes do not show. Any number of threads may read it;
/// close it, or the space of deleted items is never freed.
public final class Snapshot implements AutoCloseable {

  /// Ids that a misspelt one is compared with at most.
  private static final int MAX_NEAR_IDS = 10_000;

  /// How many times as many are asked for when too few were left.
  private static final int MORE_CANDIDATES = 4;

  private final String name;
  private final EmbeddingSpace space;
  private final StoreSnapshot store;
  private final @Nullable ImageEncoder encoder;
  private final CurrentMatchModel matches;
  private final CurrentTuning tuning;

  Snapshot(
      String name,
      EmbeddingSpace space,
      StoreSnapshot store,
      @Nullable ImageEncoder encoder,
      CurrentMatchModel matches,
      CurrentTuning tuning) {
    this.name = name;
    this.space = space;
    this.store = store;
    this.encoder = encoder;
    this.matches = matches;
    this.tuning = tuning;
  }

  /// How many items there are.
  public int size() throws IOException {
    return store.size();
  }

  /// Numbers per vector.
  public int dimension() {
    return space.dimension();
  }

  /// The fields that items may have.
  public Schema schema() {
    return store.schema();
  }

  /// How many items pass a filter.
  ///
  /// @param where in the syntax of [FilterParser]; empty for all
  public int count(String where) throws IOException {
    return store.count(filter(where));
  }

  /// The item of an id, if it exists.
  public Optional<Item> get(String id) throws IOException {
    return store.get(id);
  }

  /// A copy of the vector of an id, if it exists.
  public Optional<float[]> vector(String id) throws IOException {
    return store.vector(id);
  }

  /// Any item that passes a filter.
  ///
  /// @param where in the syntax of [FilterParser], not blank
  public Optional<Item> any(String where) throws IOException {
    return store.any(new FilterParser(schema()).parse(where));
  }

  /// The least and the greatest value of a field of numbers or dates.
  ///
  /// @return empty if the field has no order, or no item has it
  /// @throws IllegalArgumentException if the collection has no such field
  public Optional<FieldRange> range(String field) throws IOException {
    return store.range(field, schema().requireType(field));
  }

  /// Items in the order of a field.
  ///
  /// @throws IllegalArgumentException if the filter is wrong or the field unknown or without order
  public List<Item> list(ListRequest request) throws IOException {
    var type = schema().requireType(request.orderBy());
    return store.list(filter(request.where()), request, type);
  }

  /// The values of a field of strings or flags among the items that pass a filter.
  ///
  /// @param where in the syntax of [FilterParser]; empty for all
  /// @param most how many values at most
  /// @return the most frequent first
  /// @throws IllegalArgumentException if the field is unknown, or of numbers, dates or places
  public List<ValueCount> values(String field, String where, int most) throws IOException {
    return store.values(field, schema().requireType(field), filter(where), most);
  }

  /// Refused files, in no useful order.
  public List<Refusal> refusals() throws IOException {
    return store.refusals();
  }

  /// Visits items with copies of their vectors, in no useful order.
  ///
  /// @param where in the syntax of [FilterParser]; empty for all
  public void forEach(String where, ItemVisitor visitor) throws IOException {
    store.forEach(filter(where), visitor);
  }

  /// Finds the items nearest to the examples.
  ///
  /// @return best first; scores are computed from the raw vectors
  /// @throws IllegalArgumentException if the filter is wrong or the examples cancel each other out
  /// @throws NotFoundException if an example's id does not exist
  /// @throws ConflictException if a vector is of another dimension
  public List<Hit> search(SearchRequest request) throws IOException {
    return explain(request).hits();
  }

  /// The same, and how it was done.
  public ExplainedHits explain(SearchRequest request) throws IOException {
    long start = System.nanoTime();
    var filter = filter(request.where());
    float[] query = queryVector(request);
    var curve = curve(request, query);
    long queried = System.nanoTime();
    var found = find(withLeastScore(request, curve), query, filter);
    return new ExplainedHits(
        withProbabilities(found.hits(), curve, request.minProbability().orElse(0)),
        new VectorExplanation(
            found.segments(), queried - start, found.searchNanos(), found.itemNanos()));
  }

  /// What scores mean for this query, if that was asked and is known.
  private Optional<MatchCurve> curve(SearchRequest request, float[] query) throws IOException {
    if (request.minProbability().isEmpty()) {
      return Optional.empty();
    }
    double least = request.minProbability().getAsDouble();
    Optional<MatchModel> model;
    try {
      model = matches.get().filter(known -> known.dimension() == space.dimension());
    } catch (IOException e) {
      if (least > 0) {
        throw e;
      }
      model = Optional.empty(); // a search that only shows probabilities goes without them
    }
    require(
        model.isPresent() || least == 0,
        "minProbability is %s, and collection %s has not learned what its scores mean; let it: eidetic calibrate --same FIELD",
        least,
        name);
    return model.map(known -> known.curve(query));
  }

  private static SearchRequest withLeastScore(SearchRequest request, Optional<MatchCurve> curve) {
    return curve
        .map(
            known -> {
              double score = known.score(request.minProbability().orElse(0));
              return request.minScore((float) Math.clamp(score, request.minScore(), 1));
            })
        .orElse(request);
  }

  /// Rounding may have let in what is less probable by a hair, and no cosine may be probable
  /// enough.
  private static List<Hit> withProbabilities(
      List<Hit> hits, Optional<MatchCurve> curve, double least) {
    return curve
        .map(
            known ->
                hits.stream()
                    .map(hit -> hit.withProbability(known.probability(hit.score())))
                    .filter(hit -> hit.probability().orElse(0) >= least)
                    .toList())
        .orElse(hits);
  }

  private record Found(
      List<Hit> hits, List<SegmentReport> segments, long searchNanos, long itemNanos) {}

  /// Asks for more until so many are found that enough are left where some are folded.
  private Found find(SearchRequest request, float[] query, Optional<Query> filter)
      throws IOException {
    request.arrangement().groupBy().ifPresent(field -> schema().requireType(field));
    var examples = examplesAmongItems(request);
    int skipped = request.arrangement().after().map(Cursor::rank).orElse(0);
    int enough = Math.min(SearchRequest.MAX_COUNT, skipped + request.count());
    long wanted = (long) enough * request.arrangement().candidatesPerHit() + examples.size();
    var precision =
        request.precision() instanceof Precision.Usual
            ? new Precision.Effort(tuning.effort())
            : request.precision();
    long searchNanos = 0;
    long itemNanos = 0;
    while (true) {
      long start = System.nanoTime();
      var segments = new ArrayList<SegmentReport>();
      int count = (int) Math.min(wanted, SearchRequest.MAX_COUNT + (long) examples.size());
      var found = store.search(query, count, filter, precision, segments::add);
      long searched = System.nanoTime();
      var arranger = new Arranger(request.arrangement(), store::vector);
      boolean isAll = addTo(arranger, found, request.minScore(), examples) || found.size() < wanted;
      searchNanos += searched - start;
      itemNanos += System.nanoTime() - searched;
      if (isAll || arranger.count() >= enough) {
        return new Found(arranger.hits(request.count()), segments, searchNanos, itemNanos);
      }
      wanted *= MORE_CANDIDATES;
    }
  }

  /// @return whether the score of some was too low, so that more would be of no use
  private boolean addTo(
      Arranger arranger, List<ScoredDocument> found, float minScore, Set<String> examples)
      throws IOException {
    for (var document : found) {
      if (document.score() < minScore) {
        return true;
      }
      var item = store.item(document.document());
      if (!examples.contains(item.id())) {
        arranger.add(document.document(), document.score(), item);
      }
    }
    return false;
  }

  private static Set<String> examplesAmongItems(SearchRequest request) {
    var examples = new HashSet<String>();
    for (var weighted : request.examples()) {
      if (weighted.example() instanceof Example.OfItem(String id)) {
        examples.add(id);
      }
    }
    return examples;
  }

  /// The one vector that a search goes by: the weighted sum of its examples, of length 1.
  ///
  /// @throws IllegalArgumentException if the examples cancel each other out
  /// @throws NotFoundException if an example's id does not exist
  /// @throws ConflictException if a vector is of another dimension
  public float[] queryVector(SearchRequest request) throws IOException {
    var sum = new float[space.dimension()];
    for (var weighted : request.examples()) {
      float[] vector = vectorOf(weighted.example());
      require(
          Kernels.normalize(vector),
          "an example vector has no direction: it is zero or not finite");
      for (int i = 0; i < sum.length; i++) {
        sum[i] += weighted.weight() * vector[i];
      }
    }
    require(
        Kernels.normalize(sum), "the examples cancel each other out; leave one of --unlike away");
    return sum;
  }

  private float[] vectorOf(Example example) throws IOException {
    return switch (example) {
      case Example.Picture(var pixels) -> encoder().encode(List.of(pixels)).getFirst();
      case Example.OfItem(String id) -> {
        var vector = store.vector(id);
        if (vector.isEmpty()) {
          throw new NotFoundException(noSuchItem(id));
        }
        yield vector.get();
      }
      case Example.Vector(float[] numbers) -> {
        if (numbers.length != space.dimension()) {
          throw new ConflictException(
              "the example vector has %d numbers; collection %s holds vectors of %s"
                  .formatted(numbers.length, name, space));
        }
        yield numbers.clone();
      }
    };
  }

  private ImageEncoder encoder() {
    if (encoder == null) {
      throw new IllegalStateException(
          "collection %s was opened without an encoder; open it with one to search by picture"
              .formatted(name));
    }
    return encoder;
  }

  /// What to say of an id that does not exist, with what was meant if a near one does.
  public String noSuchItem(String id) throws IOException {
    var ids = new ArrayList<String>();
    if (size() <= MAX_NEAR_IDS) {
      store.forEach(Optional.empty(), (item, _) -> ids.add(item.id()));
    }
    String suggestion =
        NearNames.nearest(id, ids).map(" did you mean \"%s\"?"::formatted).orElse("");
    return "item \"%s\" is not in collection %s (%,d items);%s"
        .formatted(id, name, size(), suggestion)
        .replaceFirst(";$", "");
  }

  private Optional<Query> filter(String where) {
    return where.isBlank()
        ? Optional.empty()
        : Optional.of(new FilterParser(schema()).parse(where));
  }

  @Override
  public void close() throws IOException {
    store.close();
  }
}
