package dev.eidetic.encode.image;

import static org.bytedeco.opencv.global.opencv_core.CV_16U;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.flip;
import static org.bytedeco.opencv.global.opencv_core.transpose;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2RGB;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.util.Arrays;
import java.util.OptionalInt;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.ShortPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/// Steps from what a decoder delivers in native memory to [Pixels].
///
/// Callers hold a `PointerScope`, which frees all that is made here.
final class NativePicture {

  /// How a fourth channel is meant.
  enum Alpha {
    /// There is none.
    NONE,
    /// Colours are as seen where the picture is opaque.
    STRAIGHT,
    /// Colours are multiplied by alpha.
    PREMULTIPLIED
  }

  private static final int MIRROR = 1;
  private static final int UPSIDE_DOWN = 0;
  private static final int HALF_TURN = -1;

  private NativePicture() {}

  /// Converts to three channels of 8 bits, red first, on white.
  ///
  /// @param picture 1, 3 or 4 channels of 8 or 16 bits, blue first
  /// @param alpha of a fourth channel
  /// @param grayKey the value of a single channel that is transparent
  static Mat toRgb(Mat picture, Alpha alpha, OptionalInt grayKey) {
    var rgb = new Mat();
    if (picture.depth() == CV_8U && picture.channels() == 3) {
      cvtColor(picture, rgb, COLOR_BGR2RGB);
      return rgb;
    }
    rgb.create(picture.rows(), picture.cols(), CV_8UC3);
    int samplesPerRow = Math.multiplyExact(picture.cols(), picture.channels());
    var samples = new int[samplesPerRow];
    var row = new byte[3 * picture.cols()];
    var converter = new RowConverter(picture.channels(), maximum(picture), alpha, grayKey);
    for (int y = 0; y < picture.rows(); y++) {
      read(picture, y, samples);
      converter.convert(samples, row);
      rgb.ptr(y).put(row, 0, row.length);
    }
    return rgb;
  }

  private static int maximum(Mat picture) {
    return switch (picture.depth()) {
      case CV_8U -> 0xff;
      case CV_16U -> 0xffff;
      default -> throw new IllegalStateException("samples of OpenCV's kind " + picture.depth());
    };
  }

  private static void read(Mat picture, int y, int[] samples) {
    if (picture.depth() == CV_16U) {
      var shorts = new short[samples.length];
      new ShortPointer(picture.ptr(y)).get(shorts);
      for (int i = 0; i < shorts.length; i++) {
        samples[i] = shorts[i] & 0xffff;
      }
      return;
    }
    var bytes = new byte[samples.length];
    picture.ptr(y).get(bytes, 0, bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      samples[i] = bytes[i] & 0xff;
    }
  }

  /// Averages over boxes by the rule of [ImageDecoder]; the picture itself where that asks nothing.
  static Mat shrink(Mat rgb, int wantedSide) {
    int factor = Math.min(rgb.cols(), rgb.rows()) / wantedSide;
    if (factor < 2) {
      return rgb;
    }
    var small = new Mat();
    resize(rgb, small, new Size(rgb.cols() / factor, rgb.rows() / factor), 0, 0, INTER_AREA);
    return small;
  }

  /// Turns a stored picture upright.
  ///
  /// @param orientation of EXIF: 2 mirrored, 3 half a turn, 4 upside down, 5 to 8 lying on a side
  static Mat upright(Mat stored, int orientation) {
    if (orientation == ExifOrientation.UPRIGHT) {
      return stored;
    }
    var turned = new Mat();
    if (orientation <= 4) {
      flip(stored, turned, new int[] {MIRROR, HALF_TURN, UPSIDE_DOWN}[orientation - 2]);
      return turned;
    }
    transpose(stored, turned);
    if (orientation == 5) {
      return turned;
    }
    var flipped = new Mat();
    flip(turned, flipped, new int[] {MIRROR, HALF_TURN, UPSIDE_DOWN}[orientation - 6]);
    return flipped;
  }

  /// True when more than half of the rows, from the last one up, have one single colour: what
  /// decoders fill in where data are missing.
  static boolean isMostlyMissing(Mat rgb) {
    int rowBytes = 3 * rgb.cols();
    var last = new byte[rowBytes];
    rgb.ptr(rgb.rows() - 1).get(last, 0, rowBytes);
    for (int i = 3; i < rowBytes; i++) {
      if (last[i] != last[i - 3]) {
        return false;
      }
    }
    var row = new byte[rowBytes];
    int same = 1;
    while (same < rgb.rows()) {
      rgb.ptr(rgb.rows() - 1 - same).get(row, 0, rowBytes);
      if (!Arrays.equals(row, last)) {
        break;
      }
      same++;
    }
    return 2 * same > rgb.rows();
  }

  /// Copies to the Java heap.
  static Pixels toPixels(Mat rgb) {
    var bytes = new byte[Math.toIntExact(3L * rgb.cols() * rgb.rows())];
    if (rgb.isContinuous()) {
      rgb.data().get(bytes);
    } else {
      int rowBytes = 3 * rgb.cols();
      for (int y = 0; y < rgb.rows(); y++) {
        rgb.ptr(y).get(bytes, y * rowBytes, rowBytes);
      }
    }
    return Pixels.of(rgb.cols(), rgb.rows(), bytes);
  }

  /// Native memory with the pixels' bytes.
  static Mat of(Pixels pixels) {
    return new Mat(pixels.height(), pixels.width(), CV_8UC3, new BytePointer(pixels.rgb()));
  }
}
