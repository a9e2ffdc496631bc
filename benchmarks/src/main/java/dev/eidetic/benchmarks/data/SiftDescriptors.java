package dev.eidetic.benchmarks.data;

import java.nio.file.Path;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_features2d;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.KeyPointVector;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_features2d.SIFT;

/// SIFT descriptors, one after the other, as OpenCV computes them with its own settings: whole
/// numbers from 0 to 255.
final class SiftDescriptors {

  static final int DIMENSION = 128;

  private final byte[] numbers;
  private int count;

  SiftDescriptors(int capacity) {
    numbers = new byte[Math.multiplyExact(capacity, DIMENSION)];
    Loader.load(opencv_features2d.class);
    opencv_core.setNumThreads(1);
  }

  int count() {
    return count;
  }

  boolean isFull() {
    return (long) count * DIMENSION == numbers.length;
  }

  void read(int row, float[] target) {
    for (int i = 0; i < DIMENSION; i++) {
      target[i] = numbers[row * DIMENSION + i] & 0xff;
    }
  }

  /// Adds the descriptors of one photograph, in their order, as far as there is room; none if it
  /// cannot be read.
  void addFrom(Path photograph, SIFT sift) {
    try (var picture =
            opencv_imgcodecs.imread(photograph.toString(), opencv_imgcodecs.IMREAD_GRAYSCALE);
        var points = new KeyPointVector();
        var found = new Mat();
        var everywhere = new Mat()) {
      if (picture.empty()) {
        return;
      }
      sift.detectAndCompute(picture, everywhere, points, found, false);
      if (!found.empty()) {
        add(found);
      }
    }
  }

  private void add(Mat found) {
    try (FloatIndexer values = found.createIndexer()) {
      var row = new float[DIMENSION];
      for (int i = 0; i < found.rows() && !isFull(); i++) {
        values.get(i, row);
        for (int j = 0; j < DIMENSION; j++) {
          numbers[count * DIMENSION + j] = (byte) Math.round(row[j]);
        }
        count++;
      }
    }
  }

  /// Puts the rows into a random order, always the same.
  void shuffle(long seed) {
    var random = new java.util.Random(seed);
    var held = new byte[DIMENSION];
    for (int i = count - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      System.arraycopy(numbers, i * DIMENSION, held, 0, DIMENSION);
      System.arraycopy(numbers, j * DIMENSION, numbers, i * DIMENSION, DIMENSION);
      System.arraycopy(held, 0, numbers, j * DIMENSION, DIMENSION);
    }
  }
}
