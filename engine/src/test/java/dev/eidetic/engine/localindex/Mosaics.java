package dev.eidetic.engine.localindex;

import dev.eidetic.encode.image.Pixels;
import dev.eidetic.encode.local.Descriptors;
import dev.eidetic.encode.local.FeatureExtractor;
import dev.eidetic.encode.local.Keypoints;
import dev.eidetic.encode.local.LocalFeatures;
import dev.eidetic.testkit.Seeds;
import dev.eidetic.vectors.Kernels;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/// Pictures of small tiles, and the plainest extractor of local features: one per tile, what it
/// looks like. Pictures with a tile in common have a detail in common.
final class Mosaics {

  private static final int TILE = 4;
  private static final int ACROSS = 6;
  static final int TILES = ACROSS * ACROSS;
  private static final int NUMBERS = TILE * TILE * 3;

  private Mosaics() {}

  /// Tiles that no picture of another number has.
  static int[] own(int picture) {
    return IntStream.range(0, TILES).map(i -> 1000 * picture + i).toArray();
  }

  /// Some tiles of one picture, the rest of another.
  static int[] mixed(int[] one, int count, int[] other) {
    var tiles = other.clone();
    System.arraycopy(one, 0, tiles, 0, count);
    return tiles;
  }

  /// @return a PNG file
  static byte[] png(int[] tiles) {
    var image = new BufferedImage(ACROSS * TILE, ACROSS * TILE, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < tiles.length; i++) {
      var random = new Random(Seeds.of(tiles[i]).nextInt(1 << 30));
      for (int pixel = 0; pixel < TILE * TILE; pixel++) {
        image.setRGB(
            i % ACROSS * TILE + pixel % TILE,
            i / ACROSS * TILE + pixel / TILE,
            random.nextInt(1 << 24));
      }
    }
    try (var out = new ByteArrayOutputStream()) {
      ImageIO.write(image, "png", out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A picture of one colour, in which nothing is found.
  static byte[] plain() {
    try (var out = new ByteArrayOutputStream()) {
      ImageIO.write(new BufferedImage(24, 24, BufferedImage.TYPE_INT_RGB), "png", out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static FeatureExtractor extractor() {
    return new TileExtractor();
  }

  private static final class TileExtractor implements FeatureExtractor {

    @Override
    public String kind() {
      return "tiles";
    }

    @Override
    public LocalFeatures extract(Pixels pixels) {
      if (pixels.at(0, 0, 0) == pixels.at(1, 0, 0) && pixels.at(0, 0, 1) == pixels.at(2, 1, 1)) {
        return LocalFeatures.none(kind(), pixels.width(), pixels.height());
      }
      int across = pixels.width() / TILE;
      int count = across * (pixels.height() / TILE);
      var rows = new float[count * NUMBERS];
      var x = new float[count];
      var y = new float[count];
      for (int i = 0; i < count; i++) {
        var row = new float[NUMBERS];
        x[i] = i % across * TILE;
        y[i] = i / across * TILE;
        for (int j = 0; j < NUMBERS; j++) {
          int pixel = j / 3;
          row[j] = pixels.at((int) x[i] + pixel % TILE, (int) y[i] + pixel / TILE, j % 3) - 127.5f;
        }
        Kernels.normalize(row);
        System.arraycopy(row, 0, rows, i * NUMBERS, NUMBERS);
      }
      var ones = new float[count];
      Arrays.fill(ones, 1);
      var points = new Keypoints(x, y, ones, new float[count]);
      return new LocalFeatures(
          kind(),
          pixels.width(),
          pixels.height(),
          points,
          new Descriptors.Floats(rows, count, NUMBERS));
    }

    @Override
    public void close() {}
  }
}
