package dev.eidetic.encode.image;

import java.util.Optional;

/// Finds the size of a HEIC or AVIF picture in its boxes.
///
/// A file holds several sizes: of the whole, its tiles, its thumbnail; the largest is the one to
/// limit. Source: ISO/IEC 14496-12, section 4.2 (boxes); ISO/IEC 23008-12, section 6.5.3 (`ispe`).
final class HeifHeader {

  private static final int BOX_BYTES = 8;

  /// File, `meta`, `iprp`, `ipco`.
  private static final int MAX_DEPTH = 3;

  /// `meta` and `ispe` begin with a version and flags.
  private static final int VERSION_BYTES = 4;

  private final FileBytes bytes;
  private long width;
  private long height;
  private boolean isTruncated;

  private HeifHeader(FileBytes bytes) {
    this.bytes = bytes;
  }

  /// The format that the file type box names, if it is one of still pictures.
  static Optional<ImageFormat> formatByBrand(FileBytes bytes) {
    if (!bytes.matches(4, "ftyp")) {
      return Optional.empty();
    }
    if (hasBrand(bytes, "avif") || hasBrand(bytes, "avis")) {
      return Optional.of(ImageFormat.AVIF);
    }
    for (String brand : new String[] {"heic", "heix", "hevc", "hevx", "heim", "heis", "mif1"}) {
      if (hasBrand(bytes, brand)) {
        return Optional.of(ImageFormat.HEIC);
      }
    }
    return Optional.empty();
  }

  /// Looks at the main brand and the compatible ones behind it.
  private static boolean hasBrand(FileBytes bytes, String brand) {
    int boxBytes = ((bytes.array()[2] & 0xff) << 8) | (bytes.array()[3] & 0xff); // small by nature
    for (int at = BOX_BYTES; at + 4 <= boxBytes; at += 4) {
      if (bytes.matches(at, brand)) {
        return true;
      }
    }
    return false;
  }

  static ImageHeader read(FileBytes bytes) throws ImageRefusedException {
    var walk = new HeifHeader(bytes);
    walk.boxes(0, bytes.length(), 0);
    if (walk.width == 0) {
      throw walk.isTruncated ? bytes.endsEarly() : bytes.corrupt("it names no picture size (ispe)");
    }
    if (Math.max(walk.width, walk.height) > Integer.MAX_VALUE) {
      throw bytes.corrupt("its header says %d x %d pixels".formatted(walk.width, walk.height));
    }
    return new ImageHeader(
        bytes.format(),
        (int) walk.width,
        (int) walk.height,
        ExifOrientation.UPRIGHT,
        false,
        false,
        walk.isTruncated,
        walk.width * walk.height);
  }

  /// Walks the boxes from one place to another, entering those that lead to sizes.
  ///
  /// @param depth of nesting; hostile files nest without end
  private void boxes(long at, long end, int depth) throws ImageRefusedException {
    if (depth > MAX_DEPTH) {
      throw bytes.corrupt("its boxes are nested deeper than %d".formatted(MAX_DEPTH));
    }
    while (at + BOX_BYTES <= end) {
      long size = bytes.intAt(at, true);
      long content = at + BOX_BYTES;
      if (size == 1) { // the real size follows, in 64 bits
        size = bytes.longAt(content, true);
        content += 8;
      } else if (size == 0) { // up to the end
        size = end - at;
      }
      if (size < content - at) {
        throw bytes.corrupt("the box at byte %d has a size of %d".formatted(at, size));
      }
      isTruncated |= size > end - at;
      long boxEnd = size > end - at ? end : at + size;
      if (bytes.matches(at + 4, "meta")) {
        boxes(content + VERSION_BYTES, boxEnd, depth + 1);
      } else if (bytes.matches(at + 4, "iprp") || bytes.matches(at + 4, "ipco")) {
        boxes(content, boxEnd, depth + 1);
      } else if (bytes.matches(at + 4, "ispe")) {
        keepLarger(
            bytes.intAt(content + VERSION_BYTES, true),
            bytes.intAt(content + VERSION_BYTES + 4, true));
      }
      at = boxEnd;
    }
  }

  private void keepLarger(long otherWidth, long otherHeight) {
    // Doubles: the product of two hostile 32-bit numbers exceeds a long.
    if ((double) otherWidth * otherHeight > (double) width * height) {
      width = otherWidth;
      height = otherHeight;
    }
  }
}
