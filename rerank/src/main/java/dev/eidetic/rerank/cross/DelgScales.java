package dev.eidetic.rerank.cross;

import dev.eidetic.encode.local.Keypoints;
import dev.eidetic.encode.onnx.OnnxArray;
import java.util.Arrays;

/// At which of DELG's scales of the picture a feature of a size would have been found.
///
/// DELG finds features of one size in a picture scaled seven times; others find features of many
/// sizes in one picture. A feature as large as most counts as found in the picture as it is, one
/// twice as large in the picture of half the side. Where sizes are not known, all count so.
final class DelgScales {

  private static final double[] SCALES = {0.5, Math.sqrt(0.5), 1, Math.sqrt(2), 2, Math.sqrt(8), 4};

  private DelgScales() {}

  /// @return `[1, length]`, numbers of scales, 0 behind the first `count`
  static OnnxArray of(Keypoints points, int count, int length) {
    var sizes = new float[count];
    for (int i = 0; i < count; i++) {
      sizes[i] = points.size(i);
    }
    var sorted = sizes.clone();
    Arrays.sort(sorted);
    float median = count == 0 ? 0 : sorted[count / 2];
    var input = new GraphInput(1, length);
    for (int i = 0; i < count; i++) {
      input.set(i, nearest(median > 0 && sizes[i] > 0 ? median / sizes[i] : 1));
    }
    return input.array();
  }

  private static int nearest(double scale) {
    int nearest = 0;
    for (int i = 1; i < SCALES.length; i++) {
      if (Math.abs(Math.log(SCALES[i] / scale)) < Math.abs(Math.log(SCALES[nearest] / scale))) {
        nearest = i;
      }
    }
    return nearest;
  }
}
