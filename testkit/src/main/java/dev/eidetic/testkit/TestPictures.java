package dev.eidetic.testkit;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;

/// Small pictures drawn from a seed: a gradient, some shapes on it, a little noise. The same seed
/// draws the same picture; two seeds draw pictures that no descriptor takes for the same.
public final class TestPictures {

  private static final int SHAPES = 7;

  private TestPictures() {}

  /// A picture in memory.
  public static BufferedImage draw(long seed, int width, int height) {
    var random = Seeds.of(seed);
    var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setPaint(new GradientPaint(0, 0, colour(random), width, height, colour(random)));
    graphics.fillRect(0, 0, width, height);
    for (int i = 0; i < SHAPES; i++) {
      shape(graphics, random, width, height);
    }
    graphics.dispose();
    noise(picture, random);
    return picture;
  }

  /// The bytes of a picture file.
  ///
  /// @param format `png` or `jpg`
  public static byte[] file(long seed, int width, int height, String format) {
    try {
      var bytes = new ByteArrayOutputStream();
      if (!ImageIO.write(draw(seed, width, height), format, bytes)) {
        throw new IllegalArgumentException("ImageIO writes no " + format);
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException("memory does not fail", e);
    }
  }

  /// Writes a picture of 96 x 64 pixels in the format that the ending says, and makes its folder.
  ///
  /// @return the file
  public static Path write(Path file, long seed) throws IOException {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    var folder = file.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    return Files.write(file, file(seed, 96, 64, name.endsWith(".png") ? "png" : "jpg"));
  }

  private static void shape(Graphics2D graphics, Seeds random, int width, int height) {
    graphics.setColor(colour(random));
    int w = 1 + random.nextInt(1 + width / 2);
    int h = 1 + random.nextInt(1 + height / 2);
    int x = random.nextInt(width);
    int y = random.nextInt(height);
    if (random.nextBoolean()) {
      graphics.fillOval(x, y, w, h);
    } else {
      graphics.fillRect(x, y, w, h);
    }
  }

  private static void noise(BufferedImage picture, Seeds random) {
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        picture.setRGB(x, y, picture.getRGB(x, y) ^ random.nextInt(4) * 0x010101);
      }
    }
  }

  private static Color colour(Seeds random) {
    return new Color(random.nextInt(0x1000000));
  }
}
