package dev.eidetic.encode.image;

/// Reads the first directory of a TIFF or BigTIFF file. Source: Adobe, TIFF revision 6.0, 1992,
/// sections 2 and 8; Adobe, TIFF supplement 2, for associated alpha.
///
/// @param bytesNeeded the end of the last strip or tile: the file's least length
/// @param orientationAt byte offset of the orientation's value, or 0 where there is none
/// @param bigEndian byte order of numbers
/// @param isPremultiplied true when colours are already multiplied by alpha
/// @param bitsPerSample of the first channel
record TiffHeader(
    ImageHeader common,
    long bytesNeeded,
    long orientationAt,
    boolean bigEndian,
    boolean isPremultiplied,
    int bitsPerSample) {

  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int BITS_PER_SAMPLE = 258;
  private static final int PHOTOMETRIC = 262;
  private static final int STRIP_OFFSETS = 273;
  private static final int ORIENTATION = 274;
  private static final int STRIP_BYTES = 279;
  private static final int TILE_WIDTH = 322;
  private static final int TILE_HEIGHT = 323;
  private static final int TILE_OFFSETS = 324;
  private static final int TILE_BYTES = 325;
  private static final int EXTRA_SAMPLES = 338;
  private static final int SAMPLE_FORMAT = 339;

  private static final int BLACK_IS_ZERO = 1;
  private static final int FIRST_LAB = 8;
  private static final int LAST_LAB = 10;
  private static final int COLOUR_FILTER_ARRAY = 32803;
  private static final int LINEAR_RAW = 34892;
  private static final int FLOATING_POINT = 3;
  private static final int ASSOCIATED_ALPHA = 1;
  private static final int STRAIGHT_ALPHA = 2;

  static TiffHeader read(FileBytes bytes) throws ImageRefusedException {
    var directory = TiffDirectory.read(bytes);
    long width = directory.number(WIDTH, 0);
    long height = directory.number(HEIGHT, 0);
    if (Math.max(width, height) > Integer.MAX_VALUE) {
      throw bytes.corrupt("its header says %d x %d pixels".formatted(width, height));
    }
    int bits = (int) Math.min(directory.number(BITS_PER_SAMPLE, 1), Short.MAX_VALUE);
    requireDecodable(bytes, directory, bits);
    long alpha = directory.number(EXTRA_SAMPLES, 0);
    long bytesNeeded =
        Math.max(
            directory.end(STRIP_OFFSETS, STRIP_BYTES), directory.end(TILE_OFFSETS, TILE_BYTES));
    long tilePixels =
        Math.multiplyExact(
            Math.min(directory.number(TILE_WIDTH, 0), Integer.MAX_VALUE),
            Math.min(directory.number(TILE_HEIGHT, 0), Integer.MAX_VALUE));
    var common =
        new ImageHeader(
            ImageFormat.TIFF,
            (int) width,
            (int) height,
            ExifOrientation.valid(directory.number(ORIENTATION, ExifOrientation.UPRIGHT)),
            alpha == ASSOCIATED_ALPHA || alpha == STRAIGHT_ALPHA,
            false,
            bytesNeeded > bytes.length(),
            Math.max(width * height, tilePixels));
    return new TiffHeader(
        common,
        bytesNeeded,
        directory.valueAt(ORIENTATION),
        directory.bigEndian(),
        alpha == ASSOCIATED_ALPHA,
        bits);
  }

  /// The decoder would answer with wrong colours, or with none.
  private static void requireDecodable(FileBytes bytes, TiffDirectory directory, int bits)
      throws ImageRefusedException {
    long photometric = directory.number(PHOTOMETRIC, 0);
    if (FIRST_LAB <= photometric && photometric <= LAST_LAB) {
      throw bytes.unsupported("its colours are CIE L*a*b*");
    }
    if (photometric == COLOUR_FILTER_ARRAY || photometric == LINEAR_RAW) {
      throw bytes.unsupported("it holds a camera's raw data");
    }
    if (directory.number(SAMPLE_FORMAT, 1) == FLOATING_POINT) {
      throw bytes.unsupported("its samples are floating-point numbers");
    }
    if (photometric <= BLACK_IS_ZERO && directory.number(EXTRA_SAMPLES, 0) != 0) {
      throw bytes.unsupported("it is gray with transparency");
    }
    if (bits < 1 || bits > 16) {
      throw bytes.unsupported("its samples have %d bits".formatted(bits));
    }
  }
}
