package dev.eidetic.encode.image;

/// Reads the chunks of a WebP file. Source: RFC 9649, sections 2 and 3; RFC 6386, section 9.1.
final class WebpHeader {

  private static final int FIRST_CHUNK = 12;
  private static final int ANIMATION_FLAG = 0x02;
  private static final int ALPHA_FLAG = 0x10;
  private static final int SIDE_MASK = 0x3fff;

  private WebpHeader() {}

  static ImageHeader read(FileBytes bytes) throws ImageRefusedException {
    long promised = bytes.intAt(4, false) + 8;
    boolean isTruncated = promised > bytes.length();
    long data = FIRST_CHUNK + 8;
    if (bytes.matches(FIRST_CHUNK, "VP8X")) {
      int flags = bytes.unsignedByte(data);
      return header(
          threeBytes(bytes, data + 4) + 1,
          threeBytes(bytes, data + 7) + 1,
          orientation(bytes),
          (flags & ALPHA_FLAG) != 0,
          (flags & ANIMATION_FLAG) != 0,
          isTruncated);
    }
    if (bytes.matches(FIRST_CHUNK, "VP8L")) {
      if (bytes.unsignedByte(data) != 0x2f) {
        throw bytes.corrupt("its lossless data lack their signature");
      }
      long bits = bytes.intAt(data + 1, false);
      int width = (int) (bits & SIDE_MASK) + 1;
      int height = (int) ((bits >> 14) & SIDE_MASK) + 1;
      boolean hasAlpha = ((bits >> 28) & 1) == 1;
      return header(width, height, ExifOrientation.UPRIGHT, hasAlpha, false, isTruncated);
    }
    if (bytes.matches(FIRST_CHUNK, "VP8 ")) {
      if (!bytes.matches(data + 3, "\u009d\u0001*")) {
        if (!bytes.has(data, 10)) {
          throw bytes.endsEarly();
        }
        throw bytes.corrupt("its first frame lacks its start code");
      }
      int width = bytes.shortAt(data + 6, false) & SIDE_MASK;
      int height = bytes.shortAt(data + 8, false) & SIDE_MASK;
      return header(width, height, ExifOrientation.UPRIGHT, false, false, isTruncated);
    }
    if (!bytes.has(FIRST_CHUNK, 8)) {
      throw bytes.endsEarly();
    }
    throw bytes.corrupt("its first chunk is none of VP8, VP8L, VP8X");
  }

  private static ImageHeader header(
      int width,
      int height,
      int orientation,
      boolean hasAlpha,
      boolean isAnimated,
      boolean isTruncated) {
    return new ImageHeader(
        ImageFormat.WEBP,
        width,
        height,
        orientation,
        hasAlpha,
        isAnimated,
        isTruncated,
        (long) width * height);
  }

  private static int threeBytes(FileBytes bytes, long at) throws ImageRefusedException {
    return bytes.shortAt(at, false) | (bytes.unsignedByte(at + 2) << 16);
  }

  private static int orientation(FileBytes bytes) throws ImageRefusedException {
    long at = FIRST_CHUNK;
    while (bytes.has(at, 8)) {
      if (bytes.matches(at, "EXIF")) {
        return ExifOrientation.find(bytes, at + 8);
      }
      long length = bytes.intAt(at + 4, false);
      at += 8 + length + (length & 1); // chunks begin at even places
    }
    return ExifOrientation.UPRIGHT;
  }
}
