package dev.eidetic.rerank.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.encode.local.LocalFeatures;
import dev.eidetic.rerank.TimeBudget;
import dev.eidetic.rerank.matching.MatchSettings;
import dev.eidetic.rerank.matching.NearestMatcher;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Tourists' photographs of three landmarks.
class SameLandmarkTest {

  @Test
  void picturesOfOneLandmarkAgreeAndThoseOfTwoDoNot() throws Exception {
    var landmarks = new ArrayList<List<LocalFeatures>>();
    for (String name :
        List.of(
            "sacre-coeur/mapping",
            "same-landmark/piazza_san_marco",
            "same-landmark/st_pauls_cathedral")) {
      var features = new ArrayList<LocalFeatures>();
      for (var file : SharedFeatures.pictures(SharedFeatures.folder("geom/" + name))) {
        features.add(SharedFeatures.of(file, 640));
      }
      landmarks.add(features);
    }
    var verifier =
        new GeometricVerifier(
            new NearestMatcher(MatchSettings.RATIO), RobustSettings.of(ModelKind.AFFINE));
    int same = 0;
    int found = 0;
    int mostElsewhere = 0;
    for (int a = 0; a < landmarks.size(); a++) {
      for (int b = a; b < landmarks.size(); b++) {
        for (int i = 0; i < landmarks.get(a).size(); i++) {
          for (int j = a == b ? i + 1 : 0; j < landmarks.get(b).size(); j++) {
            var verification =
                verifier.verify(
                    landmarks.get(a).get(i), landmarks.get(b).get(j), TimeBudget.unlimited());
            if (a == b) {
              same++;
              found += verification.agreeing() >= 8 ? 1 : 0;
            } else {
              mostElsewhere = Math.max(mostElsewhere, verification.agreeing());
            }
          }
        }
      }
    }
    assertThat(mostElsewhere).isLessThan(8);
    assertThat(found).as("of %d pairs, many of which share no view", same).isGreaterThan(22);
  }
}
