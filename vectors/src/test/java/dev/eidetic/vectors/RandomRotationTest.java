package dev.eidetic.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.testkit.Seeds;
import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;

class RandomRotationTest {

  private static float[] rotated(RandomRotation rotation, float[] vector) {
    var rotated = new float[rotation.rotatedDimension()];
    rotation.rotate(vector, 0, rotated, 0);
    return rotated;
  }

  @Test
  void innerProductsAndLengthsAreKeptInEveryDimension() {
    var seeds = Seeds.of(5);
    int[] dimensions =
        IntStream.concat(IntStream.rangeClosed(1, 80), IntStream.of(960, 4096)).toArray();
    for (int dimension : dimensions) {
      for (int padding : new int[] {0, 1, 7, 64}) {
        var rotation = RandomRotation.of(dimension, dimension + padding, dimension);
        float[] a = seeds.unitVector(dimension);
        float[] b = seeds.unitVector(dimension);
        assertThat(Kernels.dot(rotated(rotation, a), rotated(rotation, b)))
            .as("%d numbers filled up by %d", dimension, padding)
            .isCloseTo(Kernels.dot(a, b), within(1e-5f));
        assertThat(Kernels.norm(rotated(rotation, a))).isCloseTo(1, within(1e-5f));
      }
    }
  }

  @Test
  void oneCoordinateIsSpreadOverAll() {
    for (int dimension : new int[] {64, 128, 192, 320, 960, 1280}) {
      var rotation = RandomRotation.of(dimension, dimension, 3);
      for (int axis = 0; axis < dimension; axis += 17) {
        var vector = new float[dimension];
        vector[axis] = 1;
        float largest = 0;
        for (float x : rotated(rotation, vector)) {
          largest = Math.max(largest, Math.abs(x));
        }
        // The largest of n normal numbers of variance 1/n stays below 6 deviations; an axis is the
        // worst of all inputs, so a little more is allowed.
        assertThat(largest)
            .as("axis %d of %d", axis, dimension)
            .isLessThan(10f / (float) Math.sqrt(dimension));
      }
    }
  }

  @Test
  void equalSeedsRotateAlikeAndOthersDoNot() {
    float[] vector = Seeds.of(1).vector(100);
    assertThat(rotated(RandomRotation.of(100, 128, 7), vector))
        .isEqualTo(rotated(RandomRotation.of(100, 128, 7), vector))
        .isNotEqualTo(rotated(RandomRotation.of(100, 128, 8), vector));
  }

  @Test
  void lanesOfEveryWidthTransformAsThePlainLoop() {
    var seeds = Seeds.of(9);
    for (int length = 1; length <= 1024; length *= 2) {
      float[] expected = seeds.vector(length + 3);
      float[] start = expected.clone();
      ScalarKernels.hadamard(expected, 3, length);
      for (var species :
          new jdk.incubator.vector.VectorSpecies<?>[] {
            FloatVector.SPECIES_64,
            FloatVector.SPECIES_128,
            FloatVector.SPECIES_256,
            FloatVector.SPECIES_512
          }) {
        float[] actual = start.clone();
        LaneHadamard.of(species.check(float.class)).apply(actual, 3, length);
        assertThat(actual).as("%d numbers, %s", length, species).isEqualTo(expected);
      }
    }
  }

  @Test
  void lanesFlipAndMixAsThePlainLoops() {
    for (var seeds : Seeds.many(100)) {
      int length = seeds.nextInt(1, 70);
      float[] expected = seeds.vector(2 * length + 5);
      float[] factors = seeds.vector(length + 2);
      float[] actual = expected.clone();
      for (int i = 0; i < length; i++) {
        expected[3 + i] *= factors[2 + i];
      }
      LaneRotation.multiply(actual, 3, factors, 2, length);
      assertThat(actual).as("%s, %d numbers", seeds, length).isEqualTo(expected);
      int second = 4 + length;
      for (int i = 0; i < length; i++) {
        float a = expected[3 + i];
        float b = expected[second + i];
        expected[3 + i] = (a + b) * 0.5f;
        expected[second + i] = (a - b) * 0.5f;
      }
      LaneRotation.mix(actual, 3, second, length, 0.5f);
      assertThat(actual).as("%s, %d numbers", seeds, length).isEqualTo(expected);
    }
  }

  @Test
  void fewerNumbersThanTheVectorsHaveAreRefused() {
    assertThatThrownBy(() -> RandomRotation.of(8, 7, 1))
        .hasMessage(
            "rotatedDimension is 7; it must be at least the dimension (8), or lengths would change");
  }
}
