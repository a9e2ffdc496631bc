package dev.eidetic.evaluate.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.evaluate.place.PlaceTruth.Position;
import dev.eidetic.testkit.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlaceTruthTest {

  @Test
  void theMapAndTheSphereDifferNearTheEdge() {
    double degreesNorth = Math.toDegrees(25.005 / 6_371_008.8);
    var onSphere =
        PlaceTruth.greatCircle(
            List.of(new Position(3, 0)), List.of(new Position(3, degreesNorth)), 25);
    assertThat(onSphere.relevance(0).relevant()).isEmpty();
    var onMap =
        PlaceTruth.planar(
            List.of(new Position(500_000, 0)), List.of(new Position(500_000, 25.005 * 0.9996)), 25);
    assertThat(onMap.relevance(0).relevant()).containsExactly(0);
  }

  @Test
  void theEdgeItselfIsInside() {
    var truth =
        PlaceTruth.planar(
            List.of(new Position(0, 0)),
            List.of(new Position(15, 20), new Position(15, 20.001), new Position(-25, 0)),
            25);
    assertThat(truth.relevance(0).relevant()).containsExactly(0, 2);
  }

  @Test
  void findsWhatLookingAtEveryPairFinds() {
    for (var random : Seeds.many(20)) {
      var queries = positions(random, 40);
      var gallery = positions(random, 200);
      var planar = PlaceTruth.planar(queries, gallery, 0.3);
      var sphere = PlaceTruth.greatCircle(queries, gallery, 40_000);
      for (int i = 0; i < queries.size(); i++) {
        var query = queries.get(i);
        int[] near =
            IntStream.range(0, gallery.size())
                .filter(
                    j ->
                        Math.hypot(gallery.get(j).x() - query.x(), gallery.get(j).y() - query.y())
                            <= 0.3)
                .toArray();
        assertThat(planar.relevance(i).relevant()).as("%s", random).containsExactly(near);
        int[] nearOnSphere =
            IntStream.range(0, gallery.size())
                .filter(j -> PlaceTruth.haversineMetres(query, gallery.get(j)) <= 40_000)
                .toArray();
        assertThat(sphere.relevance(i).relevant()).as("%s", random).containsExactly(nearOnSphere);
      }
    }
  }

  private static List<Position> positions(Seeds random, int count) {
    var positions = new ArrayList<Position>();
    for (int i = 0; i < count; i++) {
      positions.add(new Position(random.nextDouble() * 2 - 1, random.nextDouble() * 2 - 1));
    }
    return positions;
  }

  @Test
  void distancesOnTheSphereAreThoseOfTheTextbook() {
    double quarter = Math.PI / 2 * 6_371_008.8;
    assertThat(PlaceTruth.haversineMetres(new Position(0, 0), new Position(90, 0)))
        .isCloseTo(quarter, within(1e-6));
    assertThat(PlaceTruth.haversineMetres(new Position(179.9999, 0), new Position(-179.9999, 0)))
        .isCloseTo(2e-4 * quarter / 90, within(1e-6));
  }

  @Test
  void coordinatesOfAMapAreNotTakenForDegrees() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> PlaceTruth.greatCircle(List.of(new Position(500_000, 4e6)), List.of(), 25))
        .withMessage(
            "longitude 500000.0, latitude 4000000.0 is not on Earth; is it UTM? then use planar"
                + " distance");
  }
}
