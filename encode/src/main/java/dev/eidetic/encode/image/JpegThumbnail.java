package dev.eidetic.encode.image;

import static dev.eidetic.vectors.Preconditions.require;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/// Small JPEG files for people to look at.
public final class JpegThumbnail {

  private JpegThumbnail() {}

  /// Shrinks by area averaging, keeping proportions, and encodes; smaller pictures keep their size.
  ///
  /// @param longestSide of the result, pixels, at least 1; the shorter side is rounded to nearest
  ///   and at least 1
  /// @param quality of JPEG, 1 to 100; 80 is usual
  /// @return a whole JPEG file
  /// @throws IllegalStateException if OpenCV cannot be loaded on this machine
  public static byte[] of(Pixels pixels, int longestSide, int quality) {
    require(longestSide >= 1, "longestSide is %d; it must be at least 1", longestSide);
    require(1 <= quality && quality <= 100, "quality is %d; it must be 1 to 100", quality);
    OpenCv.load();
    try (var _ = new PointerScope()) {
      Mat picture = NativePicture.of(pixels);
      Mat small = shrink(picture, longestSide);
      var bgr = new Mat();
      cvtColor(small, bgr, COLOR_RGB2BGR);
      var file = new BytePointer();
      if (!imencode(".jpg", bgr, file, new IntPointer(IMWRITE_JPEG_QUALITY, quality))) {
        throw new IllegalStateException(
            "OpenCV did not encode a thumbnail of %d x %d".formatted(bgr.cols(), bgr.rows()));
      }
      var bytes = new byte[Math.toIntExact(file.limit())];
      file.get(bytes);
      return bytes;
    }
  }

  private static Mat shrink(Mat picture, int longestSide) {
    int longest = Math.max(picture.cols(), picture.rows());
    if (longest <= longestSide) {
      return picture;
    }
    double scale = (double) longestSide / longest;
    int width = (int) Math.max(1, Math.round(picture.cols() * scale));
    int height = (int) Math.max(1, Math.round(picture.rows() * scale));
    var small = new Mat();
    resize(picture, small, new Size(width, height), 0, 0, INTER_AREA);
    return small;
  }
}
