package dev.eidetic.encode.image;

/// Reads a Windows or OS/2 bitmap header. Source: Microsoft, BITMAPFILEHEADER, BITMAPCOREHEADER,
/// BITMAPINFOHEADER and BITMAPV5HEADER.
///
/// @param bytesNeeded the file's least length when its rows are not compressed, else 0
record BmpHeader(ImageHeader common, long bytesNeeded) {

  private static final int OS2_HEADER_BYTES = 12;
  private static final int INFO_HEADER_BYTES = 40;
  private static final int HEADER_BYTES_WITH_ALPHA = 56;
  private static final int UNCOMPRESSED = 0;
  private static final int RUN_LENGTH_4 = 2;
  private static final int MASKS = 3;
  private static final int MASKS_WITH_ALPHA = 6;

  static BmpHeader read(FileBytes bytes) throws ImageRefusedException {
    long headerBytes = bytes.intAt(14, false);
    if (headerBytes != OS2_HEADER_BYTES && headerBytes < INFO_HEADER_BYTES) {
      throw bytes.corrupt("its header has %d bytes".formatted(headerBytes));
    }
    boolean isOs2 = headerBytes == OS2_HEADER_BYTES;
    int width = isOs2 ? bytes.shortAt(18, false) : (int) bytes.intAt(18, false);
    int signedHeight = isOs2 ? bytes.shortAt(20, false) : (int) bytes.intAt(22, false);
    if (width < 0 || signedHeight == Integer.MIN_VALUE) {
      throw bytes.corrupt("its header says %d x %d pixels".formatted(width, signedHeight));
    }
    int height = Math.abs(signedHeight); // negative: rows from the top, which is legal
    int bits = bytes.shortAt(isOs2 ? 24 : 28, false);
    long compression = isOs2 ? UNCOMPRESSED : bytes.intAt(30, false);
    boolean hasMasks = compression == MASKS || compression == MASKS_WITH_ALPHA;
    if (compression > MASKS && !hasMasks) {
      throw bytes.unsupported("its compression is of kind %d".formatted(compression));
    }
    boolean hasAlpha =
        hasMasks
            && bits == 32
            && (compression == MASKS_WITH_ALPHA || headerBytes >= HEADER_BYTES_WITH_ALPHA)
            && bytes.intAt(66, false) != 0;
    boolean isCompressed = 1 <= compression && compression <= RUN_LENGTH_4;
    long rowBytes = ((long) width * bits + 31) / 32 * 4;
    long bytesNeeded = isCompressed ? 0 : bytes.intAt(10, false) + rowBytes * height;
    long promised = isCompressed ? bytes.intAt(2, false) : bytesNeeded;
    var common =
        new ImageHeader(
            ImageFormat.BMP,
            width,
            height,
            ExifOrientation.UPRIGHT,
            hasAlpha,
            false,
            promised > bytes.length(),
            (long) width * height);
    return new BmpHeader(common, bytesNeeded);
  }
}
