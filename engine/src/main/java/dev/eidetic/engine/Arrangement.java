package dev.eidetic.engine;

import static dev.eidetic.vectors.Preconditions.require;

import java.util.Optional;

/// How what was found is put in order: pages, groups, no near-duplicates, variety.
///
/// Hits that belong together are folded into the best of them, which names them ([Hit#folded]);
/// they are looked for among a few times as many hits as are shown.
///
/// @param after the last hit of the page before; empty for the first page
/// @param groupBy a field of which each value is shown once; empty for none. Items without it stand
///   alone, items with several strings go by all of them together
/// @param distinct hits whose cosine with a better one is at least this are folded into it; 0 to 1,
///   more than 1 for none
/// @param diversity 0 to 1: how much being unlike the hits before counts against being like the
///   query; 0 ranks by likeness alone. Carbonell and Goldstein, 1998,
///   <https://doi.org/10.1145/290941.291025> (maximal marginal relevance; 1 - lambda of the paper)
public record Arrangement(
    Optional<Cursor> after, Optional<String> groupBy, float distinct, float diversity) {

  private static final float NONE_DISTINCT = 2;
  private static final int CANDIDATES_PER_HIT = 5;

  /// By score, from the best on.
  public static final Arrangement BY_SCORE =
      new Arrangement(Optional.empty(), Optional.empty(), NONE_DISTINCT, 0);

  public Arrangement {
    require(distinct > 0, "distinct is %s; it must be a cosine above 0, such as 0.95", distinct);
    require(0 <= diversity && diversity <= 1, "diversity is %s; it must be 0 to 1", diversity);
    require(
        diversity == 0 || after.isEmpty(),
        "diversity is %s on a page after the first; a varied list has no pages, ask for more hits",
        diversity);
  }

  /// The page after a hit.
  public Arrangement after(Cursor cursor) {
    return new Arrangement(Optional.of(cursor), groupBy, distinct, diversity);
  }

  public Arrangement groupBy(String field) {
    return new Arrangement(after, Optional.of(field), distinct, diversity);
  }

  public Arrangement distinct(float cosine) {
    return new Arrangement(after, groupBy, cosine, diversity);
  }

  public Arrangement diversity(float share) {
    return new Arrangement(after, groupBy, distinct, share);
  }

  /// How many candidates are looked at for each hit, to begin with.
  int candidatesPerHit() {
    return groupBy.isPresent() || distinct <= 1 || diversity > 0 ? CANDIDATES_PER_HIT : 1;
  }
}
