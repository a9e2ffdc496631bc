package dev.eidetic.encode.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.Color;
import java.io.ByteArrayInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class JpegThumbnailTest {

  /// Left half red, right half blue.
  private static Pixels halves(int width, int height) {
    var rgb = new byte[3 * width * height];
    for (int i = 0; i < width * height; i++) {
      rgb[3 * i + (i % width < width / 2 ? 0 : 2)] = (byte) 220;
    }
    return Pixels.of(width, height, rgb);
  }

  @Test
  void keepsProportionsAndColours() throws Exception {
    byte[] file = JpegThumbnail.of(halves(300, 100), 60, 90);
    var image = ImageIO.read(new ByteArrayInputStream(file));
    assertThat(image.getWidth()).isEqualTo(60);
    assertThat(image.getHeight()).isEqualTo(20);
    assertThat(new Color(image.getRGB(10, 10)).getRed()).isBetween(210, 230);
    assertThat(new Color(image.getRGB(50, 10)).getBlue()).isBetween(210, 230);
  }

  @Test
  void smallerPicturesKeepTheirSizeAndNoSideVanishes() throws Exception {
    assertThat(ImageHeader.read(JpegThumbnail.of(halves(30, 10), 60, 90)).width()).isEqualTo(30);
    assertThat(ImageHeader.read(JpegThumbnail.of(halves(1000, 2), 50, 90)).height()).isEqualTo(1);
  }

  @Test
  void rejectsAQualityOfZero() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JpegThumbnail.of(halves(4, 4), 2, 0))
        .withMessage("quality is 0; it must be 1 to 100");
  }
}
