package dev.eidetic.encode.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.eidetic.encode.EncodingException;
import dev.eidetic.encode.image.Pixels;
import dev.eidetic.testkit.Seeds;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreprocessorTest {

  private static final Crop WHOLE = new Crop.None();

  /// Resampling code, sides before and after, CRC-32 of the bytes that Pillow 9.4.0 gives.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 37 23 16 11 60e84b89",
        "0 16 11 37 23 a1c54d61",
        "0 61 40 61 13 e445583d",
        "0 40 61 13 61 83c3a1b9",
        "0 160 120 224 224 51adae3d",
        "0 300 200 97 64 9de23cf1",
        "0 5 7 64 3 3ebffc9a",
        "1 37 23 16 11 ac255f9f",
        "1 16 11 37 23 56521db4",
        "1 61 40 61 13 ac9435fc",
        "1 40 61 13 61 8a69bb3b",
        "1 160 120 224 224 6374e9a1",
        "1 300 200 97 64 be03b09a",
        "1 5 7 64 3 a3f2b1e9",
        "2 37 23 16 11 b592059b",
        "2 16 11 37 23 3dcc2242",
        "2 61 40 61 13 126bdf89",
        "2 40 61 13 61 31f38e3c",
        "2 160 120 224 224 44ccfd6c",
        "2 300 200 97 64 e8665f58",
        "2 5 7 64 3 9762eed7",
        "3 37 23 16 11 2c4d8fdc",
        "3 16 11 37 23 54b07a6b",
        "3 61 40 61 13 25c954ac",
        "3 40 61 13 61 925458a1",
        "3 160 120 224 224 a4b5a318",
        "3 300 200 97 64 5809116d",
        "3 5 7 64 3 10f1a72a",
        "4 37 23 16 11 14b01ea1",
        "4 16 11 37 23 a1c54d61",
        "4 61 40 61 13 9eba26b3",
        "4 40 61 13 61 bd849ddf",
        "4 160 120 224 224 51adae3d",
        "4 300 200 97 64 0db1c8b7",
        "4 5 7 64 3 6ff36572",
        "5 37 23 16 11 819342d3",
        "5 16 11 37 23 bfa56741",
        "5 61 40 61 13 6e8bf8d6",
        "5 40 61 13 61 83490aea",
        "5 160 120 224 224 13179d43",
        "5 300 200 97 64 519c19c9",
        "5 5 7 64 3 a0efa193"
      })
  void resizesToTheBitAsPillowDoes(String line) {
    String[] parts = line.split(" ", -1);
    int width = Integer.parseInt(parts[1]);
    int height = Integer.parseInt(parts[2]);
    var resize = new Resize.Exact(Integer.parseInt(parts[3]), Integer.parseInt(parts[4]));
    var interpolation = Interpolation.ofCode(Integer.parseInt(parts[0])).orElseThrow();
    byte[] rgb = bytes(noise(width, height), resize, interpolation, WHOLE);
    var crc = new CRC32();
    crc.update(rgb);
    assertThat("%08x".formatted(crc.getValue())).isEqualTo(parts[5]);
  }

  @Test
  void agreesWithAnOracleThatWorksOutEachPixelByItself() {
    for (var random : Seeds.many(30)) {
      int width = random.nextInt(1, 40);
      int height = random.nextInt(1, 40);
      var picture = Pixels.of(width, height, randomBytes(random, 3 * width * height));
      var resize = new Resize.Exact(random.nextInt(1, 40), random.nextInt(1, 40));
      var interpolation =
          List.of(Interpolation.BILINEAR, Interpolation.BICUBIC).get(random.nextInt(2));
      byte[] found = bytes(picture, resize, interpolation, WHOLE);
      assertThat(found)
          .as("%s, %d x %d to %s by %s", random, width, height, resize, interpolation)
          .isEqualTo(oracle(picture, resize, interpolation));
    }
  }

  @Test
  void aCropIsTheMiddleOfTheWholeEvenWhenOnlyItIsWorkedOut() {
    for (var random : Seeds.many(20)) {
      var picture = noise(random.nextInt(20, 90), random.nextInt(20, 90));
      var resize = new Resize.ShortestEdge(random.nextInt(17, 40));
      var cropped = bytes(picture, resize, Interpolation.BICUBIC, new Crop.Center(16, 15));
      var size =
          preprocessor(resize, Interpolation.BICUBIC, WHOLE)
              .sizeFor(picture.width(), picture.height());
      byte[] whole = bytes(picture, resize, Interpolation.BICUBIC, WHOLE);
      var expected = new byte[3 * 16 * 15];
      int left = (size.width() - 16) / 2;
      int top = (size.height() - 15) / 2;
      for (int y = 0; y < 15; y++) {
        System.arraycopy(whole, 3 * ((top + y) * size.width() + left), expected, 3 * 16 * y, 48);
      }
      assertThat(cropped).as("%s", random).isEqualTo(expected);
    }
  }

  @Test
  void aSmallPictureLiesInTheMiddleOfBlackWithTheOddPixelBefore() {
    var white = Pixels.of(1, 1, new byte[] {-1, -1, -1});
    float[] tensor =
        preprocessor(new Resize.None(), Interpolation.BILINEAR, new Crop.Center(2, 3)).apply(white);
    assertThat(tensor).hasSize(18).startsWith(0, 0, 0, 255, 0, 0);
  }

  @Test
  void normalisesEachChannelInTheOrderOfTheTensor() {
    var picture = Pixels.of(1, 1, new byte[] {10, 20, (byte) 255});
    var bgr =
        new Preprocessing(
            new Resize.None(),
            Interpolation.BILINEAR,
            WHOLE,
            1.0 / 255,
            List.of(0.1, 0.2, 0.3),
            List.of(0.5, 0.25, 0.125),
            ChannelOrder.BGR);
    assertThat(Preprocessor.of(bgr).apply(picture))
        .containsExactly(
            ((float) (255 * (1.0 / 255)) - 0.1f) / 0.5f,
            ((float) (20 * (1.0 / 255)) - 0.2f) / 0.25f,
            ((float) (10 * (1.0 / 255)) - 0.3f) / 0.125f);
  }

  @Test
  void edgesKeepTheShapeRoundedDown() {
    assertThat(sizeFor(new Resize.ShortestEdge(224), 100, 151)).isEqualTo(new TensorSize(224, 338));
    assertThat(sizeFor(new Resize.ShortestEdge(224), 151, 100)).isEqualTo(new TensorSize(338, 224));
    assertThat(sizeFor(new Resize.LongestEdge(100), 1000, 3)).isEqualTo(new TensorSize(100, 1));
  }

  @Test
  void aPictureOfOnePixelByAHundredThousandIsCroppedWithoutMakingItsHugeWhole() {
    var strip = Pixels.of(1, 100_000, new byte[300_000]);
    var crop = new Crop.Center(224, 224);
    assertThat(preprocessor(new Resize.ShortestEdge(224), Interpolation.BICUBIC, crop).apply(strip))
        .hasSize(3 * 224 * 224);
  }

  @Test
  void refusesTensorsBeyondTheLimit() {
    var preprocessor = preprocessor(new Resize.ShortestEdge(224), Interpolation.BICUBIC, WHOLE);
    assertThatExceptionOfType(EncodingException.class)
        .isThrownBy(() -> preprocessor.sizeFor(1, 100_000))
        .withMessageStartingWith("picture of 1 x 100000 would become a tensor of 224 x 22400000;");
  }

  /// Row by row, column by column, from the definition: the filter stretched by the reduction,
  /// weights that sum to 1, both passes rounded to 8 bits.
  private static byte[] oracle(Pixels picture, Resize.Exact size, Interpolation interpolation) {
    byte[] wide = picture.rgb();
    int width = picture.width();
    int height = picture.height();
    if (size.width() != width) {
      var next = new byte[3 * size.width() * height];
      for (int i = 0; i < next.length; i++) {
        int x = i / 3 % size.width();
        int start = i / 3 / size.width() * 3 * width + i % 3;
        next[i] = mixed(wide, start, 3, width, size.width(), x, interpolation);
      }
      wide = next;
      width = size.width();
    }
    if (size.height() != height) {
      var next = new byte[3 * width * size.height()];
      for (int i = 0; i < next.length; i++) {
        int start = i % (3 * width);
        int y = i / (3 * width);
        next[i] = mixed(wide, start, 3 * width, height, size.height(), y, interpolation);
      }
      wide = next;
    }
    return wide;
  }

  private static byte mixed(
      byte[] bytes,
      int start,
      int step,
      int before,
      int after,
      int at,
      Interpolation interpolation) {
    double ratio = (double) before / after;
    double stretch = Math.max(1, ratio);
    double reach = (interpolation == Interpolation.BICUBIC ? 2 : 1) * stretch;
    double center = (at + 0.5) * ratio;
    int first = (int) Math.max(0, Math.floor(center - reach + 0.5));
    int end = (int) Math.min(before, Math.floor(center + reach + 0.5));
    double sum = 0;
    for (int i = first; i < end; i++) {
      sum += height(interpolation, (i + 0.5 - center) / stretch);
    }
    long mixed = 0;
    for (int i = first; i < end; i++) {
      double weight = height(interpolation, (i + 0.5 - center) / stretch) / sum;
      mixed += Math.round(weight * (1 << 22)) * (bytes[start + i * step] & 0xff);
    }
    return (byte) Math.clamp(Math.floorDiv(mixed + (1 << 21), 1L << 22), 0, 255);
  }

  private static double height(Interpolation interpolation, double distance) {
    double x = Math.abs(distance);
    if (interpolation == Interpolation.BILINEAR) {
      return Math.max(0, 1 - x);
    }
    double a = -0.5;
    if (x < 1) {
      return (a + 2) * x * x * x - (a + 3) * x * x + 1;
    }
    return x < 2 ? a * x * x * x - 5 * a * x * x + 8 * a * x - 4 * a : 0;
  }

  private static TensorSize sizeFor(Resize resize, int width, int height) {
    return preprocessor(resize, Interpolation.BILINEAR, WHOLE).sizeFor(width, height);
  }

  private static Preprocessor preprocessor(Resize resize, Interpolation interpolation, Crop crop) {
    var zeros = List.of(0.0, 0.0, 0.0);
    var ones = List.of(1.0, 1.0, 1.0);
    return Preprocessor.of(
        new Preprocessing(resize, interpolation, crop, 1, zeros, ones, ChannelOrder.RGB));
  }

  /// The resized picture as bytes again, interleaved.
  private static byte[] bytes(
      Pixels picture, Resize resize, Interpolation interpolation, Crop crop) {
    float[] tensor = preprocessor(resize, interpolation, crop).apply(picture);
    int pixels = tensor.length / 3;
    var rgb = new byte[tensor.length];
    for (int i = 0; i < tensor.length; i++) {
      rgb[i % pixels * 3 + i / pixels] = (byte) (int) tensor[i];
    }
    return rgb;
  }

  private static Pixels noise(int width, int height) {
    var rgb = new byte[3 * width * height];
    int state = width * 1000 + height;
    for (int i = 0; i < rgb.length; i++) {
      state = state * 1_103_515_245 + 12_345 & 0x7fff_ffff;
      rgb[i] = (byte) (state >> 16);
    }
    return Pixels.of(width, height, rgb);
  }

  private static byte[] randomBytes(Seeds random, int count) {
    var bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
