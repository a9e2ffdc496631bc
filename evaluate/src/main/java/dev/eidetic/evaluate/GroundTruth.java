package dev.eidetic.evaluate;

import java.util.List;

/// What is right for each query of a run. Immutable; any number of threads may ask at once.
public interface GroundTruth {

  /// How many queries there are; they are numbered from 0.
  int queries();

  /// How many images are ranked; they are numbered from 0.
  int gallerySize();

  /// What is right for one query. Costs at most the size of its answer.
  ///
  /// @param query from 0 to `queries() - 1`
  Relevance relevance(int query);

  /// The same truth in a gallery that goes on with images that answer no query.
  ///
  /// @param count how many images follow those judged, 0 or more
  default GroundTruth withDistractors(int count) {
    return count == 0 ? this : new DistractedTruth(this, count);
  }

  /// Truth listed query by query.
  ///
  /// @throws IllegalArgumentException if a list names an ordinal outside the gallery
  static GroundTruth of(int gallerySize, List<Relevance> relevances) {
    return new ListedTruth(gallerySize, List.copyOf(relevances));
  }

  /// Truth from classes: right is what bears the query's label. Queries and gallery are different
  /// images. Needs memory for the gallery once, never for pairs.
  static GroundTruth ofLabels(int[] queryLabels, int[] galleryLabels) {
    return new LabelTruth(queryLabels, galleryLabels, false);
  }

  /// Truth from classes where each image in turn is the query and all images are the gallery: query
  /// `i` is gallery item `i`, and junk to itself. Images alone in their class have nothing to find.
  static GroundTruth leaveOneOut(int[] labels) {
    return new LabelTruth(labels, labels, true);
  }
}
