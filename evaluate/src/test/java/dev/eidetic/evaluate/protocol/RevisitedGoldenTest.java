package dev.eidetic.evaluate.protocol;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.eidetic.evaluate.ranks.RankFile;
import dev.eidetic.evaluate.ranks.RankFormat;
import dev.eidetic.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Against figures that revisitop's own code computed.
class RevisitedGoldenTest {

  @ParameterizedTest
  @CsvSource({
    "roxford5k,oxford5k,4993,noisy",
    "roxford5k,oxford5k,4993,random",
    "rparis6k,paris6k,6322,noisy",
    "rparis6k,paris6k,6322,random"
  })
  void agreesWithThePublishedCode(String name, String folder, int images, String ranking)
      throws IOException {
    var data = data();
    var truth = RevisitedTruth.read(data.resolve(folder).resolve("gnd_" + name + ".pkl"));
    assertThat(truth.images()).hasSize(images);
    assertThat(truth.queries()).hasSize(70);
    var file = data.resolve("ranks_%s_%s_u16le_70x%d.bin".formatted(name, ranking, images));
    var golden = JSON.std.mapFrom(Files.readString(data.resolve("golden_metrics.json")));
    try (var ranks = RankFile.open(file, RankFormat.of(truth.at(Difficulty.EASY)))) {
      var results = new RevisitedProtocol(truth, 0).evaluate(ranks);
      assertThat(results).hasSize(3);
      for (var result : results) {
        var expected = figures(golden, name + "/" + ranking, result.difficulty());
        assertThat(result.rule()).isEqualTo("rankings as given");
        assertThat(result.meanAveragePrecision())
            .as("%s mAP", result.difficulty())
            .isCloseTo((Double) expected.get("mAP"), within(1e-9));
        var precisions = (List<?>) requireNonNull(expected.get("mPat1_5_10"));
        int[] places = {1, 5, 10};
        for (int i = 0; i < places.length; i++) {
          assertThat(result.meanPrecisionAt(places[i]))
              .as("%s mP@%d", result.difficulty(), places[i])
              .isCloseTo((Double) precisions.get(i), within(1e-9));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"roxford5k,oxford5k", "rparis6k,paris6k"})
  void thePickleHoldsWhatTheJsonHolds(String name, String folder) throws IOException {
    var data = data();
    var pickle = RevisitedTruth.read(data.resolve(folder).resolve("gnd_" + name + ".pkl"));
    var json = RevisitedTruth.read(data.resolve("gnd_" + name + ".json"));
    assertThat(pickle.name()).isEqualTo(name).isEqualTo(json.name());
    assertThat(pickle.images()).isEqualTo(json.images());
    for (int i = 0; i < 70; i++) {
      var one = pickle.queries().get(i);
      var other = json.queries().get(i);
      assertThat(one.image()).isEqualTo(other.image());
      assertThat(one.box()).isEqualTo(other.box());
      assertThat(one.easy()).isEqualTo(other.easy());
      assertThat(one.hard()).isEqualTo(other.hard());
      assertThat(one.junk()).isEqualTo(other.junk());
    }
    assertThat(pickle.queries().getFirst().box().isWhole()).isFalse();
  }

  private static Map<?, ?> figures(Map<String, Object> golden, String run, Difficulty difficulty) {
    var setups = (Map<?, ?>) requireNonNull(golden.get(run));
    return (Map<?, ?>) requireNonNull(setups.get(difficulty.name().toLowerCase(Locale.ROOT)));
  }

  private static Path data() {
    var data = SharedData.find("protocol-revisitop");
    assumeThat(data).as(SharedData.REASON).isPresent();
    return data.orElseThrow();
  }
}
