package dev.eidetic.encode.local;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.eidetic.encode.image.OpenCv;
import dev.eidetic.encode.image.Pixels;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.KeyPointVector;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_features2d.SIFT;

/// RootSIFT: points where differences of blurred pictures are extreme, described by histograms of
/// gradients, 128 numbers.
///
/// Numbers are square roots of the histograms' shares (Arandjelović and Zisserman, 2012), so that
/// inner products compare histograms by Bhattacharyya's coefficient. OpenCV finds at most
/// `limits.count()` points, the most contrasted first; its threshold of contrast is halved (0.02),
/// because few points of a dull picture are better than none.
public final class SiftExtractor implements FeatureExtractor {

  /// As [#kind].
  public static final String KIND = "rootsift";

  /// Numbers per descriptor.
  public static final int DIMENSION = 128;

  private static final int LAYERS = 3;
  private static final double CONTRAST = 0.02;
  private static final double EDGE = 10;
  private static final double BLUR = 1.6;

  private final FeatureLimits limits;

  /// OpenCV is loaded with the first picture.
  public SiftExtractor(FeatureLimits limits) {
    this.limits = limits;
  }

  @Override
  public String kind() {
    return KIND;
  }

  /// @throws IllegalStateException if OpenCV cannot be loaded on this machine
  @Override
  public LocalFeatures extract(Pixels pixels) {
    OpenCv.load();
    try (var _ = new PointerScope()) {
      var gray = gray(pixels);
      var points = new KeyPointVector();
      var descriptors = new Mat();
      var sift = SIFT.create(limits.count(), LAYERS, CONTRAST, EDGE, BLUR, false);
      sift.detectAndCompute(gray, new Mat(), points, descriptors);
      int count = Math.toIntExact(Math.min(points.size(), limits.count()));
      if (count == 0) {
        return LocalFeatures.none(KIND, gray.cols(), gray.rows());
      }
      return new LocalFeatures(
          KIND,
          gray.cols(),
          gray.rows(),
          keypoints(points, count),
          new Descriptors.Floats(rootRows(descriptors, count), count, DIMENSION));
    }
  }

  private Mat gray(Pixels pixels) {
    var rgb = new Mat(pixels.height(), pixels.width(), CV_8UC3, new BytePointer(pixels.rgb()));
    var gray = new Mat();
    cvtColor(rgb, gray, COLOR_RGB2GRAY);
    double factor = (double) limits.side() / Math.max(pixels.width(), pixels.height());
    if (factor >= 1) {
      return gray;
    }
    var small = new Mat();
    int width = Math.max(1, (int) Math.rint(pixels.width() * factor));
    int height = Math.max(1, (int) Math.rint(pixels.height() * factor));
    resize(gray, small, new Size(width, height), 0, 0, INTER_AREA);
    return small;
  }

  private static Keypoints keypoints(KeyPointVector points, int count) {
    var x = new float[count];
    var y = new float[count];
    var sizes = new float[count];
    var angles = new float[count];
    for (int i = 0; i < count; i++) {
      var point = points.get(i);
      x[i] = point.pt().x();
      y[i] = point.pt().y();
      sizes[i] = point.size();
      angles[i] = (float) Math.toRadians(point.angle());
    }
    return new Keypoints(x, y, sizes, angles);
  }

  private static float[] rootRows(Mat descriptors, int count) {
    var rows = new float[count * DIMENSION];
    new FloatPointer(descriptors.data()).get(rows);
    for (int start = 0; start < rows.length; start += DIMENSION) {
      double sum = 0;
      for (int i = start; i < start + DIMENSION; i++) {
        sum += rows[i];
      }
      for (int i = start; i < start + DIMENSION; i++) {
        rows[i] = sum > 0 ? (float) Math.sqrt(rows[i] / sum) : 0;
      }
    }
    return rows;
  }

  /// Nothing is held between pictures.
  @Override
  public void close() {}
}
