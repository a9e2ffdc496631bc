package dev.eidetic.encode.local.onnx;

import dev.eidetic.encode.EncodingException;
import dev.eidetic.encode.onnx.OnnxArray;
import dev.eidetic.encode.onnx.TensorPort;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Maps with one place per cell of 8 x 8 pixels, as SuperPoint and XFeat give them before points
/// are chosen: 65 logits (64 pixels row by row, and that there is no point), a descriptor, and with
/// XFeat how reliable the descriptor is, 0 to 1.
///
/// A pixel's probability is its share of the softmax; points are the greatest of their surroundings
/// (XFeat: 5 x 5, above 0.05; SuperPoint: 9 x 9, above 0.005, as their authors have it), scores the
/// probability times the reliability, descriptors bilinear between cells.
///
/// @param reliability empty for SuperPoint
record CellMaps(String logits, String descriptors, Optional<String> reliability)
    implements FeatureLayout {

  private static final int CELL = 8;
  private static final int PIXELS = CELL * CELL;

  static Optional<FeatureLayout> of(List<TensorPort> outputs) {
    var logits = channels(outputs, PIXELS + 1, PIXELS + 1);
    var reliability = channels(outputs, 1, 1);
    var descriptors =
        outputs.stream()
            .filter(output -> !logits.equals(Optional.of(output)))
            .filter(output -> output.shape().size() == 4 && output.shape().get(1) > 1)
            .findFirst();
    return logits.isPresent() && descriptors.isPresent()
        ? Optional.of(
            new CellMaps(
                logits.get().name(), descriptors.get().name(), reliability.map(TensorPort::name)))
        : Optional.empty();
  }

  private static Optional<TensorPort> channels(List<TensorPort> outputs, long least, long most) {
    return outputs.stream()
        .filter(output -> output.shape().size() == 4)
        .filter(output -> least <= output.shape().get(1) && output.shape().get(1) <= most)
        .findFirst();
  }

  @Override
  public Set<String> names() {
    var names = new LinkedHashSet<>(List.of(logits, descriptors));
    reliability.ifPresent(names::add);
    return names;
  }

  @Override
  public FeatureColours colours() {
    return FeatureColours.UNIT;
  }

  @Override
  public FoundPoints read(String model, Map<String, OnnxArray> outputs) {
    var heads = FeatureMap.of(model, logits, FeatureLayout.array(outputs, logits));
    var rows = FeatureMap.of(model, descriptors, FeatureLayout.array(outputs, descriptors));
    var trust =
        reliability.map(name -> FeatureMap.of(model, name, FeatureLayout.array(outputs, name)));
    if (!rows.isLike(heads) || !trust.map(heads::isLike).orElse(true)) {
      throw new EncodingException(
          "model \"%s\": outputs \"%s\" and \"%s\" have sides %s and %s; they must agree"
              .formatted(model, logits, descriptors, heads.sides(), rows.sides()));
    }
    var heat = heat(heads);
    var peaks = trust.isPresent() ? heat.peaks(2, 0.05f) : heat.peaks(4, 0.005f);
    int count = peaks.length;
    var x = new float[count];
    var y = new float[count];
    var scores = new float[count];
    for (int i = 0; i < count; i++) {
      int row = peaks[i] / heat.width();
      x[i] = peaks[i] % heat.width();
      y[i] = row;
      float probability = heat.at(0, peaks[i]);
      int point = i;
      scores[i] =
          trust
              .map(map -> probability * map.between(inCells(x[point]), inCells(y[point]))[0])
              .orElse(probability);
    }
    return new FoundPoints(
        x, y, scores, rows.channels(), i -> rows.between(inCells(x[i]), inCells(y[i])));
  }

  private static float inCells(float pixel) {
    return (pixel + 0.5f) / CELL - 0.5f;
  }

  /// The probability of a point, pixel by pixel.
  private static FeatureMap heat(FeatureMap logits) {
    int cells = logits.width() * logits.height();
    int width = CELL * logits.width();
    var heat = new float[PIXELS * cells];
    var exponentials = new double[PIXELS + 1];
    for (int cell = 0; cell < cells; cell++) {
      float greatest = Float.NEGATIVE_INFINITY;
      for (int i = 0; i <= PIXELS; i++) {
        greatest = Math.max(greatest, logits.at(i, cell));
      }
      double sum = 0;
      for (int i = 0; i <= PIXELS; i++) {
        exponentials[i] = Math.exp(logits.at(i, cell) - greatest);
        sum += exponentials[i];
      }
      int corner = cell / logits.width() * CELL * width + cell % logits.width() * CELL;
      for (int i = 0; i < PIXELS; i++) {
        heat[corner + i / CELL * width + i % CELL] = (float) (exponentials[i] / sum);
      }
    }
    return new FeatureMap(heat, 1, width, CELL * logits.height());
  }
}
