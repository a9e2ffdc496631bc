package dev.eidetic.encode.onnx;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.encode.pooling.Pooling;
import dev.eidetic.encode.preprocess.Preprocessing;
import dev.eidetic.vectors.AffineProjection;
import java.util.List;
import java.util.Optional;

/// What is done around a graph: everything but the graph itself that shapes the vectors.
///
/// @param output name of the graph's output that is read
/// @param scales at which a picture is encoded, 1 being what `preprocessing` says; the vectors are
///   aggregated as [ViewAggregate] says
/// @param isFlipped true to encode each picture mirrored as well
/// @param whitening applied to the aggregated unit vector, before the last normalisation
public record EncoderSettings(
    Preprocessing preprocessing,
    String output,
    Pooling pooling,
    List<Double> scales,
    boolean isFlipped,
    Optional<AffineProjection> whitening) {

  private static final int MAX_SCALES = 16;

  public EncoderSettings {
    scales = List.copyOf(scales);
    require(
        !scales.isEmpty() && scales.size() <= MAX_SCALES,
        "there are %d scales; there must be 1 to %d",
        scales.size(),
        MAX_SCALES);
    for (double scale : scales) {
      preprocessing.scaledBy(scale);
    }
  }

  /// Several lines that two settings share exactly when they shape vectors alike, but for the
  /// numbers of the whitening; part of an embedding space's hash, so their form never changes.
  public String canonical() {
    return "preprocessing %s\noutput %s\npooling %s\nscales %s\nflip %s\nl2 true\n"
        .formatted(
            preprocessing.canonical(),
            output,
            pooling.canonical(),
            String.join(",", scales.stream().map(String::valueOf).toList()),
            isFlipped);
  }
}
