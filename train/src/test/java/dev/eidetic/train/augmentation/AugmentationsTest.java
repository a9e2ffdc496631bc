package dev.eidetic.train.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.encode.image.Pixels;
import dev.eidetic.testkit.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class AugmentationsTest {

  static final List<Augmentations> RECIPES =
      List.of(
          Augmentations.NONE,
          Augmentations.PLAIN,
          Augmentations.VIEWS,
          Augmentations.COPIES,
          Augmentations.EVERYTHING);

  private static Pixels picture(int width, int height) {
    var rgb = new byte[3 * width * height];
    Seeds.of(3).nextBytes(rgb);
    return Pixels.of(width, height, rgb);
  }

  @ParameterizedTest
  @FieldSource("RECIPES")
  void sameSeedSamePictureAndAllNumbersInRange(Augmentations recipe) {
    var picture = picture(40, 40);
    for (int seed = 0; seed < 60; seed++) {
      float[] first = recipe.apply(picture, 24, new SplittableRandom(seed)).numbers();
      assertThat(first).isEqualTo(recipe.apply(picture, 24, new SplittableRandom(seed)).numbers());
      for (float number : first) {
        assertThat(number).isBetween(-1e-5f, 1 + 1e-5f);
      }
    }
  }

  /// A flat picture stays flat, and halving averages four pixels with the weights 1, 3, 3, 1.
  @Test
  void resizingKeepsFlatPicturesAndAverages() {
    var rgb = new byte[3 * 8 * 8];
    Arrays.fill(rgb, (byte) 51);
    for (float number : Canvas.of(Pixels.of(8, 8, rgb), 3).numbers()) {
      assertThat(number).isCloseTo(0.2f, within(1e-6f));
    }
    var line = new byte[3 * 8 * 8];
    for (int y = 0; y < 8; y++) {
      line[3 * (y * 8 + 3)] = (byte) 255; // column 3, red
    }
    var half = Canvas.of(Pixels.of(8, 8, line), 4);
    assertThat(half.at(0, 1, 2)).isCloseTo(3 / 8f, within(1e-6f));
    assertThat(half.at(0, 2, 2)).isCloseTo(1 / 8f, within(1e-6f));
    assertThat(half.at(1, 1, 2)).isZero();
  }

  @Test
  void sameSizeIsTheSamePicture() {
    var picture = picture(9, 9);
    var canvas = Canvas.of(picture, 9);
    for (int y = 0; y < 9; y++) {
      for (int x = 0; x < 9; x++) {
        assertThat(canvas.at(2, x, y)).isCloseTo(picture.at(x, y, 2) / 255f, within(1e-6f));
      }
    }
  }

  @Test
  void mirroringTwiceAndTurningByNothingChangeNothing() {
    var canvas = Canvas.of(picture(11, 11), 11);
    var before = canvas.copy();
    Geometry.mirror(canvas);
    assertThat(canvas.at(0, 0, 4)).isEqualTo(before.at(0, 10, 4));
    Geometry.mirror(canvas);
    assertThat(canvas.numbers()).isEqualTo(before.numbers());
    Geometry.rotate(canvas, 0);
    assertThat(canvas.numbers()).isEqualTo(before.numbers());
    Geometry.rotate(canvas, Math.PI / 2);
    assertThat(canvas.at(0, 10, 0)).isCloseTo(before.at(0, 0, 0), within(1e-5f));
  }

  @Test
  void coloursTurnOnACircle() {
    var canvas = Canvas.of(picture(8, 8), 8);
    var before = canvas.copy();
    Colours.turnHue(canvas, 0.5);
    Colours.turnHue(canvas, 0.5);
    for (int i = 0; i < before.numbers().length; i++) {
      assertThat(canvas.numbers()[i])
          .isCloseTo(before.numbers()[i], within(0.01f)); // YIQ's rounding
    }
    Colours.saturate(canvas, 0);
    assertThat(canvas.at(0, 3, 3)).isCloseTo(canvas.at(1, 3, 3), within(1e-6f));
  }

  @Test
  void highQualityLosesLittleAndLowQualityMore() {
    var smooth = new byte[3 * 16 * 16];
    for (int i = 0; i < smooth.length; i++) {
      smooth[i] = (byte) (i / 3 % 16 * 12 + i / 48 * 3);
    }
    double fine = loss(Pixels.of(16, 16, smooth), 95);
    double coarse = loss(Pixels.of(16, 16, smooth), 5);
    assertThat(fine).isLessThan(0.01);
    assertThat(coarse).isGreaterThan(2 * fine);
  }

  private static double loss(Pixels picture, int quality) {
    var canvas = Canvas.of(picture, 16);
    var before = canvas.copy();
    BlockQuantization.apply(canvas, quality);
    double sum = 0;
    for (int i = 0; i < before.numbers().length; i++) {
      sum += Math.abs(canvas.numbers()[i] - before.numbers()[i]);
    }
    return sum / before.numbers().length;
  }

  @Test
  void fourQuarterTurnsAreNoneAndOneTakesTheTopToTheRight() {
    var canvas = Canvas.of(picture(8, 8), 8);
    var before = canvas.copy();
    Geometry.turn(canvas, 1);
    for (int i = 0; i < 8; i++) {
      assertThat(canvas.at(1, 7, i)).isEqualTo(before.at(1, i, 0));
    }
    Geometry.turn(canvas, 3);
    assertThat(canvas.numbers()).isEqualTo(before.numbers());
  }

  /// A step of a fifth between columns 3 and 4: a quarter of Sobel's gradient is that step, so
  /// strokes of strength 2 are 1 - 2 * 0.2 on both sides of it; elsewhere is paper.
  @Test
  void aSketchStrokesWhereBrightnessChanges() {
    var rgb = new byte[3 * 8 * 8];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (i / 3 % 8 < 4 ? 102 : 102 + 51);
    }
    var canvas = Canvas.of(Pixels.of(8, 8, rgb), 8);
    Drawing.sketch(canvas, 2, false);
    for (int x = 0; x < 8; x++) {
      float expected = x == 3 || x == 4 ? 1 - 2 * 0.2f : 1;
      assertThat(canvas.at(0, x, 5)).as("column %d", x).isCloseTo(expected, within(1e-5f));
    }
  }

  /// Half to nine tenths of the side, so at least a quarter of the picture is ground.
  @Test
  void aPlacedPictureLiesWhollyOnItsGround() {
    var rgb = new byte[3 * 40 * 40];
    Arrays.fill(rgb, (byte) 128);
    for (int seed = 0; seed < 40; seed++) {
      var canvas = Canvas.of(Pixels.of(40, 40, rgb), 40);
      new Augmentation.Placement(1).apply(canvas, new SplittableRandom(seed));
      long kept = 0;
      for (int place = 0; place < canvas.area(); place++) {
        kept += Math.abs(canvas.numbers()[place] - 128f / 255) < 1e-6 ? 1 : 0;
      }
      assertThat((double) kept / canvas.area()).as("seed %d", seed).isBetween(0.24, 0.82);
    }
  }

  @Test
  void probabilitiesOfZeroChangeNothing() {
    var canvas = Canvas.of(picture(12, 12), 12);
    var before = canvas.copy();
    for (var never :
        List.of(
            new Augmentation.Flip(0),
            new Augmentation.Rotation(0, 10),
            new Augmentation.ColourJitter(0, 0.5, 0.1),
            new Augmentation.Grey(0),
            new Augmentation.Blur(0, 1),
            new Augmentation.Erasing(0, 0.5),
            new Augmentation.Text(0),
            new Augmentation.Sticker(0),
            new Augmentation.Screenshot(0),
            new Augmentation.QuarterTurn(0),
            new Augmentation.Sketch(0),
            new Augmentation.Placement(0),
            new Augmentation.Jpeg(0, 50))) {
      never.apply(canvas, new SplittableRandom(1));
      assertThat(canvas.numbers()).as("%s", never).isEqualTo(before.numbers());
    }
  }
}
