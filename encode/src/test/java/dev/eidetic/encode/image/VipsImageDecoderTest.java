package dev.eidetic.encode.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.eidetic.encode.image.ImageRefusedException.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

class VipsImageDecoderTest {

  private static final String NEEDS_VIPS = "needs libvips (apt install libvips42)";

  @Test
  void decodesAvifWhereLibvipsIsInstalled() throws Exception {
    assumeThat(VipsImageDecoder.isAvailable()).as(NEEDS_VIPS).isTrue();
    var image =
        ImageDecoders.standard(DecodeLimits.DEFAULT).decode(TestPictures.AVIF, Integer.MAX_VALUE);
    assertThat(image.format()).isEqualTo(ImageFormat.AVIF);
    assertThat(image.width()).isEqualTo(24);
    assertThat(image.height()).isEqualTo(16);
    var pixels = image.pixels();
    assertThat(pixels.at(3, 8, 0)).isBetween(200, 240); // red 220, 30, 40
    assertThat(pixels.at(3, 8, 2)).isBetween(20, 60);
    assertThat(pixels.at(20, 8, 0)).isBetween(0, 40); // blue 20, 60, 200
    assertThat(pixels.at(20, 8, 2)).isBetween(180, 220);
  }

  @Test
  void shrinksByTheSameRule() throws Exception {
    assumeThat(VipsImageDecoder.isAvailable()).as(NEEDS_VIPS).isTrue();
    var image = new VipsImageDecoder(DecodeLimits.DEFAULT).decode(TestPictures.AVIF, 5);
    assertThat(image.pixels().width()).isEqualTo(8);
    assertThat(image.pixels().height()).isEqualTo(5);
    assertThat(image.width()).isEqualTo(24);
  }

  @Test
  void aTruncatedFileEndsEarly() {
    assumeThat(VipsImageDecoder.isAvailable()).as(NEEDS_VIPS).isTrue();
    var decoder = new VipsImageDecoder(DecodeLimits.DEFAULT);
    var refusal = refusal(decoder, TestPictures.cut(TestPictures.AVIF, 0.92));
    assertThat(refusal.reason()).isEqualTo(Reason.CORRUPT);
    assertThat(refusal).hasMessageContaining("ends early");
  }

  @Test
  void withoutLibvipsTheMessageNamesThePackage() {
    var decoder =
        VipsImageDecoder.withLibraryNames(DecodeLimits.DEFAULT, List.of("no-such-library"));
    var refusal = refusal(decoder, TestPictures.AVIF);
    assertThat(refusal.reason()).isEqualTo(Reason.UNSUPPORTED);
    assertThat(refusal)
        .hasMessageContaining("AVIF")
        .hasMessageContaining("libvips42")
        .hasMessageContaining("brew install vips");
  }

  @Test
  void theLimitHoldsWithoutLibvips() {
    var decoder =
        VipsImageDecoder.withLibraryNames(new DecodeLimits(100, 1000), List.of("no-such-library"));
    assertThat(refusal(decoder, TestPictures.AVIF).reason()).isEqualTo(Reason.TOO_LARGE);
  }

  private static ImageRefusedException refusal(ImageDecoder decoder, byte[] file) {
    return catchThrowableOfType(ImageRefusedException.class, () -> decoder.decode(file, 224));
  }
}
