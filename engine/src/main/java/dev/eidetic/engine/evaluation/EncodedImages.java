package dev.eidetic.engine.evaluation;

import dev.eidetic.evaluate.dataset.ImageReference;
import java.util.List;
import java.util.Map;

/// Vectors of images, and the hash of the files they came from.
///
/// @param vectors by image
/// @param sha256 over paths, boxes and file contents, in the order of the list
record EncodedImages(Map<ImageReference, float[]> vectors, String sha256) {

  float[][] rows(List<ImageReference> images) {
    return images.stream().map(vectors::get).toArray(float[][]::new);
  }
}
