package dev.eidetic.benchmarks.geometry;

import dev.eidetic.encode.local.FeatureCodec;
import dev.eidetic.encode.local.FeatureExtractor;
import dev.eidetic.encode.local.FeaturePrecision;
import dev.eidetic.encode.local.LocalFeatures;
import dev.eidetic.rerank.TimeBudget;
import dev.eidetic.rerank.geometry.GeometricCheck;
import dev.eidetic.rerank.geometry.GeometricVerifier;
import dev.eidetic.rerank.geometry.ModelKind;
import dev.eidetic.rerank.geometry.RobustSettings;
import dev.eidetic.rerank.matching.MatchSettings;
import dev.eidetic.rerank.matching.NearestMatcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// Pictures that show different things: how many inliers chance gives them.
final class UnrelatedPairs {

  private final List<Path> files;
  private final List<LocalFeatures> features = new ArrayList<>();
  private final List<LocalFeatures> stored = new ArrayList<>();

  /// @param extractor of features; stays the caller's to close
  UnrelatedPairs(Path data, FeatureExtractor extractor) throws IOException {
    try (var found = Files.walk(data.resolve("imagenet-sample"))) {
      files =
          found
              .filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith("g"))
              .filter(Files::isRegularFile)
              .sorted()
              .toList();
    }
    var photographs = new Photograph(extractor);
    var codec = new FeatureCodec(FeaturePrecision.STANDARD);
    for (var file : files) {
      var fresh = photographs.features(file);
      features.add(codec.query(fresh));
      stored.add(codec.read(codec.write(fresh)));
    }
  }

  String run(int count) {
    var text =
        new StringBuilder("%d unrelated pairs of %d photographs%n".formatted(count, files.size()));
    text.append(row("the stage", stage(), count));
    for (var kind : ModelKind.values()) {
      for (double ratio : new double[] {0.85, 0.95}) {
        var matcher = new NearestMatcher(new MatchSettings(ratio, 0));
        var verifier = new GeometricVerifier(matcher, RobustSettings.of(kind));
        text.append(row("%s, ratio %.2f".formatted(kind, ratio), verifier, count));
      }
    }
    return text.toString();
  }

  /// The stage's own way alone.
  String runStage(int count) {
    return "%d unrelated pairs of %d photographs%n".formatted(count, files.size())
        + row("the stage", stage(), count);
  }

  private GeometricVerifier stage() {
    return GeometricCheck.verifier(features.getFirst().kind());
  }

  private String row(String name, GeometricVerifier verifier, int count) {
    var random = new Random(7);
    var histogram = new int[30];
    var worst = new StringBuilder();
    long start = System.nanoTime();
    for (int i = 0; i < count; i++) {
      int left = random.nextInt(features.size());
      int right = (left + 1 + random.nextInt(features.size() - 1)) % features.size();
      var verification =
          verifier.verify(features.get(left), stored.get(right), TimeBudget.unlimited());
      histogram[Math.min(verification.agreeing(), histogram.length - 1)]++;
      if (verification.agreeing() >= 10 && worst.length() < 600) {
        worst.append(
            "    %d agree: %s, %s%n"
                .formatted(
                    verification.agreeing(),
                    files.get(left).getFileName(),
                    files.get(right).getFileName()));
      }
    }
    double millis = (System.nanoTime() - start) / 1e6 / count;
    return "  %-24s at least 5: %d, 8: %d, 10: %d, 12: %d, 15: %d; %.2f ms a pair%n%s"
        .formatted(
            name,
            from(histogram, 5),
            from(histogram, 8),
            from(histogram, 10),
            from(histogram, 12),
            from(histogram, 15),
            millis,
            worst);
  }

  private static int from(int[] histogram, int least) {
    int sum = 0;
    for (int i = least; i < histogram.length; i++) {
      sum += histogram[i];
    }
    return sum;
  }
}
