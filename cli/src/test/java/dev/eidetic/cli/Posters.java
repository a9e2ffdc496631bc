package dev.eidetic.cli;

import dev.eidetic.testkit.Seeds;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/// `poster.png`, `wall.png`, on which the poster hangs, turned by 20 degrees and 0.8 times as
/// large, and five other posters.
final class Posters {

  private Posters() {}

  static void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    write(folder, "poster.png", discs(1, 400, 300));
    var wall = discs(2, 600, 500);
    var place = AffineTransform.getTranslateInstance(220, 120);
    place.rotate(Math.toRadians(20));
    place.scale(0.8, 0.8);
    var graphics = wall.createGraphics();
    graphics.drawImage(discs(1, 400, 300), place, null);
    graphics.dispose();
    write(folder, "wall.png", wall);
    for (int i = 3; i < 8; i++) {
      write(folder, "other" + i + ".png", discs(i, 400, 300));
    }
  }

  static void write(Path folder, String name, BufferedImage picture) throws IOException {
    ImageIO.write(picture, "png", folder.resolve(name).toFile());
  }

  static BufferedImage discs(long seed, int width, int height) {
    var random = Seeds.of(seed);
    var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setColor(Color.GRAY);
    graphics.fillRect(0, 0, width, height);
    for (int i = 0; i < 250; i++) {
      graphics.setColor(new Color(random.nextInt(1 << 24)));
      int size = 6 + random.nextInt(30);
      graphics.fillOval(random.nextInt(width), random.nextInt(height), size, size);
    }
    graphics.dispose();
    return picture;
  }
}
