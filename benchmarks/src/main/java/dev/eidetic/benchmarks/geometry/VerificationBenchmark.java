package dev.eidetic.benchmarks.geometry;

import dev.eidetic.encode.local.FeatureLimits;
import dev.eidetic.encode.local.SiftExtractor;
import dev.eidetic.encode.local.onnx.OnnxExtractor;
import java.io.IOException;
import java.nio.file.Path;

/// A programme to run by hand, see docs/geometry.md. Arguments: the folder of shared data, and
/// which parts to run (`graffiti`, `speed`, `unrelated`, `xfeat`).
public final class VerificationBenchmark {

  private VerificationBenchmark() {}

  /// @throws IOException if a photograph cannot be read
  public static void main(String[] arguments) throws IOException {
    var data = Path.of(arguments[0]);
    for (int i = 1; i < arguments.length; i++) {
      System.out.println(part(arguments[i], data));
    }
  }

  private static String part(String name, Path data) throws IOException {
    return switch (name) {
      case "graffiti" ->
          new GraffitiComparison(
                  data.resolve("geom"),
                  new Photograph(new SiftExtractor(new FeatureLimits(500, 1024))))
              .run(100);
      case "speed" -> new SpeedComparison(data).run();
      case "unrelated" ->
          new UnrelatedPairs(data, new SiftExtractor(FeatureLimits.DEFAULT)).run(10_000);
      case "xfeat" -> {
        var graph = data.resolve("weights/xfeat/xfeat_verlab_history.onnx");
        try (var extractor = OnnxExtractor.open(graph, FeatureLimits.DEFAULT)) {
          yield new UnrelatedPairs(data, extractor).runStage(10_000);
        }
      }
      default -> throw new IllegalArgumentException("part \"%s\" is unknown".formatted(name));
    };
  }
}
