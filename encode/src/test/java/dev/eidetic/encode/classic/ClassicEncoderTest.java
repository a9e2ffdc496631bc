package dev.eidetic.encode.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.encode.image.Pixels;
import dev.eidetic.testkit.Seeds;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ClassicEncoderTest {

  private final ClassicEncoder encoder = new ClassicEncoder();

  @Test
  void vectorsOfEveryKindOfPictureHaveLengthOne() {
    var pictures =
        List.of(
            Drawings.flat(1, 1, 0x000000),
            Drawings.flat(1, 1, 0xffffff),
            Drawings.flat(300, 200, 0x808080),
            Drawings.draw(1, 70_000, (_, y) -> y * 7919),
            Drawings.draw(70_000, 1, (x, _) -> x * 7919),
            Drawings.draw(2, 2, (x, y) -> x == y ? 0xffffff : 0),
            Drawings.draw(3000, 2000, (x, y) -> x * y),
            Drawings.disc(1));
    for (float[] vector : encoder.encode(pictures)) {
      assertThat(vector).hasSize(493);
      assertThat(cosine(vector, vector)).isCloseTo(1, within(1e-6));
    }
  }

  /// Raise the version in the encoder's description before changing these.
  @Test
  void goldenVectorsAreTheSameToTheBit() throws Exception {
    assertThat(sha256(vector(Drawings.disc(1))))
        .isEqualTo("b80272b7ee48de2e435f2509be06733fa4bcfce30c12e40f55083a5784c3c30a");
    assertThat(sha256(vector(Drawings.stripes())))
        .isEqualTo("cf280506f6f3331999b4f95cab6e3d0c504c83d0c43f596c316045482b437040");
    assertThat(sha256(vector(Drawings.board())))
        .isEqualTo("85a516371af69fb0aeb9e21e20bdebced02c44de5ceb783a7513a16a8fa785a5");
    assertThat(encoder.space().sha256())
        .isEqualTo("c17c8ae8d3a79ccf64f65f51b20dabe6033d7f33f9e91ca576f7cfe3db774471");
  }

  @Test
  void manyThreadsGetTheSameVector() {
    float[] expected = vector(Drawings.disc(2));
    assertThat(IntStream.range(0, 40).parallel().mapToObj(_ -> vector(Drawings.disc(2))))
        .allSatisfy(vector -> assertThat(vector).containsExactly(expected));
  }

  @Test
  void neighboursInABatchDoNotMatter() {
    var batch = encoder.encode(List.of(Drawings.stripes(), Drawings.board()));
    assertThat(batch.get(0)).containsExactly(vector(Drawings.stripes()));
    assertThat(batch.get(1)).containsExactly(vector(Drawings.board()));
  }

  @Test
  void scaleHardlyMatters() {
    assertThat(cosine(vector(Drawings.disc(1)), vector(Drawings.disc(2)))).isGreaterThan(0.97);
    assertThat(cosine(vector(Drawings.disc(2)), vector(Drawings.disc(12)))).isGreaterThan(0.97);
  }

  @Test
  void smallNoiseHardlyMatters() {
    for (var random : Seeds.many(20)) {
      for (var picture : drawings()) {
        assertThat(cosine(vector(picture), vector(noisy(picture, 3, random))))
            .as("%s", random)
            .isGreaterThan(0.95);
      }
    }
  }

  @Test
  void exposureHardlyMatters() {
    var dark = Drawings.draw(80, 60, (x, y) -> scaled(Drawings.disc(1), x, y, 0.7));
    assertThat(cosine(vector(Drawings.disc(1)), vector(dark))).isGreaterThan(0.93);
  }

  @Test
  void aBorderOfOneColourHardlyMatters() {
    var inner = Drawings.board();
    var bordered =
        Drawings.draw(
            96,
            160,
            (x, y) ->
                x < 16 || y < 16 || x >= 80 || y >= 144 ? 0 : scaled(inner, x - 16, y - 16, 1));
    assertThat(cosine(vector(inner), vector(bordered))).isGreaterThan(0.8);
  }

  @Test
  void differentPicturesAreFarApart() {
    assertThat(cosine(vector(Drawings.disc(1)), vector(Drawings.stripes()))).isLessThan(0.5);
    assertThat(cosine(vector(Drawings.disc(1)), vector(Drawings.board()))).isLessThan(0.5);
    assertThat(cosine(vector(Drawings.stripes()), vector(Drawings.board()))).isLessThan(0.5);
  }

  @Test
  void picturesOfOneColourAreComparedByColour() {
    float[] red = vector(Drawings.flat(40, 40, 0xd02020));
    float[] otherRed = vector(Drawings.flat(64, 64, 0xc82828));
    float[] blue = vector(Drawings.flat(40, 40, 0x2020d0));
    assertThat(cosine(red, otherRed)).isGreaterThan(0.98);
    assertThat(cosine(red, blue)).isLessThan(cosine(red, otherRed) - 0.2);
  }

  @Test
  void noiseOnOneColourDoesNotDrownTheColour() {
    for (var random : Seeds.many(10)) {
      float[] red = vector(Drawings.flat(160, 160, 0xd02020));
      float[] blue = vector(Drawings.flat(160, 160, 0x2020d0));
      float[] noisyRed = vector(noisy(Drawings.flat(160, 160, 0xd02020), 1, random));
      assertThat(cosine(noisyRed, red))
          .as("%s", random)
          .isGreaterThan(cosine(noisyRed, blue) + 0.2);
    }
  }

  @Test
  void anEmptyBatchIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> encoder.encode(List.of()))
        .withMessage("there are 0 pictures to encode; give at least 1");
  }

  private static List<Pixels> drawings() {
    return Stream.of(Drawings.disc(2), Drawings.stripes(), Drawings.board()).toList();
  }

  private float[] vector(Pixels picture) {
    return encoder.encode(List.of(picture)).getFirst();
  }

  private static double cosine(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  private static int scaled(Pixels picture, int x, int y, double factor) {
    int colour = 0;
    for (int channel = 0; channel < 3; channel++) {
      colour = colour << 8 | (int) (picture.at(x, y, channel) * factor);
    }
    return colour;
  }

  /// Adds whole numbers from `-most` to `most`, evenly spread, to every value.
  private static Pixels noisy(Pixels picture, int most, Random random) {
    byte[] rgb = picture.rgb().clone();
    for (int i = 0; i < rgb.length; i++) {
      int value = (rgb[i] & 0xff) + random.nextInt(-most, most + 1);
      rgb[i] = (byte) Math.clamp(value, 0, 255);
    }
    return Pixels.of(picture.width(), picture.height(), rgb);
  }

  private static String sha256(float[] vector) throws Exception {
    var bytes = ByteBuffer.allocate(4 * vector.length);
    bytes.asFloatBuffer().put(vector);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
  }
}
