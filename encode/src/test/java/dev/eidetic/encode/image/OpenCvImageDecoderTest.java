package dev.eidetic.encode.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.eidetic.encode.image.ImageRefusedException.Reason;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenCvImageDecoderTest {

  private static final int FULL = Integer.MAX_VALUE;
  private static final Color WHITE = Color.WHITE;

  private final ImageDecoder decoder = new OpenCvImageDecoder(DecodeLimits.DEFAULT);

  @ParameterizedTest
  @CsvSource({"jpg,6", "png,0", "gif,26", "bmp,0", "tiff,0"}) // GIF: ImageIO's palette is coarse
  void coloursAreRedGreenBlue(String format, int tolerance) throws Exception {
    var image = decoder.decode(TestPictures.quarters(format), FULL);
    assertThat(image.width()).isEqualTo(40);
    assertThat(image.height()).isEqualTo(24);
    assertThat(image.isTruncated()).isFalse();
    assertQuarters(image.pixels(), tolerance, TestPictures.QUARTERS);
  }

  @Test
  void transparentPixelsLieOnWhite() throws Exception {
    var quarters = TestPictures.QUARTERS;
    assertQuarters(
        decoder.decode(TestPictures.webp(), FULL).pixels(),
        0,
        new Color[] {WHITE, quarters[1], WHITE, quarters[3]});
    var image = new BufferedImage(4, 2, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 0x00ff0000); // red, invisible
    image.setRGB(1, 0, 0x80000000); // black, alpha 128: 255 * 127 / 255
    image.setRGB(2, 0, 0x40ff8000); // alpha 64: (255, (128 * 64 + 255 * 191) / 255, 191)
    var pixels = decoder.decode(TestPictures.write(image, "png"), FULL).pixels();
    assertColour(pixels, 0, 0, WHITE, 0);
    assertColour(pixels, 1, 0, new Color(127, 127, 127), 0);
    assertColour(pixels, 2, 0, new Color(255, 223, 191), 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "gif"})
  void aTransparentPaletteEntryLiesOnWhite(String format) throws Exception {
    byte[] red = {10, (byte) 200};
    byte[] others = {20, 30};
    var colours = new IndexColorModel(1, 2, red, others, others, 0);
    var image = new BufferedImage(16, 8, BufferedImage.TYPE_BYTE_BINARY, colours);
    image.getRaster().setSample(3, 2, 0, 1);
    var pixels = decoder.decode(TestPictures.write(image, format), FULL).pixels();
    assertColour(pixels, 0, 0, WHITE, 0);
    assertColour(pixels, 3, 2, new Color(200, 30, 30), 0);
  }

  @Test
  void aTransparentGrayLevelLiesOnWhite() throws Exception {
    var image = new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setSample(0, 0, 0, 77);
    image.getRaster().setSample(1, 0, 0, 78);
    byte[] png =
        TestPictures.withChunk(TestPictures.write(image, "png"), "tRNS", new byte[] {0, 77});
    var pixels = decoder.decode(png, FULL).pixels();
    assertColour(pixels, 0, 0, WHITE, 0);
    assertColour(pixels, 1, 0, new Color(78, 78, 78), 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "bmp", "tiff"})
  void grayKeepsItsLevels(String format) throws Exception {
    var image = new BufferedImage(64, 32, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 64 * 32; i++) {
      image.getRaster().setSample(i % 64, i / 64, 0, 4 * (i % 64));
    }
    var pixels = decoder.decode(TestPictures.write(image, format), FULL).pixels();
    for (int x = 0; x < 64; x++) {
      assertColour(pixels, x, 9, new Color(4 * x, 4 * x, 4 * x), format.equals("jpg") ? 3 : 0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "tiff"})
  void sixteenBitsAreRoundedToEight(String format) throws Exception {
    var image = new BufferedImage(256, 4, BufferedImage.TYPE_USHORT_GRAY);
    for (int x = 0; x < 256; x++) {
      image.getRaster().setSample(x, 0, 0, x * 257 + 128 * (x < 255 ? 1 : 0));
      image.getRaster().setSample(x, 1, 0, x * 257 + (x < 255 ? 129 : 0));
    }
    var pixels = decoder.decode(TestPictures.write(image, format), FULL).pixels();
    for (int x = 0; x < 256; x++) {
      assertThat(pixels.at(x, 0, 0)).as("just below the middle").isEqualTo(x);
      assertThat(pixels.at(x, 1, 0)).as("just above the middle").isEqualTo(Math.min(255, x + 1));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp", "tiff", "gif"})
  void oneBitIsBlackAndWhite(String format) throws Exception {
    var image = new BufferedImage(19, 5, BufferedImage.TYPE_BYTE_BINARY);
    image.getRaster().setSample(7, 3, 0, 1);
    var pixels = decoder.decode(TestPictures.write(image, format), FULL).pixels();
    assertColour(pixels, 7, 3, WHITE, 0);
    assertColour(pixels, 8, 3, Color.BLACK, 0);
  }

  /// Where the quarters (0 top left to 3 bottom right) of the stored picture come to lie.
  @ParameterizedTest
  @CsvSource({
    "1, 0123", "2, 1032", "3, 3210", "4, 2301", "5, 0213", "6, 2031", "7, 3120", "8, 1302"
  })
  void orientationIsAppliedOnce(int orientation, String places) throws Exception {
    var expected = new Color[4];
    for (int i = 0; i < 4; i++) {
      expected[i] = TestPictures.QUARTERS[places.charAt(i) - '0'];
    }
    byte[] jpeg = TestPictures.withExif(TestPictures.quarters("jpg"), orientation);
    byte[] png =
        TestPictures.withChunk(
            TestPictures.quarters("png"), "eXIf", TestPictures.exif(orientation));
    byte[] tiff = TiffFiles.quarters(orientation);
    for (byte[] file : new byte[][] {jpeg, png, tiff}) {
      var image = decoder.decode(file, FULL);
      assertThat(image.width()).as("%s", image.format()).isEqualTo(orientation >= 5 ? 24 : 40);
      assertThat(image.height()).isEqualTo(orientation >= 5 ? 40 : 24);
      assertThat(image.pixels().width()).isEqualTo(image.width());
      assertQuarters(image.pixels(), 40, expected); // JPEG blurs colours near the borders
    }
  }

  @ParameterizedTest
  @CsvSource({
    // JPEG: the largest of 8, 4, 2, 1 whose rounded-up side is long enough
    "jpg, 100, 200, 100",
    "jpg, 101, 400, 200",
    "jpg, 201, 800, 400",
    "jpg, 51, 200, 100",
    "jpg, 50, 100, 50",
    "jpg, 1, 100, 50",
    "jpg, 400, 800, 400",
    "jpg, 5000, 800, 400",
    // others: boxes of a whole number of pixels
    "png, 100, 200, 100",
    "png, 101, 266, 133",
    "png, 201, 800, 400",
    "bmp, 133, 266, 133",
    "tiff, 90, 200, 100",
    "gif, 400, 800, 400"
  })
  void reducesByTheDocumentedRule(String format, int wantedSide, int width, int height)
      throws Exception {
    byte[] file = TestPictures.write(TestPictures.waves(800, 400), format);
    var image = decoder.decode(file, wantedSide);
    assertThat(image.pixels().width()).isEqualTo(width);
    assertThat(image.pixels().height()).isEqualTo(height);
    assertThat(image.width()).isEqualTo(800);
  }

  @Test
  void boxesAreAveraged() throws Exception {
    var waves = TestPictures.waves(90, 60);
    var pixels = decoder.decode(TestPictures.write(waves, "png"), 20).pixels();
    int sum = 0;
    for (int i = 0; i < 9; i++) {
      sum += new Color(waves.getRGB(30 + i % 3, 12 + i / 3)).getRed();
    }
    assertThat(pixels.at(10, 4, 0)).isBetween(Math.round(sum / 9f) - 1, Math.round(sum / 9f) + 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpg", "png", "gif", "bmp"})
  void whatIsLeftOfATruncatedPictureIsUsedAndFlagged(String format) throws Exception {
    byte[] whole = TestPictures.write(TestPictures.waves(200, 160), format);
    var full = decoder.decode(whole, FULL).pixels();
    var part = decoder.decode(TestPictures.cut(whole, 0.8), FULL);
    assertThat(part.isTruncated()).isTrue();
    // BMP rows come from the bottom.
    int from = format.equals("bmp") ? 60 : 0;
    assertThat(Arrays.copyOfRange(part.pixels().rgb(), from * 600, (from + 80) * 600))
        .isEqualTo(Arrays.copyOfRange(full.rgb(), from * 600, (from + 80) * 600));
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpg", "png", "gif", "bmp"})
  void aPictureThatIsMostlyMissingEndsEarly(String format) {
    byte[] whole = TestPictures.write(TestPictures.waves(200, 160), format);
    var refusal = refusal(TestPictures.cut(whole, 0.3));
    assertThat(refusal.reason()).isEqualTo(Reason.CORRUPT);
    assertThat(refusal).hasMessageContaining("ends early");
  }

  @Test
  void aTruncatedWebpEndsEarly() {
    assertThat(refusal(TestPictures.cut(TestPictures.webp(), 0.8)))
        .hasMessageContaining("WEBP file ends early");
  }

  @Test
  void onlyTheEndMarkerMissingCostsNothing() throws Exception {
    byte[] whole = TestPictures.write(TestPictures.waves(200, 160), "jpg");
    var image = decoder.decode(Arrays.copyOf(whole, whole.length - 2), FULL);
    assertThat(image.isTruncated()).isTrue();
    assertThat(image.pixels().rgb()).isEqualTo(decoder.decode(whole, FULL).pixels().rgb());
  }

  @Test
  void bombsAreRefusedFromTheHeader() {
    var refusal = refusal(TestPictures.pngPromising(30_000, 30_000));
    assertThat(refusal.reason()).isEqualTo(Reason.TOO_LARGE);
    assertThat(refusal)
        .hasMessageContaining("30000 x 30000")
        .hasMessageContaining("the limit is 60000000");
    byte[] gif = TestPictures.quarters("gif");
    int frame = frameStart(gif);
    for (int i = 5; i < 9; i++) {
      gif[frame + i] = (byte) 0xff; // the frame's sides, on a canvas of 40 x 24
    }
    assertThat(refusal(gif).reason()).isEqualTo(Reason.TOO_LARGE);
  }

  @Test
  void aHeaderThatPromisesMoreThanTheDataHoldIsRefused() {
    assertThat(refusal(TestPictures.pngPromising(400, 400)).reason()).isEqualTo(Reason.CORRUPT);
    assertThat(refusal(TestPictures.bmp(4000, 4000, new byte[100])))
        .hasMessageContaining("ends early");
  }

  @Test
  void filesBeyondTheByteLimitAreRefused() {
    var strict = new OpenCvImageDecoder(new DecodeLimits(1000, 100));
    var refusal =
        catchThrowableOfType(ImageRefusedException.class, () -> strict.decode(new byte[101], FULL));
    assertThat(refusal.reason()).isEqualTo(Reason.TOO_LARGE);
    assertThat(refusal).hasMessageContaining("101 bytes; the limit is 100");
  }

  @Test
  void aSmallGifFrameLiesOnItsCanvas() throws Exception {
    byte[] gif = TestPictures.write(TestPictures.waves(40, 24), "gif");
    gif[6] = 60; // canvas 60 x 30
    gif[8] = 30;
    int frame = frameStart(gif);
    gif[frame + 1] = 15;
    gif[frame + 3] = 5;
    var moved = decoder.decode(gif, FULL).pixels();
    assertThat(moved.width()).isEqualTo(60);
    assertColour(moved, 14, 10, WHITE, 0);
    var still = decoder.decode(TestPictures.write(TestPictures.waves(40, 24), "gif"), FULL);
    assertThat(moved.at(15, 5, 0)).isEqualTo(still.pixels().at(0, 0, 0));
    assertThat(moved.at(54, 28, 2)).isEqualTo(still.pixels().at(39, 23, 2));
  }

  @Test
  void aWantedSideOfZeroIsACallersMistake() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> decoder.decode(TestPictures.quarters("png"), 0))
        .withMessage("wantedSide is 0; it must be at least 1");
  }

  private static int frameStart(byte[] gif) {
    int at = 13 + (3 << ((gif[10] & 7) + 1));
    while (gif[at] == 0x21) {
      at += 2;
      while (gif[at] != 0) {
        at += 1 + (gif[at] & 0xff);
      }
      at++;
    }
    return at;
  }

  private ImageRefusedException refusal(byte[] file) {
    return catchThrowableOfType(ImageRefusedException.class, () -> decoder.decode(file, FULL));
  }

  private static void assertQuarters(Pixels pixels, int tolerance, Color[] expected) {
    for (int i = 0; i < 4; i++) {
      int x = pixels.width() * (1 + 2 * (i % 2)) / 4;
      int y = pixels.height() * (1 + 2 * (i / 2)) / 4;
      assertColour(pixels, x, y, expected[i], tolerance);
    }
  }

  private static void assertColour(Pixels pixels, int x, int y, Color expected, int tolerance) {
    int[] wanted = {expected.getRed(), expected.getGreen(), expected.getBlue()};
    for (int channel = 0; channel < 3; channel++) {
      assertThat(pixels.at(x, y, channel))
          .as("channel %d at %d, %d of %s", channel, x, y, expected)
          .isBetween(wanted[channel] - tolerance, wanted[channel] + tolerance);
    }
  }
}
