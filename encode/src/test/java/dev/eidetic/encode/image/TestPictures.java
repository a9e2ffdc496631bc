package dev.eidetic.encode.image;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC4;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_WEBP_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;

/// Small files of every format, written by the tests themselves.
final class TestPictures {

  /// The quarters of [#quarters]: top left, top right, bottom left, bottom right.
  static final Color[] QUARTERS = {
    new Color(230, 20, 30), new Color(20, 200, 40), new Color(30, 40, 210), new Color(240, 230, 20)
  };

  /// Red on the left, blue on the right, 24 x 16, made with libheif.
  static final byte[] AVIF =
      Base64.getDecoder()
          .decode(
              "AAAAHGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZgAAAOptZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0"
                  + "AAAAAAAAAAAAAAAAAAAAAA5waXRtAAAAAAABAAAAImlsb2MAAAAAREAAAQABAAAAAAEOAAEAAAAAAAAA"
                  + "IgAAACNpaW5mAAAAAAABAAAAFWluZmUCAAAAAAEAAGF2MDEAAAAAamlwcnAAAABLaXBjbwAAABNjb2xy"
                  + "bmNseAACAAIABoAAAAAMYXYxQ4EADAAAAAAUaXNwZQAAAAAAAAAYAAAAEAAAABBwaXhpAAAAAAMICAgA"
                  + "AAAXaXBtYQAAAAAAAAABAAEEgYIDhAAAACptZGF0EgAKCRgQ7+wQICBoQDITRGAAABTacRZhY31Qn655"
                  + "QxxZog==");

  private TestPictures() {}

  /// Four quarters of one colour each; width and height even.
  static BufferedImage quarters(int width, int height, int imageType) {
    var image = new BufferedImage(width, height, imageType);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, QUARTERS[(2 * y < height ? 0 : 2) + (2 * x < width ? 0 : 1)].getRGB());
      }
    }
    return image;
  }

  /// A picture without flat rows, so that nothing in it looks like missing data.
  static BufferedImage waves(int width, int height) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int red = (int) (128 + 100 * Math.sin(x / 9.0));
        int green = (int) (128 + 100 * Math.sin(y / 7.0));
        image.setRGB(x, y, new Color(red, green, (x * 5 + y * 3) % 256).getRGB());
      }
    }
    return image;
  }

  static byte[] write(BufferedImage image, String format) {
    var out = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, out)) {
        throw new IllegalStateException("ImageIO does not write " + format + " of this type");
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return out.toByteArray();
  }

  static byte[] quarters(String format) {
    return write(quarters(40, 24, BufferedImage.TYPE_3BYTE_BGR), format);
  }

  /// Lossless WebP of the quarters, the left half transparent.
  static byte[] webp() {
    new OpenCvImageDecoder(DecodeLimits.DEFAULT); // loads OpenCV
    var image = quarters(40, 24, BufferedImage.TYPE_3BYTE_BGR);
    var bgra = new byte[4 * 40 * 24];
    for (int i = 0; i < 40 * 24; i++) {
      var colour = new Color(image.getRGB(i % 40, i / 40));
      bgra[4 * i] = (byte) colour.getBlue();
      bgra[4 * i + 1] = (byte) colour.getGreen();
      bgra[4 * i + 2] = (byte) colour.getRed();
      bgra[4 * i + 3] = (byte) (i % 40 < 20 ? 0 : 255);
    }
    var file = new BytePointer();
    imencode(
        ".webp",
        new Mat(24, 40, CV_8UC4, new BytePointer(bgra)),
        file,
        new IntPointer(IMWRITE_WEBP_QUALITY, 101)); // above 100: lossless
    var bytes = new byte[(int) file.limit()];
    file.get(bytes);
    return bytes;
  }

  /// An EXIF block of one entry, big-endian.
  static byte[] exif(int orientation) {
    return ByteBuffer.allocate(26)
        .put("MM\0*".getBytes(StandardCharsets.ISO_8859_1))
        .putInt(8)
        .putShort((short) 1)
        .putShort((short) 0x0112)
        .putShort((short) 3)
        .putInt(1)
        .putShort((short) orientation)
        .putShort((short) 0)
        .putInt(0)
        .array();
  }

  /// Puts a segment behind the start of a JPEG.
  static byte[] withSegment(byte[] jpeg, int marker, byte[] content) {
    var segment =
        ByteBuffer.allocate(content.length + 4)
            .put((byte) 0xff)
            .put((byte) marker)
            .putShort((short) (content.length + 2))
            .put(content)
            .array();
    return insert(jpeg, 2, segment);
  }

  static byte[] withExif(byte[] jpeg, int orientation) {
    return withSegment(
        jpeg, 0xe1, insert(exif(orientation), 0, "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1)));
  }

  /// Puts a chunk behind the header of a PNG.
  static byte[] withChunk(byte[] png, String type, byte[] content) {
    return insert(png, 33, chunk(type, content));
  }

  static byte[] chunk(String type, byte[] content) {
    byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
    var checksum = new CRC32();
    checksum.update(name);
    checksum.update(content);
    return ByteBuffer.allocate(content.length + 12)
        .putInt(content.length)
        .put(name)
        .put(content)
        .putInt((int) checksum.getValue())
        .array();
  }

  static byte[] insert(byte[] file, int at, byte[] content) {
    return ByteBuffer.allocate(file.length + content.length)
        .put(file, 0, at)
        .put(content)
        .put(file, at, file.length - at)
        .array();
  }

  static byte[] cut(byte[] file, double share) {
    return Arrays.copyOf(file, (int) (file.length * share));
  }

  /// A bitmap header with rows of 24 bits.
  static byte[] bmp(int width, int height, byte[] rows) {
    return ByteBuffer.allocate(54 + rows.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("BM".getBytes(StandardCharsets.ISO_8859_1))
        .putInt(54 + rows.length)
        .putInt(0)
        .putInt(54)
        .putInt(40)
        .putInt(width)
        .putInt(height)
        .putShort((short) 1)
        .putShort((short) 24)
        .put(new byte[24])
        .put(rows)
        .array();
  }

  /// A PNG header that promises a size, with a little compressed data behind it.
  static byte[] pngPromising(int width, int height) {
    byte[] png = quarters("png");
    byte[] header =
        ByteBuffer.allocate(13)
            .putInt(width)
            .putInt(height)
            .put(new byte[] {8, 2, 0, 0, 0})
            .array();
    return ByteBuffer.allocate(png.length)
        .put(png, 0, 8)
        .put(chunk("IHDR", header))
        .put(png, 33, png.length - 33)
        .array();
  }
}
