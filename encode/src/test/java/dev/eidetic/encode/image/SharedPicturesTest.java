package dev.eidetic.encode.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.eidetic.encode.image.ImageRefusedException.Reason;
import dev.eidetic.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Photographs and oddities that others made.
class SharedPicturesTest {

  private final ImageDecoder decoder = ImageDecoders.standard(DecodeLimits.DEFAULT);

  @ParameterizedTest
  @ValueSource(strings = {"copydetect-pdq", "neardup"})
  void everyFileDecodesOrIsRefusedForTheTrueReason(String name) throws Exception {
    var folder = SharedData.find(name);
    assumeThat(folder).as(SharedData.REASON).isPresent();
    for (var file : filesBelow(folder.orElseThrow())) {
      String fileName = String.valueOf(file.getFileName());
      boolean isPicture =
          fileName.matches(".*\\.(jpe?g|png|webp)") && !fileName.contains("_corrupt");
      try {
        var image = decoder.decode(Files.readAllBytes(file), 224);
        assertThat(isPicture).as("%s decodes", file).isTrue();
        assertThat(image.isTruncated()).as("%s is truncated", file).isFalse();
        int shorter = Math.min(image.width(), image.height());
        assertThat(Math.min(image.pixels().width(), image.pixels().height()))
            .as("shorter side of %s", file)
            .isGreaterThanOrEqualTo(Math.min(224, shorter));
      } catch (ImageRefusedException e) {
        assertThat(isPicture).as("%s is refused: %s", file, e.getMessage()).isFalse();
        assertThat(e.reason()).as("%s", file).isEqualTo(Reason.NOT_AN_IMAGE);
      }
    }
  }

  /// All modes were made from one photograph, so their colours must agree; palette and gray differ
  /// by nature.
  @ParameterizedTest
  @ValueSource(
      strings = {"CMYK.jpg", "HSV.webp", "LAB.webp", "PA.webp", "RGB.jpg", "RGBA.png", "YCbCr.jpg"})
  void coloursAgreeAcrossModes(String name) throws Exception {
    var folder = SharedData.find("copydetect-pdq/misc-images/modes");
    assumeThat(folder).as(SharedData.REASON).isPresent();
    var original = pixels(folder.orElseThrow().resolve("original.jpg"));
    var other = pixels(folder.orElseThrow().resolve(name));
    assertThat(meanDifference(original, other)).isLessThan(name.equals("PA.webp") ? 12 : 4);
  }

  @Test
  void bothOrientationsOfOneViewStandUpright() throws Exception {
    var folder = SharedData.find("copydetect-pdq/reg-test-input/exif-rotn");
    assumeThat(folder).as(SharedData.REASON).isPresent();
    byte[] turned = Files.readAllBytes(folder.orElseThrow().resolve("exif-rotn-6.jpg"));
    var image = decoder.decode(turned, 224);
    assertThat(ImageHeader.read(turned).orientation()).isEqualTo(6);
    assertThat(image.width()).isEqualTo(3024);
    assertThat(image.height()).isEqualTo(4032);
    assertThat(image.pixels().width()).isEqualTo(378); // 3024 / 8
  }

  @Test
  void aJpegCalledPngIsAJpeg() throws Exception {
    var file = SharedData.find("neardup/formats_images/ukbench09380.png");
    assumeThat(file).as(SharedData.REASON).isPresent();
    var image = decoder.decode(Files.readAllBytes(file.orElseThrow()), 224);
    assertThat(image.format()).isEqualTo(ImageFormat.JPEG);
  }

  private Pixels pixels(Path file) throws Exception {
    return decoder.decode(Files.readAllBytes(file), Integer.MAX_VALUE).pixels();
  }

  private static double meanDifference(Pixels a, Pixels b) {
    assertThat(a.rgb()).hasSameSizeAs(b.rgb());
    double sum = 0;
    for (int i = 0; i < a.rgb().length; i++) {
      sum += Math.abs((a.rgb()[i] & 0xff) - (b.rgb()[i] & 0xff));
    }
    return sum / a.rgb().length;
  }

  private static List<Path> filesBelow(Path folder) throws IOException {
    try (var walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
