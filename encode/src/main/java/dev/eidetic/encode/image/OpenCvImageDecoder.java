package dev.eidetic.encode.image;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_ANYDEPTH;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_2;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_4;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_8;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_UNCHANGED;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import dev.eidetic.encode.image.ImageRefusedException.Reason;
import java.util.OptionalInt;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/// Decodes JPEG, PNG, WebP, BMP and TIFF with OpenCV, and GIF with [GifFrame].
///
/// OpenCV is asked neither to turn pictures nor to drop transparency: we do both, so that all
/// formats are treated alike. Files that end early are completed as far as that is harmless: JPEG
/// gets its end marker, bitmap and TIFF rows get zeros, PNG data are closed by [PngRepair]. The
/// picture is then flagged, or refused when more than half of it is missing.
public final class OpenCvImageDecoder implements ImageDecoder {

  private static final byte[] JPEG_END = {(byte) 0xff, (byte) 0xd9};

  private final DecodeLimits limits;

  /// Loads OpenCV, once per process, which takes about half a second.
  ///
  /// @throws IllegalStateException if it cannot be loaded on this machine
  public OpenCvImageDecoder(DecodeLimits limits) {
    OpenCv.load();
    this.limits = limits;
  }

  @Override
  public DecodedImage decode(byte[] file, int wantedSide) throws ImageRefusedException {
    var header = DecodeGuard.check(file, wantedSide, limits);
    var bytes = new FileBytes(file, header.format());
    var pixels = DecodeGuard.run(bytes, header, () -> decode(bytes, header, wantedSide));
    return new DecodedImage(
        pixels,
        header.format(),
        header.uprightWidth(),
        header.uprightHeight(),
        header.isTruncated());
  }

  private static Pixels decode(FileBytes bytes, ImageHeader header, int wantedSide)
      throws ImageRefusedException {
    try (var _ = new PointerScope()) {
      Mat rgb =
          switch (header.format()) {
            case JPEG -> jpeg(bytes, header, wantedSide);
            case PNG -> png(bytes, header);
            case GIF -> gif(bytes);
            case WEBP -> plain(bytes, header, bytes.length());
            case BMP -> plain(bytes, header, BmpHeader.read(bytes).bytesNeeded());
            case TIFF -> tiff(bytes, header);
            case HEIC, AVIF ->
                throw new ImageRefusedException(
                    Reason.UNSUPPORTED,
                    "OpenCV does not decode %s; libvips does".formatted(header.format()));
          };
      if (header.isTruncated() && NativePicture.isMostlyMissing(rgb)) {
        throw bytes.endsEarly();
      }
      Mat small = header.format() == ImageFormat.JPEG ? rgb : NativePicture.shrink(rgb, wantedSide);
      return NativePicture.toPixels(NativePicture.upright(small, header.orientation()));
    }
  }

  private static Mat jpeg(FileBytes bytes, ImageHeader header, int wantedSide)
      throws ImageRefusedException {
    int shorter = Math.min(header.width(), header.height());
    int reduction = 8;
    while (reduction > 1 && ceilDivide(shorter, reduction) < wantedSide) {
      reduction /= 2;
    }
    int flags =
        switch (reduction) {
          case 8 -> IMREAD_REDUCED_COLOR_8;
          case 4 -> IMREAD_REDUCED_COLOR_4;
          case 2 -> IMREAD_REDUCED_COLOR_2;
          default -> IMREAD_COLOR;
        };
    byte[] tail = header.isTruncated() ? JPEG_END : new byte[0];
    Mat bgr =
        imdecode(input(bytes.array(), bytes.length(), tail), flags | IMREAD_IGNORE_ORIENTATION);
    requireSize(
        bytes,
        header,
        bgr,
        ceilDivide(header.width(), reduction),
        ceilDivide(header.height(), reduction));
    return NativePicture.toRgb(bgr, NativePicture.Alpha.NONE, OptionalInt.empty());
  }

  private static Mat png(FileBytes bytes, ImageHeader header) throws ImageRefusedException {
    var details = PngHeader.read(bytes);
    if (!details.hasData()) {
      throw bytes.endsEarly();
    }
    byte[] whole = header.isTruncated() ? PngRepair.complete(bytes, details) : bytes.array();
    Mat picture = imdecode(input(whole, whole.length, new byte[0]), flags(header));
    requireSize(bytes, header, picture, header.width(), header.height());
    return NativePicture.toRgb(picture, NativePicture.Alpha.STRAIGHT, grayKey(details));
  }

  /// The transparent gray level as it is once decoded: small depths are stretched to 8 bits.
  private static OptionalInt grayKey(PngHeader details) {
    if (details.grayKey().isEmpty() || details.bitDepth() >= 8) {
      return details.grayKey();
    }
    return OptionalInt.of(details.grayKey().getAsInt() * 255 / ((1 << details.bitDepth()) - 1));
  }

  private static Mat gif(FileBytes bytes) throws ImageRefusedException {
    var header = GifHeader.read(bytes);
    int width = header.common().width();
    var canvas = new Mat(header.common().height(), width, CV_8UC3);
    GifFrame.draw(bytes, header, (y, row) -> canvas.ptr(y).put(row, 0, 3 * width));
    return canvas;
  }

  private static Mat tiff(FileBytes bytes, ImageHeader header) throws ImageRefusedException {
    var details = TiffHeader.read(bytes);
    Mat input = input(bytes.array(), paddedLength(bytes, details.bytesNeeded()), new byte[0]);
    if (details.orientationAt() > 0) { // OpenCV would turn TIFF pictures whatever it is told
      int low = details.bigEndian() ? 1 : 0;
      input.data().put(details.orientationAt() + low, (byte) ExifOrientation.UPRIGHT);
      input.data().put(details.orientationAt() + 1 - low, (byte) 0);
    }
    Mat picture = imdecode(input, flags(header));
    requireSize(bytes, header, picture, header.width(), header.height());
    // At 8 bits OpenCV goes through libtiff's RGBA interface, which multiplies by alpha.
    boolean isPremultiplied = details.isPremultiplied() || details.bitsPerSample() <= 8;
    return NativePicture.toRgb(
        picture,
        isPremultiplied ? NativePicture.Alpha.PREMULTIPLIED : NativePicture.Alpha.STRAIGHT,
        OptionalInt.empty());
  }

  private static Mat plain(FileBytes bytes, ImageHeader header, long bytesNeeded)
      throws ImageRefusedException {
    Mat input = input(bytes.array(), paddedLength(bytes, bytesNeeded), new byte[0]);
    Mat picture = imdecode(input, flags(header));
    requireSize(bytes, header, picture, header.width(), header.height());
    return NativePicture.toRgb(picture, NativePicture.Alpha.STRAIGHT, OptionalInt.empty());
  }

  private static int flags(ImageHeader header) {
    return header.hasAlpha()
        ? IMREAD_UNCHANGED
        : IMREAD_COLOR | IMREAD_ANYDEPTH | IMREAD_IGNORE_ORIENTATION;
  }

  /// @return how long the decoder's input must be for its rows to be complete
  private static int paddedLength(FileBytes bytes, long bytesNeeded) throws ImageRefusedException {
    if (bytesNeeded / 2 > bytes.length()) {
      throw bytes.endsEarly(); // more than half is missing, or an offset is absurd
    }
    return (int) Math.min(Integer.MAX_VALUE - 16, Math.max(bytesNeeded, bytes.length()));
  }

  /// Copies a file into native memory, with zeros up to a length and a tail behind them.
  private static Mat input(byte[] file, int paddedLength, byte[] tail) {
    var memory = new BytePointer((long) paddedLength + tail.length);
    memory.put(file);
    if (paddedLength > file.length) {
      Pointer.memset(memory.getPointer(file.length), 0, (long) paddedLength - file.length);
    }
    memory.getPointer(paddedLength).put(tail);
    return new Mat(1, paddedLength + tail.length, CV_8UC1, memory);
  }

  private static void requireSize(
      FileBytes bytes, ImageHeader header, Mat picture, int width, int height)
      throws ImageRefusedException {
    if (picture.empty()) {
      throw header.isTruncated()
          ? bytes.endsEarly()
          : bytes.corrupt(DecodeGuard.undecodable(header));
    }
    if (picture.cols() != width || picture.rows() != height) {
      throw bytes.corrupt(
          "its header promises %d x %d pixels, its data hold %d x %d"
              .formatted(width, height, picture.cols(), picture.rows()));
    }
  }

  private static int ceilDivide(int side, int divisor) {
    return (side + divisor - 1) / divisor;
  }
}
