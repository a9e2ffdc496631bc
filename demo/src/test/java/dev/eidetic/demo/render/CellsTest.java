package dev.eidetic.demo.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.demo.products.Designs;
import dev.eidetic.testkit.Seeds;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CellsTest {

  private static final int POINTS = 2000;

  /// Farther away the distances of solids are too small, by as much as they like.
  private static final double NEAR = 0.12;

  @Test
  void cellsNameTheNearestPartAndPromiseNoMoreRoomThanThereIs() {
    var random = Seeds.many(1).getFirst();
    for (var design : Designs.all()) {
      var model = design.model();
      var cells = model.cells();
      double reach = 1.1 * model.bounds().radius();
      int near = 0;
      for (int i = 0; i < POINTS; i++) {
        Vec3 p = model.bounds().center().plus(within(reach, random));
        double expected = distanceToAnyPart(model, p);
        if (expected < NEAR) {
          near++;
          var point = design.name() + " at " + p + ", " + random;
          int place = cells.place(p.x(), p.y(), p.z());
          assertThat(cells.distance(place, p.x(), p.y(), p.z())).as(point).isEqualTo(expected);
          assertThat(cells.least(place, p.x(), p.y(), p.z()))
              .as(point)
              .isLessThanOrEqualTo(expected);
        }
      }
      assertThat(near).as(design.name()).isGreaterThan(POINTS / 100);
    }
  }

  private static double distanceToAnyPart(Model model, Vec3 p) {
    double nearest = Double.MAX_VALUE;
    for (int i = 0; i < model.size(); i++) {
      nearest = Math.min(nearest, model.part(i).solid().distance().at(p.x(), p.y(), p.z()));
    }
    return nearest;
  }

  private static Vec3 within(double half, Random random) {
    return new Vec3(
        half * (2 * random.nextDouble() - 1),
        half * (2 * random.nextDouble() - 1),
        half * (2 * random.nextDouble() - 1));
  }
}
