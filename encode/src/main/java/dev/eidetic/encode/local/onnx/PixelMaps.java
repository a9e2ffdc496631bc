package dev.eidetic.encode.local.onnx;

import dev.eidetic.encode.EncodingException;
import dev.eidetic.encode.onnx.OnnxArray;
import dev.eidetic.encode.onnx.TensorPort;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Maps with one place per pixel, as R2D2 gives them: descriptors, and how repeatable a point is
/// and how reliable its descriptor, both 0 to 1.
///
/// Points are more repeatable than their eight neighbours; both numbers are at least 0.7 there, as
/// the authors have it, and their product is the score. The input is normalised as ImageNet's
/// photographs are.
record PixelMaps(String descriptors, String repeatability, String reliability)
    implements FeatureLayout {

  private static final float LEAST = 0.7f;

  static Optional<FeatureLayout> of(List<TensorPort> outputs) {
    var descriptors = FeatureLayout.named(outputs, "desc");
    var repeatability = FeatureLayout.named(outputs, "repeat");
    var reliability = FeatureLayout.named(outputs, "reliab");
    return descriptors.isPresent() && repeatability.isPresent() && reliability.isPresent()
        ? Optional.of(
            new PixelMaps(
                descriptors.get().name(), repeatability.get().name(), reliability.get().name()))
        : Optional.empty();
  }

  @Override
  public Set<String> names() {
    return Set.of(descriptors, repeatability, reliability);
  }

  @Override
  public FeatureColours colours() {
    return FeatureColours.IMAGENET;
  }

  @Override
  public FoundPoints read(String model, Map<String, OnnxArray> outputs) {
    var rows = FeatureMap.of(model, descriptors, FeatureLayout.array(outputs, descriptors));
    var repeat = FeatureMap.of(model, repeatability, FeatureLayout.array(outputs, repeatability));
    var trust = FeatureMap.of(model, reliability, FeatureLayout.array(outputs, reliability));
    if (!rows.isLike(repeat) || !rows.isLike(trust)) {
      throw new EncodingException(
          "model \"%s\": outputs \"%s\", \"%s\" and \"%s\" have sides %s, %s and %s; they must agree"
              .formatted(
                  model,
                  descriptors,
                  repeatability,
                  reliability,
                  rows.sides(),
                  repeat.sides(),
                  trust.sides()));
    }
    int[] peaks =
        Arrays.stream(repeat.peaks(1, LEAST))
            .filter(place -> trust.at(0, place) >= LEAST)
            .toArray();
    var x = new float[peaks.length];
    var y = new float[peaks.length];
    var scores = new float[peaks.length];
    for (int i = 0; i < peaks.length; i++) {
      int row = peaks[i] / rows.width();
      x[i] = peaks[i] % rows.width();
      y[i] = row;
      scores[i] = repeat.at(0, peaks[i]) * trust.at(0, peaks[i]);
    }
    return new FoundPoints(x, y, scores, rows.channels(), i -> rows.between(x[i], y[i]));
  }
}
