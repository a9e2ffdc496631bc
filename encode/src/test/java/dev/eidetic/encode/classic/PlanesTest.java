package dev.eidetic.encode.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PlanesTest {

  @Test
  void theSameSideKeepsEveryValue() {
    var planes = Planes.of(Drawings.draw(2, 2, (x, y) -> 0x010203 * (1 + x + 2 * y)), 2);
    assertThat(planes.red()).containsExactly(1, 2, 3, 4);
    assertThat(planes.green()).containsExactly(2, 4, 6, 8);
    assertThat(planes.blue()).containsExactly(3, 6, 9, 12);
  }

  /// Four to two: centres at 1 and 3, reach 2; weights 0.75, 0.75, 0.25 of 1.75.
  @Test
  void reducingUsesATriangleTwoOutputsWide() {
    var filter = TriangleFilter.of(4, 0, 1, 2);
    float[] result = filter.applyAcross(new float[] {7, 0, 0, 0, 0, 0, 14, 0}, 4, 2);
    assertThat(result).containsExactly(new float[] {3, 0, 2, 6}, within(1e-5f));
  }

  /// Two to four: centres at 0.25, 0.75, 1.25, 1.75 between the pixel centres 0.5 and 1.5.
  @Test
  void enlargingIsBilinear() {
    var filter = TriangleFilter.of(2, 0, 1, 4);
    assertThat(filter.applyDown(new float[] {0, 8}, 1))
        .containsExactly(new float[] {0, 2, 6, 8}, within(1e-5f));
  }

  @Test
  void sidesAbove512AreAveragedInBlocks() {
    var planes = Planes.of(Drawings.draw(1024, 1, (x, _) -> x % 2 == 0 ? 0 : 0x0a0a0a), 1);
    assertThat(planes.red()).containsExactly(new float[] {5}, within(1e-4f));
  }
}
