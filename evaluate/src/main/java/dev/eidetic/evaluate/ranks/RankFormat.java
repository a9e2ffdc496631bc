package dev.eidetic.evaluate.ranks;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.evaluate.GroundTruth;
import java.util.List;

/// What a file of rankings must hold.
///
/// @param queries how many answers there must be
/// @param gallerySize how many images are ranked; entries are 0 to `gallerySize - 1`
/// @param orientation what a row of the file is; the sides are never guessed
/// @param entries whether CSV cells are ordinals or names; JSON tells them apart itself
/// @param queryNames one per query, or none; needed where answers come by name
/// @param galleryNames one per gallery image, or none; needed where entries are names
public record RankFormat(
    int queries,
    int gallerySize,
    Orientation orientation,
    Entries entries,
    List<String> queryNames,
    List<String> galleryNames) {

  /// What a row is.
  public enum Orientation {
    /// A row is the answer to one query.
    QUERIES_IN_ROWS,
    /// A column is the answer to one query, as in revisitop's own `ranks` (database x queries).
    TRANSPOSED
  }

  /// What an entry is.
  public enum Entries {
    /// A number from 0, the place of the image in the gallery's list.
    ORDINALS,
    /// The image's name in the gallery's list.
    NAMES
  }

  public RankFormat {
    require(queries >= 1, "queries is %d; there must be at least 1", queries);
    require(gallerySize >= 1, "gallerySize is %d; there must be at least 1", gallerySize);
    queryNames = List.copyOf(queryNames);
    galleryNames = List.copyOf(galleryNames);
    require(
        queryNames.isEmpty() || queryNames.size() == queries,
        "there are %d names for %d queries",
        queryNames.size(),
        queries);
    require(
        galleryNames.isEmpty() || galleryNames.size() == gallerySize,
        "there are %d names for %d gallery images",
        galleryNames.size(),
        gallerySize);
  }

  /// Ordinals, one row per query.
  public static RankFormat of(int queries, int gallerySize) {
    return new RankFormat(
        queries, gallerySize, Orientation.QUERIES_IN_ROWS, Entries.ORDINALS, List.of(), List.of());
  }

  /// Ordinals, one row per query, of the sizes that a truth has.
  public static RankFormat of(GroundTruth truth) {
    return of(truth.queries(), truth.gallerySize());
  }

  /// The same with one column per query.
  public RankFormat transposed() {
    return new RankFormat(
        queries, gallerySize, Orientation.TRANSPOSED, entries, queryNames, galleryNames);
  }

  /// The same with entries by name.
  public RankFormat named(List<String> queryNames, List<String> galleryNames) {
    return new RankFormat(
        queries, gallerySize, orientation, Entries.NAMES, queryNames, galleryNames);
  }
}
