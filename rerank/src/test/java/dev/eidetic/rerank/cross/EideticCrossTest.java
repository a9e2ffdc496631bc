package dev.eidetic.rerank.cross;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.encode.local.FeatureCodec;
import dev.eidetic.encode.local.FeaturePrecision;
import dev.eidetic.encode.local.SiftExtractor;
import dev.eidetic.rerank.TimeBudget;
import dev.eidetic.rerank.geometry.GeometricCheck;
import dev.eidetic.rerank.geometry.SharedFeatures;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The cross-encoder that comes with the program, on tourists' photographs of three landmarks,
/// which it never saw, with features as they are stored. Many pairs of one landmark share no view.
class EideticCrossTest {

  /// Of pairs of one landmark against pairs of two, with the same query: how many are scored
  /// rightly.
  private static final class Order {

    private double right;
    private double all;

    void count(float[] same, float[] different) {
      for (float one : same) {
        for (float other : different) {
          right += one > other ? 1 : one == other ? 0.5 : 0;
          all++;
        }
      }
    }

    double share() {
      return right / all;
    }
  }

  @Test
  void tellsLandmarksApartBetterThanCountingWhatAgreesAndBelievesNoPairOfTwo() throws Exception {
    var landmarks = landmarks();
    var byCross = new Order();
    var byCount = new Order();
    for (int landmark = 0; landmark < landmarks.size(); landmark++) {
      for (int i = 0; i < landmarks.get(landmark).size(); i++) {
        var query = landmarks.get(landmark).get(i);
        var same = new ArrayList<>(landmarks.get(landmark));
        same.remove(i);
        var different = new ArrayList<Picture>();
        for (int other = 0; other < landmarks.size(); other++) {
          if (other != landmark) {
            different.addAll(landmarks.get(other));
          }
        }
        float[] logits = logits(query, different);
        byCross.count(logits(query, same), logits);
        byCount.count(counts(query, same), counts(query, different));
        for (float logit : logits) {
          assertThat(logit).isNegative();
        }
      }
    }
    assertThat(byCross.share()).isGreaterThan(byCount.share() + 0.05).isGreaterThan(0.85);
  }

  private static List<List<Picture>> landmarks() throws Exception {
    var landmarks = new ArrayList<List<Picture>>();
    var codec = new FeatureCodec(FeaturePrecision.STANDARD);
    for (String name :
        List.of(
            "sacre-coeur/mapping",
            "same-landmark/piazza_san_marco",
            "same-landmark/st_pauls_cathedral")) {
      var pictures = new ArrayList<Picture>();
      for (var file : SharedFeatures.pictures(SharedFeatures.folder("geom/" + name))) {
        var stored = codec.read(codec.write(SharedFeatures.of(file, 640)));
        pictures.add(new Picture(new float[] {1}, stored));
      }
      landmarks.add(pictures);
    }
    return landmarks;
  }

  private static float[] logits(Picture query, List<Picture> hits) {
    return CrossEncoders.builtIn().logits(query, hits, TimeBudget.unlimited()).orElseThrow();
  }

  private static float[] counts(Picture query, List<Picture> hits) {
    var verifier = GeometricCheck.verifier(SiftExtractor.KIND);
    var counts = new float[hits.size()];
    for (int i = 0; i < counts.length; i++) {
      counts[i] =
          verifier
              .verify(query.features(), hits.get(i).features(), TimeBudget.unlimited())
              .agreeing();
    }
    return counts;
  }
}
