package dev.eidetic.engine.evaluation;

import dev.eidetic.evaluate.dataset.ImageReference;
import dev.eidetic.vectors.Kernels;
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

  /// One vector for several images of the same: their mean, of unit length.
  float[] template(List<ImageReference> images) {
    float[][] rows = rows(images);
    var sum = rows[0].clone();
    for (int i = 1; i < rows.length; i++) {
      for (int j = 0; j < sum.length; j++) {
        sum[j] += rows[i][j];
      }
    }
    Kernels.normalize(sum);
    return sum;
  }
}
