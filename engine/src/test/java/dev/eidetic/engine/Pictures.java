package dev.eidetic.engine;

import dev.eidetic.encode.EmbeddingSpace;
import dev.eidetic.encode.ImageEncoder;
import dev.eidetic.encode.image.DecodedImage;
import dev.eidetic.encode.image.ImageDecoder;
import dev.eidetic.encode.image.ImageFormat;
import dev.eidetic.encode.image.ImageRefusedException;
import dev.eidetic.encode.image.ImageRefusedException.Reason;
import dev.eidetic.encode.image.Pixels;
import dev.eidetic.vectors.Kernels;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import javax.imageio.ImageIO;

/// Small pictures, and the plainest decoder and encoder that could search them: no native code, so
/// that tests of the engine test the engine.
public final class Pictures {

  static final int SIDE = 8;

  private Pictures() {}

  /// A picture of random colours as the bytes of a PNG file; same seed, same picture.
  public static byte[] png(long seed) {
    return png(seed, SIDE, SIDE);
  }

  /// The same in another size.
  public static byte[] png(long seed, int width, int height) {
    var random = new Random(seed);
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, random.nextInt(1 << 24));
      }
    }
    try (var out = new ByteArrayOutputStream()) {
      ImageIO.write(image, "png", out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Writes a picture, its folders included.
  public static Path write(Path file, long seed) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.write(file, png(seed));
  }

  /// Reads PNG by the JDK and refuses everything else.
  public static ImageDecoder decoder() {
    return (file, _) -> {
      if (file.length == 0) {
        throw new ImageRefusedException(Reason.EMPTY, "the file is empty");
      }
      if (file.length < 8 || file[1] != 'P') {
        throw new ImageRefusedException(Reason.NOT_AN_IMAGE, "no PNG");
      }
      try {
        var image = ImageIO.read(new ByteArrayInputStream(file));
        int width = image.getWidth();
        int height = image.getHeight();
        var rgb = new byte[3 * width * height];
        for (int i = 0; i < width * height; i++) {
          int color = image.getRGB(i % width, i / width);
          rgb[3 * i] = (byte) (color >> 16);
          rgb[3 * i + 1] = (byte) (color >> 8);
          rgb[3 * i + 2] = (byte) color;
        }
        var pixels = Pixels.of(width, height, rgb);
        return new DecodedImage(pixels, ImageFormat.PNG, width, height, false);
      } catch (IOException | RuntimeException e) {
        throw new ImageRefusedException(Reason.CORRUPT, "broken PNG", e);
      }
    };
  }

  /// The vector of a picture is its bytes, centred, at unit length: 192 numbers for 8 x 8 pixels.
  public static ImageEncoder encoder() {
    return slowEncoder(0);
  }

  /// The same, taking its time for each picture.
  public static ImageEncoder slowEncoder(int millisPerPicture) {
    return new PlainEncoder("plain", 'a', 3 * SIDE * SIDE, millisPerPicture);
  }

  /// The same under another hash.
  public static ImageEncoder otherEncoder() {
    return new PlainEncoder("other", 'b', 3 * SIDE * SIDE, 0);
  }

  /// And once more.
  public static ImageEncoder thirdEncoder() {
    return new PlainEncoder("third", 'c', 3 * SIDE * SIDE, 0);
  }

  private record PlainEncoder(String name, char hash, int dimension, int millisPerPicture)
      implements ImageEncoder {

    @Override
    public EmbeddingSpace space() {
      return new EmbeddingSpace(name, dimension, String.valueOf(hash).repeat(64));
    }

    @Override
    public int wantedSide() {
      return SIDE;
    }

    @Override
    public int preferredBatch() {
      return 4;
    }

    @Override
    public List<float[]> encode(List<Pixels> pictures) {
      return pictures.stream().map(this::encode).toList();
    }

    private float[] encode(Pixels picture) {
      LockSupport.parkNanos(1_000_000L * millisPerPicture);
      var vector = new float[dimension];
      for (int i = 0; i < Math.min(dimension, picture.rgb().length); i++) {
        vector[i] = (picture.rgb()[i] & 0xff) - 127.5f;
      }
      Kernels.normalize(vector);
      return vector;
    }

    @Override
    public void close() {}
  }
}
