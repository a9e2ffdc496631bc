package dev.eidetic.encode.pooling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.encode.pooling.Pooling.AsIs;
import dev.eidetic.encode.pooling.Pooling.Average;
import dev.eidetic.encode.pooling.Pooling.ClassToken;
import dev.eidetic.encode.pooling.Pooling.GeneralizedMean;
import dev.eidetic.encode.pooling.Pooling.Maximum;
import dev.eidetic.encode.pooling.Pooling.MeanOfTokens;
import dev.eidetic.encode.pooling.Pooling.RegionalMaximum;
import dev.eidetic.encode.pooling.RegionGrid.Region;
import org.junit.jupiter.api.Test;

class PoolingTest {

  /// One number of another picture, then two channels of 2 x 2.
  private final float[] map = {99, 1, 2, 3, 4, -5, -6, -7, 8};

  private final int[] mapShape = {2, 2, 2};

  @Test
  void averagesAndMaximaAreTakenPerChannel() {
    assertThat(new Average().pool(map, 1, mapShape)).containsExactly(2.5f, -2.5f);
    assertThat(new Maximum().pool(map, 1, mapShape)).containsExactly(4, 8);
  }

  @Test
  void gemLiftsWhatIsBelowItsFloor() {
    float[] pooled = new GeneralizedMean(3).pool(map, 1, mapShape);
    assertThat((double) pooled[0]).isCloseTo(Math.cbrt(100 / 4.0), within(1e-6));
    assertThat((double) pooled[1]).isCloseTo(Math.cbrt((512 + 3e-18) / 4), within(1e-6));
    float[] other = new GeneralizedMean(2.5).pool(map, 1, mapShape);
    double sum = 1 + Math.pow(2, 2.5) + Math.pow(3, 2.5) + Math.pow(4, 2.5);
    assertThat((double) other[0]).isCloseTo(Math.pow(sum / 4, 0.4), within(1e-6));
  }

  @Test
  void gemDoesNotHideNaN() {
    float[] pooled =
        new GeneralizedMean(3).pool(new float[] {1, Float.NaN}, 0, new int[] {1, 1, 2});
    assertThat(pooled[0]).isNaN();
  }

  @Test
  void tokensGiveTheFirstOrTheMean() {
    float[] tokens = {99, 1, 2, 3, 4, 5, 12};
    int[] shape = {3, 2};
    assertThat(new ClassToken().pool(tokens, 1, shape)).containsExactly(1, 2);
    assertThat(new MeanOfTokens(0).pool(tokens, 1, shape)).containsExactly(3, 6);
    assertThat(new MeanOfTokens(1).pool(tokens, 1, shape)).containsExactly(4, 8);
    assertThat(new AsIs().pool(tokens, 1, new int[] {2})).containsExactly(1, 2);
  }

  @Test
  void regionsOfASquareMapFollowThePaper() {
    assertThat(RegionGrid.of(4, 4, 2))
        .containsExactly(
            new Region(0, 0, 4, 4),
            new Region(0, 0, 4, 4),
            new Region(0, 0, 2, 2),
            new Region(2, 0, 2, 2),
            new Region(0, 2, 2, 2),
            new Region(2, 2, 2, 2));
  }

  /// 9 x 6: two squares along the longer side would overlap by 50 %, three by 75 %; 50 is closest
  /// to 40. The second level has side 4, columns at 0, 2 and 5 (of 0, 2.5, 5), rows at 0 and 2.
  @Test
  void aLongMapGetsMoreRegionsAlongItsLongerSide() {
    assertThat(RegionGrid.of(9, 6, 2))
        .containsExactly(
            new Region(0, 0, 9, 6),
            new Region(0, 0, 6, 6),
            new Region(3, 0, 6, 6),
            new Region(0, 0, 4, 4),
            new Region(2, 0, 4, 4),
            new Region(5, 0, 4, 4),
            new Region(0, 2, 4, 4),
            new Region(2, 2, 4, 4),
            new Region(5, 2, 4, 4));
    assertThat(RegionGrid.of(6, 9, 1))
        .containsExactly(new Region(0, 0, 6, 9), new Region(0, 0, 6, 6), new Region(0, 3, 6, 6));
  }

  /// Whole map and level 1 both have maxima (4, 8); each is divided by its length.
  @Test
  void regionalMaximaAreSummedAsUnitVectors() {
    float[] pooled = new RegionalMaximum(1).pool(map, 1, mapShape);
    double norm = Math.sqrt(80) + 1e-6;
    assertThat((double) pooled[0]).isCloseTo(8 / norm, within(1e-6));
    assertThat((double) pooled[1]).isCloseTo(16 / norm, within(1e-6));
  }

  @Test
  void mapsOfOnePixelAndOfOneRowArePooled() {
    assertThat(new RegionalMaximum(3).pool(new float[] {3, 4}, 0, new int[] {2, 1, 1})).hasSize(2);
    assertThat(new RegionalMaximum(3).pool(map, 1, new int[] {2, 1, 4})).hasSize(2);
  }

  @Test
  void refusesAnotherNumberOfDimensions() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Average().pool(map, 0, new int[] {2, 2}))
        .withMessage("pooling average reads 3 dimensions per picture; the output has 2");
  }
}
