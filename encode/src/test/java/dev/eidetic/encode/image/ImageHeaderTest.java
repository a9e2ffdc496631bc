package dev.eidetic.encode.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.eidetic.encode.image.ImageRefusedException.Reason;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageHeaderTest {

  @ParameterizedTest
  @ValueSource(strings = {"jpg", "png", "gif", "bmp", "tiff"})
  void readsSizeAndFormatByContent(String format) throws Exception {
    var header = ImageHeader.read(TestPictures.quarters(format));
    assertThat(header.format().name()).isEqualTo(format.equals("jpg") ? "JPEG" : upper(format));
    assertThat(header.width()).isEqualTo(40);
    assertThat(header.height()).isEqualTo(24);
    assertThat(header.orientation()).isEqualTo(1);
    assertThat(header.isTruncated()).isFalse();
    assertThat(header.hasAlpha()).isFalse();
  }

  @Test
  void readsWebpAndAvif() throws Exception {
    var webp = ImageHeader.read(TestPictures.webp());
    assertThat(webp)
        .isEqualTo(new ImageHeader(ImageFormat.WEBP, 40, 24, 1, true, false, false, 960));
    var avif = ImageHeader.read(TestPictures.AVIF);
    assertThat(avif)
        .isEqualTo(new ImageHeader(ImageFormat.AVIF, 24, 16, 1, false, false, false, 384));
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpg", "png", "gif", "bmp", "tiff"})
  void garbageBehindThePictureChangesNothing(String format) throws Exception {
    byte[] file = TestPictures.quarters(format);
    byte[] longer = Arrays.copyOf(file, file.length + 1000);
    assertThat(ImageHeader.read(longer)).isEqualTo(ImageHeader.read(file));
  }

  @Test
  void aThumbnailInsideExifIsNotThePicture() throws Exception {
    byte[] thumbnail = TestPictures.quarters("jpg");
    byte[] picture = TestPictures.write(TestPictures.waves(120, 80), "jpg");
    byte[] block = TestPictures.insert(thumbnail, 0, "Exif\0\0".getBytes(StandardCharsets.UTF_8));
    var header = ImageHeader.read(TestPictures.withSegment(picture, 0xe1, block));
    assertThat(header.width()).isEqualTo(120);
    assertThat(header.height()).isEqualTo(80);
  }

  @Test
  void aBrokenOrientationMeansUpright() throws Exception {
    byte[] jpeg = TestPictures.quarters("jpg");
    assertThat(ImageHeader.read(TestPictures.withExif(jpeg, 6)).orientation()).isEqualTo(6);
    assertThat(ImageHeader.read(TestPictures.withExif(jpeg, 9)).orientation()).isEqualTo(1);
    byte[] pointsOutside = TestPictures.withExif(jpeg, 6);
    pointsOutside[2 + 4 + 6 + 4] = 0x7f; // the first byte of the directory's place
    assertThat(ImageHeader.read(pointsOutside).orientation()).isEqualTo(1);
  }

  @Test
  void aTopDownBitmapIsLegal() throws Exception {
    var header = ImageHeader.read(TestPictures.bmp(2, -3, new byte[24]));
    assertThat(header.height()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "'%PDF-1.7 ', a PDF document",
    "'<!DOCTYPE html><html>', an HTML page",
    "'<svg xmlns=', an SVG drawing",
    "'<?xml version=\"1.0\"?><svg>', an SVG drawing",
    "'<?xml version=\"1.0\"?><a>', an XML document",
    "'hello', text",
    "'BMW is a make of cars', text",
    "'PK\u0003\u0004....', a ZIP archive",
    "'\u0000\u0000\u0000\u0018ftypisom', a video",
    "'\u0000\u0000\u0000\u0000\u0000', a run of zeros",
    "'\u0001\u0002\u00ff', begin with the bytes 01 02 ff"
  })
  void saysWhatAFileThatIsNoImageLooksLike(String content, String likeness) {
    var refusal = refusal(content.getBytes(StandardCharsets.ISO_8859_1));
    assertThat(refusal.reason()).isEqualTo(Reason.NOT_AN_IMAGE);
    assertThat(refusal).hasMessageContaining(likeness);
  }

  @Test
  void anEmptyFileIsCalledEmpty() {
    assertThat(refusal(new byte[0]).reason()).isEqualTo(Reason.EMPTY);
  }

  @Test
  void picturesOfUndecodedFormatsAreUnsupported() {
    var refusal = refusal("8BPS\0\1".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(refusal.reason()).isEqualTo(Reason.UNSUPPORTED);
    assertThat(refusal).hasMessageContaining("Photoshop");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpg", "png", "gif", "bmp", "tiff"})
  void aFileCutInItsHeaderEndsEarly(String format) {
    // ImageIO's TIFF directory lies first or last; ten bytes hold it in neither case.
    var refusal = refusal(Arrays.copyOf(TestPictures.quarters(format), 10));
    assertThat(refusal.reason()).isEqualTo(Reason.CORRUPT);
    assertThat(refusal).hasMessageContaining("ends early, after 10 bytes");
  }

  @Test
  void aSideOfZeroIsRefused() {
    assertThat(refusal(TestPictures.pngPromising(0, 10)))
        .hasMessageContaining("its header says 0 x 10 pixels");
    assertThat(refusal(TestPictures.bmp(0, 1, new byte[4]))).hasMessageContaining("0 x 1 pixels");
  }

  @Test
  void nestedBoxesWithoutEndAreRefused() {
    var file = ByteBuffer.allocate(24 + 12 * 10_000);
    file.putInt(24).put("ftypavif\0\0\0\0avifmif1".getBytes(StandardCharsets.ISO_8859_1));
    while (file.hasRemaining()) {
      file.putInt(file.remaining()).put("meta\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1));
    }
    assertThat(refusal(file.array())).hasMessageContaining("nested deeper");
  }

  @Test
  void aTiffDirectoryBehindTheEndIsRefused() {
    var file = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    file.put("II*\0".getBytes(StandardCharsets.ISO_8859_1)).putInt(0xffff_fff0);
    assertThat(refusal(file.array())).hasMessageContaining("ends early");
  }

  private static String upper(String format) {
    return format.toUpperCase(Locale.ROOT);
  }

  private static ImageRefusedException refusal(byte[] file) {
    return catchThrowableOfType(ImageRefusedException.class, () -> ImageHeader.read(file));
  }
}
