package dev.eidetic.engine.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.encode.image.ImageFormat;
import dev.eidetic.engine.Pictures;
import dev.eidetic.engine.fields.FieldValue;
import dev.eidetic.testkit.Seeds;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PhotographDataTest {

  private final byte[] exif =
      ExifBytes.of("Canon", "Canon EOS 5D", "2023:05:17 10:30:05", 48.8584, -2.2945);

  private static byte[] jpeg() throws IOException {
    var out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB), "jpeg", out);
    return out.toByteArray();
  }

  private static void assertAll(Map<String, FieldValue> fields) {
    assertThat(fields)
        .containsEntry("taken", FieldValue.of(Instant.parse("2023-05-17T10:30:05Z")))
        .containsEntry("camera", FieldValue.of("Canon EOS 5D"));
    assertThat(fields.get("location"))
        .isInstanceOfSatisfying(
            FieldValue.Place.class,
            place -> {
              assertThat(place.latitude()).isCloseTo(48.8584, within(1e-6));
              assertThat(place.longitude()).isCloseTo(-2.2945, within(1e-6));
            });
  }

  @Test
  void readsDateCameraAndPlaceFromJpegPngAndTiff() throws IOException {
    assertAll(PhotographData.read(ExifBytes.inJpeg(jpeg(), exif), ImageFormat.JPEG));
    assertAll(PhotographData.read(ExifBytes.inPng(Pictures.png(1), exif), ImageFormat.PNG));
    assertAll(PhotographData.read(exif, ImageFormat.TIFF));
  }

  @Test
  void namesTheMakerOnce() {
    byte[] other = ExifBytes.of("NIKON", "D800", "", 0, 0);
    assertThat(PhotographData.read(other, ImageFormat.TIFF))
        .containsEntry("camera", FieldValue.of("NIKON D800"))
        .as("no date, and the null island is no place")
        .hasSize(1);
  }

  @Test
  void saysNothingOfAPictureWithoutExif() throws IOException {
    assertThat(PhotographData.read(jpeg(), ImageFormat.JPEG)).isEmpty();
    assertThat(PhotographData.read(Pictures.png(1), ImageFormat.PNG)).isEmpty();
    assertThat(PhotographData.read(new byte[] {1, 2, 3}, ImageFormat.WEBP)).isEmpty();
  }

  @Test
  void damagedBlocksNeverThrow() throws IOException {
    byte[] whole = ExifBytes.inJpeg(jpeg(), exif);
    for (var random : Seeds.many(2000)) {
      byte[] damaged = Arrays.copyOf(whole, random.nextInt(20, whole.length));
      for (int i = 0; i < 4; i++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      for (var format : ImageFormat.values()) {
        assertThat(PhotographData.read(damaged, format)).as("%s as %s", random, format).isNotNull();
      }
    }
  }
}
