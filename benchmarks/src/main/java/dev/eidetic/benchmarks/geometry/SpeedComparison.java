package dev.eidetic.benchmarks.geometry;

import dev.eidetic.encode.local.Descriptors;
import dev.eidetic.encode.local.FeatureCodec;
import dev.eidetic.encode.local.FeatureLimits;
import dev.eidetic.encode.local.FeaturePrecision;
import dev.eidetic.encode.local.LocalFeatures;
import dev.eidetic.encode.local.SiftExtractor;
import dev.eidetic.rerank.TimeBudget;
import dev.eidetic.rerank.geometry.GeometricVerifier;
import dev.eidetic.rerank.geometry.ModelKind;
import dev.eidetic.rerank.geometry.PointPairs;
import dev.eidetic.rerank.geometry.RobustSettings;
import dev.eidetic.rerank.matching.MatchSettings;
import dev.eidetic.rerank.matching.NearestMatcher;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.DMatchVectorVector;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_features2d.BFMatcher;

/// One query against 100 candidates, half of them of the same church: from stored bytes to a model,
/// by the processor time of one thread. OpenCV matches floats that lie ready in memory, both ways,
/// with the same ratio, and fits by USAC_MAGSAC; both look for a homography.
final class SpeedComparison {

  private static final double RATIO = 0.85;
  private static final int ROUNDS = 8;

  private final LocalFeatures query;
  private final List<LocalFeatures> candidates = new ArrayList<>();
  private final RobustSettings settings = RobustSettings.of(ModelKind.HOMOGRAPHY);

  SpeedComparison(Path data) throws IOException {
    var photographs = new Photograph(new SiftExtractor(FeatureLimits.DEFAULT));
    var church = PictureFolder.pictures(data.resolve("geom/sacre-coeur/mapping"));
    query = photographs.features(church.getFirst());
    var others = PictureFolder.pictures(data.resolve("imagenet-sample"));
    for (int i = 0; i < 50; i++) {
      candidates.add(photographs.features(church.get(1 + i % (church.size() - 1))));
      candidates.add(photographs.features(others.get(7 * i)));
    }
  }

  String run() {
    var text =
        new StringBuilder(
            "%d features against %d candidates of %.0f features on average%n"
                .formatted(
                    query.count(),
                    candidates.size(),
                    candidates.stream().mapToInt(LocalFeatures::count).average().orElse(0)));
    for (var precision : FeaturePrecision.values()) {
      text.append(row("Eidetic, " + precision.name().toLowerCase(Locale.ROOT), ours(precision)));
    }
    text.append(row("OpenCV", openCv()));
    return text.toString();
  }

  private static String row(String who, double[][] millis) {
    double[] last = millis[millis.length - 1].clone();
    Arrays.sort(last);
    return String.format(
        Locale.ROOT,
        "  %-20s %.2f ms per candidate, median %.2f, 95th of 100 %.2f, worst %.2f%n",
        who,
        Arrays.stream(last).average().orElse(0),
        last[last.length / 2],
        last[last.length * 95 / 100],
        last[last.length - 1]);
  }

  private double[][] ours(FeaturePrecision precision) {
    var codec = new FeatureCodec(precision);
    var stored = candidates.stream().map(codec::write).toList();
    var asked = codec.query(query);
    var verifier = new GeometricVerifier(new NearestMatcher(new MatchSettings(RATIO, 0)), settings);
    return timed(
        i -> {
          try {
            verifier.verify(asked, codec.read(stored.get(i)), TimeBudget.unlimited());
          } catch (IOException e) {
            throw new IllegalStateException("features that were written cannot be read", e);
          }
        });
  }

  private double[][] openCv() {
    var left = mat(query);
    var mats = candidates.stream().map(SpeedComparison::mat).toList();
    return timed(i -> openCv(left, mats.get(i), candidates.get(i)));
  }

  private void openCv(Mat left, Mat right, LocalFeatures hit) {
    try (var _ = new PointerScope()) {
      var matcher = new BFMatcher(opencv_core.NORM_L2, false);
      var forward = new DMatchVectorVector();
      var backward = new DMatchVectorVector();
      matcher.knnMatch(left, right, forward, 2);
      matcher.knnMatch(right, left, backward, 1);
      var pairs = new ArrayList<int[]>();
      for (long i = 0; i < forward.size(); i++) {
        var nearest = forward.get(i);
        if (nearest.size() > 1
            && nearest.get(0).distance() < RATIO * nearest.get(1).distance()
            && backward.get(nearest.get(0).trainIdx()).get(0).trainIdx() == i) {
          pairs.add(new int[] {(int) i, nearest.get(0).trainIdx()});
        }
      }
      var x = pairs.stream().mapToDouble(pair -> query.points().x(pair[0])).toArray();
      var y = pairs.stream().mapToDouble(pair -> query.points().y(pair[0])).toArray();
      var u = pairs.stream().mapToDouble(pair -> hit.points().x(pair[1])).toArray();
      var v = pairs.stream().mapToDouble(pair -> hit.points().y(pair[1])).toArray();
      var _ = OpenCvMagsac.homography(PointPairs.of(x, y, u, v), settings);
    }
  }

  private static Mat mat(LocalFeatures features) {
    var floats = (Descriptors.Floats) features.descriptors();
    var mat = new Mat(floats.count(), floats.dimension(), opencv_core.CV_32F);
    new FloatPointer(mat.data()).put(floats.rows());
    return mat;
  }

  private interface Comparison {
    void with(int candidate);
  }

  private double[][] timed(Comparison comparison) {
    var threads = ManagementFactory.getThreadMXBean();
    var millis = new double[ROUNDS][candidates.size()];
    for (var round : millis) {
      for (int i = 0; i < round.length; i++) {
        long start = threads.getCurrentThreadCpuTime();
        comparison.with(i);
        round[i] = (threads.getCurrentThreadCpuTime() - start) / 1e6;
      }
    }
    return millis;
  }
}
