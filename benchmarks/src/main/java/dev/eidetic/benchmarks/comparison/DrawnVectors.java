package dev.eidetic.benchmarks.comparison;

import dev.eidetic.encode.image.DecodedImage;
import dev.eidetic.encode.image.ImageFormat;
import dev.eidetic.encode.image.ImageRefusedException;
import dev.eidetic.encode.image.Pixels;
import dev.eidetic.engine.Collection;
import dev.eidetic.engine.NewImage;
import dev.eidetic.testkit.Seeds;
import dev.eidetic.vectors.Kernels;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;

/// Pictures that are numbers: the vector of each is drawn by it, 128 numbers around one of 20,000
/// places.
final class DrawnVectors {

  private static final int DIMENSION = 128;
  private static final int PLACES = 20_000;
  private static final float SPREAD = 0.7f;

  private DrawnVectors() {}

  /// A new collection of such.
  static Collection collection(Path folder) throws IOException {
    return Collection.create(
        folder,
        GivenVectors.of(DIMENSION, picture -> drawn(ByteBuffer.wrap(picture.rgb()).getInt())),
        DrawnVectors::numbered);
  }

  /// The file is a number, and so is the picture.
  private static DecodedImage numbered(byte[] file, int wantedSide) {
    var pixels = Pixels.of(2, 1, Arrays.copyOf(file, 6));
    return new DecodedImage(pixels, ImageFormat.PNG, 2, 1, false);
  }

  /// Adds one of them, its number being its id.
  static void put(Collection collection, int number) throws IOException {
    byte[] file = ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    try {
      collection.put(NewImage.of(Integer.toString(number), file));
    } catch (ImageRefusedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The vector of a number, of length 1.
  static float[] drawn(int number) {
    var seeds = Seeds.of(number);
    float[] vector = Seeds.of(1L << 40 | seeds.nextInt(PLACES)).unitVector(DIMENSION);
    float[] noise = seeds.unitVector(DIMENSION);
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] += SPREAD * noise[i];
    }
    Kernels.normalize(vector);
    return vector;
  }
}
