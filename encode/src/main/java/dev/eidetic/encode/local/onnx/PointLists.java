package dev.eidetic.encode.local.onnx;

import dev.eidetic.encode.EncodingException;
import dev.eidetic.encode.onnx.OnnxArray;
import dev.eidetic.encode.onnx.TensorPort;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Points and descriptors as lists, as exports of SuperPoint, DISK and ALIKED beside LightGlue have
/// them, and those of XFeat with its own selection: `keypoints` `[N, 2]` (x and y in pixels of the
/// input, whole numbers or floats), `descriptors` `[N, D]`, perhaps `scores` `[N]`; each perhaps
/// with a first dimension of 1.
///
/// @param scores empty where a graph gives its points in the order of their strength
record PointLists(String keypoints, String descriptors, Optional<String> scores)
    implements FeatureLayout {

  static Optional<FeatureLayout> of(List<TensorPort> outputs) {
    var keypoints = FeatureLayout.named(outputs, "keypoint", "kpt");
    var descriptors = FeatureLayout.named(outputs, "desc");
    if (keypoints.isEmpty() || descriptors.isEmpty()) {
      return Optional.empty();
    }
    boolean areLists = keypoints.get().shape().size() <= 3 && descriptors.get().shape().size() <= 3;
    return areLists
        ? Optional.of(
            new PointLists(
                keypoints.get().name(),
                descriptors.get().name(),
                FeatureLayout.named(outputs, "score").map(TensorPort::name)))
        : Optional.empty();
  }

  @Override
  public Set<String> names() {
    var names = new LinkedHashSet<>(List.of(keypoints, descriptors));
    scores.ifPresent(names::add);
    return names;
  }

  @Override
  public FeatureColours colours() {
    return FeatureColours.UNIT;
  }

  @Override
  public FoundPoints read(String model, Map<String, OnnxArray> outputs) {
    var points = FeatureLayout.array(outputs, keypoints);
    var rows = FeatureLayout.array(outputs, descriptors);
    int count = points.numbers().remaining() / 2;
    int dimension = Math.toIntExact(rows.shape().getLast());
    var strengths = scores.map(name -> FeatureLayout.array(outputs, name).floats());
    boolean fits =
        points.shape().getLast() == 2
            && rows.numbers().remaining() == count * dimension
            && (count == 0 || dimension >= 1)
            && strengths.map(numbers -> numbers.length == count).orElse(true);
    if (!fits) {
      throw new EncodingException(
          "model \"%s\" gives keypoints of shape %s, descriptors of shape %s and scores of shape %s; they must be [N, 2], [N, D] and [N]"
              .formatted(
                  model,
                  points.shape(),
                  rows.shape(),
                  scores
                      .map(name -> FeatureLayout.array(outputs, name).shape())
                      .orElse(List.of())));
    }
    float[] xy = points.floats();
    float[] numbers = rows.floats();
    var x = new float[count];
    var y = new float[count];
    var falling = new float[count];
    for (int i = 0; i < count; i++) {
      x[i] = xy[2 * i];
      y[i] = xy[2 * i + 1];
      falling[i] = -i;
    }
    return new FoundPoints(
        x,
        y,
        strengths.orElse(falling),
        dimension,
        i -> Arrays.copyOfRange(numbers, i * dimension, (i + 1) * dimension));
  }
}
