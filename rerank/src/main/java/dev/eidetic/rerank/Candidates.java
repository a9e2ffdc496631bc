package dev.eidetic.rerank;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.encode.local.LocalFeatures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/// A query, the vectors it is compared with, and its hits, best first. Immutable.
///
/// Stages make new ones: most change the order, some also the query (expansion) or the vectors
/// (augmentation), and later stages go on from there.
public final class Candidates {

  /// Name of the first search in a hit's trail.
  public static final String FIRST = "search";

  private final Gallery gallery;
  private final Query query;
  private final int[] ordinals;
  private final float[] scores;
  private final List<Trace> traces;

  /// What one stage said.
  ///
  /// @param stage its name
  /// @param places for each hit of today its place in the list that the stage was given
  /// @param scores by that place; as many as the stage looked at
  /// @param reasons by that place
  private record Trace(String stage, int[] places, float[] scores, IntFunction<Reason> reasons) {

    Trace permuted(int[] order) {
      var moved = places.clone();
      for (int i = 0; i < order.length; i++) {
        moved[i] = places[order[i]];
      }
      return new Trace(stage, moved, scores, reasons);
    }
  }

  private Candidates(
      Gallery gallery, Query query, int[] ordinals, float[] scores, List<Trace> traces) {
    this.gallery = gallery;
    this.query = query;
    this.ordinals = ordinals;
    this.scores = scores;
    this.traces = List.copyOf(traces);
  }

  /// What the first search found.
  ///
  /// @param ordinals best first, no ordinal twice, the query's own not among them; not copied
  /// @param scores of the same length, finite; not copied
  public static Candidates of(Gallery gallery, Query query, int[] ordinals, float[] scores) {
    require(
        ordinals.length == scores.length,
        "there are %d hits and %d scores; each hit needs one",
        ordinals.length,
        scores.length);
    require(
        query.vector().length == gallery.dimension(),
        "the query has %d numbers and stored vectors %d; they must agree",
        query.vector().length,
        gallery.dimension());
    var distinct = ordinals.clone();
    Arrays.sort(distinct);
    for (int i = 0; i < distinct.length; i++) {
      require(
          distinct[i] >= 0 && distinct[i] < gallery.count(),
          "hit has ordinal %d; the gallery has %d images, numbered from 0",
          distinct[i],
          gallery.count());
      require(
          i == 0 || distinct[i] != distinct[i - 1],
          "ordinal %d is listed twice; an image has one place",
          distinct[i]);
      require(
          !query.isSelf(distinct[i]),
          "hit has ordinal %d, which is the image that asks; leave it out of its own answer",
          distinct[i]);
      require(
          Float.isFinite(scores[i]), "score %d is %s; it must be a finite number", i, scores[i]);
    }
    var first = Reason.of("similarity to the query as it was asked");
    return new Candidates(
        gallery,
        query,
        ordinals,
        scores,
        List.of(new Trace(FIRST, identity(ordinals.length), scores, _ -> first)));
  }

  private static int[] identity(int length) {
    var places = new int[length];
    Arrays.setAll(places, i -> i);
    return places;
  }

  public int size() {
    return ordinals.length;
  }

  /// @param place from 0, the best first
  public int ordinal(int place) {
    return ordinals[place];
  }

  /// Score by the last stage that looked at it.
  public float score(int place) {
    return scores[place];
  }

  public Query query() {
    return query;
  }

  public Gallery gallery() {
    return gallery;
  }

  /// The local features of the picture that asks, if they are known.
  public Optional<LocalFeatures> queryFeatures() {
    return query.features().isPresent() || query.self().isEmpty()
        ? query.features()
        : gallery.features(query.self().getAsInt());
  }

  /// The vector of a hit; shared, must not change.
  public float[] vector(int place) {
    return gallery.vector(ordinals[place]);
  }

  /// Ordinals, best first.
  public int[] ordinals() {
    return ordinals.clone();
  }

  /// A hit with what each stage said of it.
  public Hit hit(int place) {
    var trail = new ArrayList<StageScore>();
    for (var trace : traces) {
      int then = trace.places()[place];
      if (then < trace.scores().length) {
        trail.add(new StageScore(trace.stage(), trace.scores()[then], trace.reasons().apply(then)));
      }
    }
    return new Hit(ordinals[place], scores[place], trail);
  }

  /// The same hits with new scores for the first of them, which are put into their order; equal
  /// scores stay in the order they had. Hits behind them keep place and score.
  ///
  /// @param stage for the trail
  /// @param newScores of the first hits, finite; not copied
  /// @param reasons by place in this list; asked for only when somebody looks at a trail
  public Candidates reordered(String stage, float[] newScores, IntFunction<Reason> reasons) {
    int[] order = Orders.descending(newScores);
    var movedOrdinals = ordinals.clone();
    var movedScores = scores.clone();
    for (int i = 0; i < order.length; i++) {
      movedOrdinals[i] = ordinals[order[i]];
      movedScores[i] = newScores[order[i]];
    }
    var moved = new ArrayList<Trace>();
    traces.forEach(trace -> moved.add(trace.permuted(order)));
    moved.add(new Trace(stage, identity(ordinals.length), newScores, reasons).permuted(order));
    return new Candidates(gallery, query, movedOrdinals, movedScores, moved);
  }

  /// The same hits, for later stages to compare with another query vector.
  public Candidates withQuery(float[] vector) {
    return new Candidates(
        gallery, new Query(vector, query.self(), query.features()), ordinals, scores, traces);
  }

  /// The same hits, for later stages to compare with other vectors of the same images.
  public Candidates withGallery(Gallery other) {
    require(
        other.count() == gallery.count() && other.dimension() == gallery.dimension(),
        "the other gallery has %d vectors of %d numbers, this one %d of %d; they must agree",
        other.count(),
        other.dimension(),
        gallery.count(),
        gallery.dimension());
    return new Candidates(other, query, ordinals, scores, traces);
  }
}
