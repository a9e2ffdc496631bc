package dev.eidetic.encode.image;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2RGB;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGRA2RGBA;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import dev.eidetic.encode.image.ImageRefusedException.Reason;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/// Decodes HEIC and AVIF with libvips where that is installed.
///
/// libvips is looked for when the first file comes, not before; without it files are refused as
/// unsupported, with the package to install. It turns pictures upright by itself.
public final class VipsImageDecoder implements ImageDecoder {

  private final DecodeLimits limits;
  private final Supplier<Optional<VipsLibrary>> library;

  /// @throws IllegalStateException if OpenCV, which shrinks what libvips decodes, cannot be loaded
  public VipsImageDecoder(DecodeLimits limits) {
    this(limits, () -> Installed.LIBRARY);
  }

  private VipsImageDecoder(DecodeLimits limits, Supplier<Optional<VipsLibrary>> library) {
    OpenCv.load();
    this.limits = limits;
    this.library = library;
  }

  /// A decoder that looks for libvips under other names than the usual ones.
  static VipsImageDecoder withLibraryNames(DecodeLimits limits, List<String> names) {
    return new VipsImageDecoder(limits, () -> VipsLibrary.find(names));
  }

  /// True when libvips is installed and loads.
  public static boolean isAvailable() {
    return Installed.LIBRARY.isPresent();
  }

  @Override
  public DecodedImage decode(byte[] file, int wantedSide) throws ImageRefusedException {
    var header = DecodeGuard.check(file, wantedSide, limits);
    if (header.format() != ImageFormat.HEIC && header.format() != ImageFormat.AVIF) {
      throw new ImageRefusedException(
          Reason.UNSUPPORTED,
          "libvips is kept for HEIC and AVIF; OpenCV decodes %s".formatted(header.format()));
    }
    var vips = library.get().orElseThrow(() -> notInstalled(header.format()));
    var bytes = new FileBytes(file, header.format());
    var full = new Mat[1];
    try (var _ = new PointerScope()) {
      var pixels =
          DecodeGuard.run(
              bytes,
              header,
              () -> {
                full[0] = decodeFull(vips, bytes, header);
                return NativePicture.toPixels(NativePicture.shrink(full[0], wantedSide));
              });
      return new DecodedImage(
          pixels, header.format(), full[0].cols(), full[0].rows(), header.isTruncated());
    }
  }

  /// The upright picture in OpenCV's memory.
  private Mat decodeFull(VipsLibrary vips, FileBytes bytes, ImageHeader header)
      throws ImageRefusedException {
    try (var arena = Arena.ofConfined()) {
      var input = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes.array());
      try (var picture = vips.open(input).orElseThrow(() -> undecodable(bytes, header))) {
        int width = picture.width();
        int height = picture.height();
        if ((long) width * height > limits.maxPixels()) {
          throw new ImageRefusedException(
              Reason.TOO_LARGE,
              "the %s picture is %d x %d; the limit is %d pixels: shrink it or raise the limit"
                  .formatted(header.format(), width, height, limits.maxPixels()));
        }
        try (var samples = picture.decode().orElseThrow(() -> undecodable(bytes, header))) {
          return toRgb(samples, width, height, bytes, header);
        }
      }
    }
  }

  private static Mat toRgb(
      VipsLibrary.Samples samples, int width, int height, FileBytes bytes, ImageHeader header)
      throws ImageRefusedException {
    int channels = samples.channels();
    if ((channels != 3 && channels != 4)
        || samples.sizeBytes() != (long) width * height * channels) {
      throw undecodable(bytes, header);
    }
    var borrowed = new Mat(height, width, CV_8UC(channels), new Address(samples.address()));
    var blueFirst = new Mat();
    cvtColor(borrowed, blueFirst, channels == 3 ? COLOR_BGR2RGB : COLOR_BGRA2RGBA);
    return NativePicture.toRgb(blueFirst, NativePicture.Alpha.STRAIGHT, OptionalInt.empty());
  }

  private static ImageRefusedException undecodable(FileBytes bytes, ImageHeader header) {
    return header.isTruncated()
        ? bytes.endsEarly()
        : bytes.corrupt(DecodeGuard.undecodable(header));
  }

  private static ImageRefusedException notInstalled(ImageFormat format) {
    return new ImageRefusedException(
        Reason.UNSUPPORTED,
        "%s pictures need libvips, which is not installed: apt install libvips42 (Debian, Ubuntu),"
                .formatted(format)
            + " brew install vips (macOS), or put libvips-42.dll on the PATH (Windows)");
  }

  /// Memory that belongs to libvips.
  private static final class Address extends Pointer {
    Address(long address) {
      this.address = address;
    }
  }

  /// Looked for once per process.
  private static final class Installed {
    static final Optional<VipsLibrary> LIBRARY = VipsLibrary.find(VipsLibrary.USUAL_NAMES);
  }
}
