package dev.eidetic.encode.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.testkit.Seeds;
import dev.eidetic.vectors.CodeStrips;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FeatureCodecTest {

  private static LocalFeatures features(String kind, int count, int dimension) {
    var random = Seeds.of(count + dimension);
    var x = new float[count];
    var y = new float[count];
    var sizes = new float[count];
    var angles = new float[count];
    var rows = new float[count * dimension];
    for (int i = 0; i < count; i++) {
      x[i] = 640 * random.nextFloat();
      y[i] = 480 * random.nextFloat();
      sizes[i] = 2 + 30 * random.nextFloat();
      angles[i] = (float) (2 * Math.PI * random.nextFloat());
      float[] row = random.unitVector(dimension);
      System.arraycopy(row, 0, rows, i * dimension, dimension);
    }
    return new LocalFeatures(
        kind,
        640,
        480,
        new Keypoints(x, y, sizes, angles),
        new Descriptors.Floats(rows, count, dimension));
  }

  @Test
  void fiveHundredFeaturesTakeAtMost24KibibytesAndAtMost8WithSigns() {
    for (int dimension : new int[] {32, 64, 128, 256}) {
      var features = features("test", 500, dimension);
      assertThat(new FeatureCodec(FeaturePrecision.STANDARD).write(features).length)
          .as("%d numbers", dimension)
          .isLessThanOrEqualTo(24 << 10);
      assertThat(new FeatureCodec(FeaturePrecision.COMPACT).write(features).length)
          .as("%d numbers", dimension)
          .isLessThanOrEqualTo(8 << 10);
    }
    var sift = features(SiftExtractor.KIND, 500, 128);
    assertThat(new FeatureCodec(FeaturePrecision.STANDARD).write(sift)).hasSize(23_031);
    assertThat(new FeatureCodec(FeaturePrecision.COMPACT).write(sift)).hasSize(8_031);
  }

  @ParameterizedTest
  @EnumSource
  void pointsComeBackNearlyAsTheyWere(FeaturePrecision precision) throws Exception {
    var features = features("xfeat", 200, 64);
    var codec = new FeatureCodec(precision);
    var read = codec.read(codec.write(features));
    assertThat(read.kind()).isEqualTo("xfeat");
    assertThat(read.width()).isEqualTo(640);
    assertThat(read.height()).isEqualTo(480);
    for (int i = 0; i < 200; i++) {
      assertThat(read.points().x(i)).isCloseTo(features.points().x(i), within(0.01f));
      assertThat(read.points().y(i)).isCloseTo(features.points().y(i), within(0.01f));
      assertThat(read.points().size(i))
          .isCloseTo(features.points().size(i), within(0.05f * features.points().size(i)));
      double turn = read.points().angleRadians(i) - features.points().angleRadians(i);
      assertThat(Math.abs(Math.IEEEremainder(turn, 2 * Math.PI))).isLessThan(0.02);
    }
  }

  /// A cosine of two stored descriptors, put right by their fidelity, is near that of the
  /// originals.
  @ParameterizedTest
  @EnumSource
  void cosinesSurvive(FeaturePrecision precision) throws Exception {
    var features = features("xfeat", 100, 64);
    var rows = ((Descriptors.Floats) features.descriptors()).rows();
    for (int i = 50; i < 100; i++) { // the second half resembles the first
      for (int k = 0; k < 64; k++) {
        rows[i * 64 + k] = 0.8f * rows[(i - 50) * 64 + k] + 0.6f * rows[i * 64 + k];
      }
    }
    var codec = new FeatureCodec(precision);
    var stored = codec.read(codec.write(features)).descriptors().codes();
    var query = codec.query(features).descriptors().codes();
    double worst = 0;
    double sum = 0;
    for (int i = 0; i < 50; i++) {
      double product = 0;
      double cosine = 0;
      double norm = 0;
      for (int k = 0; k < stored.dimension(); k++) {
        product += query.strips().at(i, k) * stored.strips().at(i + 50, k);
      }
      for (int k = 0; k < 64; k++) {
        cosine += rows[i * 64 + k] * rows[(i + 50) * 64 + k];
        norm += rows[(i + 50) * 64 + k] * rows[(i + 50) * 64 + k];
      }
      double found = product / ((double) CodeStrips.UNIT * CodeStrips.UNIT * stored.fidelity());
      double error = Math.abs(found - cosine / Math.sqrt(norm));
      worst = Math.max(worst, error);
      sum += error / 50;
    }
    boolean isStandard = precision == FeaturePrecision.STANDARD;
    // 5 bits: all levels of a row may round the same way, which makes it up to 3 % shorter
    assertThat(sum).isLessThan(isStandard ? 0.02 : 0.09);
    assertThat(worst).isLessThan(isStandard ? 0.05 : 0.35);
  }

  @Test
  void nothingAndOddNumbersComeBackToo() throws Exception {
    var codec = new FeatureCodec(FeaturePrecision.STANDARD);
    assertThat(codec.read(codec.write(LocalFeatures.none("rootsift", 10, 20))).count()).isZero();
    float[] odd = {Float.NaN, 1e30f, -5};
    var zeros = new float[3];
    var rows = new float[3 * 64];
    rows[64] = Float.NaN;
    var features =
        new LocalFeatures(
            "xfeat",
            10,
            10,
            new Keypoints(odd, odd, zeros, zeros),
            new Descriptors.Floats(rows, 3, 64));
    var read = codec.read(codec.write(features));
    for (int i = 0; i < 3; i++) {
      assertThat(read.points().x(i)).isBetween(0f, 10f);
    }
  }

  @Test
  void damagedBytesAreRefusedWhateverIsWrong() {
    var codec = new FeatureCodec(FeaturePrecision.STANDARD);
    byte[] good = codec.write(features("rootsift", 30, 128));
    for (int length : new int[] {0, 3, 10, 30, good.length - 1}) {
      assertThatThrownBy(() -> codec.read(Arrays.copyOf(good, length)))
          .isInstanceOf(BadFeaturesException.class)
          .hasMessageContaining("damaged");
    }
    for (var random : Seeds.many(200)) {
      byte[] bad = good.clone();
      bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
      assertThatThrownBy(() -> codec.read(bad))
          .as("%s", random)
          .isInstanceOf(BadFeaturesException.class);
    }
  }

  @Test
  void theReductionKeepsLengthsOfSlowWaves() {
    var reduction = new SiftReduction(0, 128);
    float[] row = Seeds.of(1).unitVector(128);
    var all = new float[128];
    reduction.reduce(row, 0, all, 0);
    double squares = 0;
    for (float number : all) {
      squares += number * number;
    }
    assertThat(squares).as("an orthonormal change of axes").isCloseTo(1, within(1e-5));
  }

  @ParameterizedTest
  @EnumSource
  void storedDescriptorsCanBeTakenBackToTheExtractorsSpace(FeaturePrecision precision)
      throws Exception {
    for (var features : List.of(features("xfeat", 100, 64), smoothSift(100))) {
      var codec = new FeatureCodec(precision);
      var fresh = FeatureCodec.restore(features);
      assertThat(fresh).isSameAs(features.descriptors());
      for (var stored : List.of(codec.read(codec.write(features)), codec.query(features))) {
        var restored = FeatureCodec.restore(stored);
        assertThat(restored.dimension()).isEqualTo(fresh.dimension());
        double cosines = 0;
        for (int i = 0; i < 100 * fresh.dimension(); i++) {
          cosines += restored.rows()[i] * fresh.rows()[i];
        }
        assertThat(cosines / 100)
            .as("%s as %s", features.kind(), precision)
            .isGreaterThan(
                precision == FeaturePrecision.STANDARD
                    ? 0.97
                    : fresh.dimension() == 64 ? 0.7 : 0.4); // without the constant, a third
      }
    }
  }

  /// Descriptors of a constant and a slow wave, as most of SIFT's are.
  private static LocalFeatures smoothSift(int count) {
    var rows = new float[count * SiftExtractor.DIMENSION];
    var random = Seeds.of(5);
    for (int row = 0; row < count; row++) {
      double phase = 2 * Math.PI * random.nextFloat();
      for (int i = 0; i < SiftExtractor.DIMENSION; i++) {
        double wave = Math.cos(phase + 2 * Math.PI * (i % 8) / 8.0);
        rows[row * SiftExtractor.DIMENSION + i] =
            (float) ((1 + wave) / Math.sqrt(1.5 * SiftExtractor.DIMENSION));
      }
    }
    var other = features(SiftExtractor.KIND, count, SiftExtractor.DIMENSION);
    return new LocalFeatures(
        SiftExtractor.KIND,
        640,
        480,
        other.points(),
        new Descriptors.Floats(rows, count, SiftExtractor.DIMENSION));
  }
}
