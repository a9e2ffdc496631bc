package dev.eidetic.evaluate;

import static dev.eidetic.vectors.Preconditions.require;

import java.util.List;

/// Truth listed query by query.
record ListedTruth(int gallerySize, List<Relevance> relevances) implements GroundTruth {

  ListedTruth {
    require(gallerySize >= 0, "gallery size is %d; it must not be negative", gallerySize);
    for (int query = 0; query < relevances.size(); query++) {
      requireWithin(gallerySize, query, relevances.get(query).relevant());
      requireWithin(gallerySize, query, relevances.get(query).junk());
    }
  }

  @Override
  public int queries() {
    return relevances.size();
  }

  @Override
  public Relevance relevance(int query) {
    return relevances.get(query);
  }

  private static void requireWithin(int gallerySize, int query, int[] ascending) {
    int last = ascending.length == 0 ? -1 : ascending[ascending.length - 1];
    require(
        last < gallerySize,
        "query %d names ordinal %d; the gallery has %d images, numbered from 0",
        query,
        last,
        gallerySize);
  }
}
