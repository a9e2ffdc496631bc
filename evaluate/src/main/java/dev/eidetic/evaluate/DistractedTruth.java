package dev.eidetic.evaluate;

import static dev.eidetic.vectors.Preconditions.require;

/// Truth whose gallery goes on with images that are wrong for every query.
record DistractedTruth(GroundTruth judged, int distractors) implements GroundTruth {

  DistractedTruth {
    require(distractors >= 0, "there are %d distractors; 0 or more can be", distractors);
    require(
        judged.gallerySize() <= Integer.MAX_VALUE - distractors,
        "%d images and %d distractors are more than a gallery can hold",
        judged.gallerySize(),
        distractors);
  }

  @Override
  public int queries() {
    return judged.queries();
  }

  @Override
  public int gallerySize() {
    return judged.gallerySize() + distractors;
  }

  @Override
  public Relevance relevance(int query) {
    return judged.relevance(query);
  }
}
