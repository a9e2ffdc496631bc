package dev.eidetic.encode.image;

import java.util.OptionalInt;

/// Walks the chunks of a PNG file. Source: W3C PNG, third edition, sections 5 and 11.
///
/// @param bitDepth bits per sample: 1, 2, 4, 8 or 16
/// @param colourType 0 gray, 2 RGB, 3 palette, 4 gray and alpha, 6 RGBA
/// @param isInterlaced by Adam7
/// @param grayKey the one gray level that is transparent, at the file's bit depth
/// @param hasData true when at least part of the picture data is there
record PngHeader(
    ImageHeader common,
    int bitDepth,
    int colourType,
    boolean isInterlaced,
    OptionalInt grayKey,
    boolean hasData) {

  static final int SIGNATURE_BYTES = 8;

  /// Length and type before the data of a chunk, checksum behind it.
  static final int CHUNK_OVERHEAD = 12;

  static PngHeader read(FileBytes bytes) throws ImageRefusedException {
    if (bytes.matches(12, "CgBI")) {
      throw bytes.unsupported("it is of Apple's own kind for iOS programs (CgBI)");
    }
    if (!bytes.has(SIGNATURE_BYTES, CHUNK_OVERHEAD + 13)) {
      throw bytes.endsEarly();
    }
    if (!bytes.matches(12, "IHDR") || bytes.intAt(8, true) != 13) {
      throw bytes.corrupt("its first chunk is not IHDR");
    }
    long width = bytes.intAt(16, true);
    long height = bytes.intAt(20, true);
    if (Math.max(width, height) > Integer.MAX_VALUE) {
      throw bytes.corrupt("its header says %d x %d pixels".formatted(width, height));
    }
    int bitDepth = bytes.unsignedByte(24);
    int colourType = bytes.unsignedByte(25);
    if (!isLegal(bitDepth, colourType)) {
      throw bytes.corrupt("colour type %d with %d bits".formatted(colourType, bitDepth));
    }
    var chunks = Chunks.walk(bytes);
    boolean hasKey = chunks.transparency > 0;
    var grayKey =
        hasKey && colourType == 0
            ? OptionalInt.of(bytes.shortAt(chunks.transparency, true) & ((1 << bitDepth) - 1))
            : OptionalInt.empty();
    var common =
        new ImageHeader(
            ImageFormat.PNG,
            (int) width,
            (int) height,
            chunks.exif > 0 ? ExifOrientation.find(bytes, chunks.exif) : ExifOrientation.UPRIGHT,
            colourType >= 4 || hasKey,
            chunks.isAnimated,
            !chunks.reachedEnd,
            width * height);
    boolean isInterlaced = bytes.unsignedByte(28) == 1;
    return new PngHeader(common, bitDepth, colourType, isInterlaced, grayKey, chunks.hasData);
  }

  private static boolean isLegal(int bitDepth, int colourType) {
    return switch (colourType) {
      case 0 -> bitDepth == 1 || bitDepth == 2 || bitDepth == 4 || bitDepth == 8 || bitDepth == 16;
      case 2, 4, 6 -> bitDepth == 8 || bitDepth == 16;
      case 3 -> bitDepth == 1 || bitDepth == 2 || bitDepth == 4 || bitDepth == 8;
      default -> false;
    };
  }

  /// Samples per pixel.
  int channels() {
    return switch (colourType) {
      case 2 -> 3;
      case 4 -> 2;
      case 6 -> 4;
      default -> 1;
    };
  }

  /// Where the chunks of interest are.
  private static final class Chunks {

    private long transparency;
    private long exif;
    private boolean isAnimated;
    private boolean hasData;
    private boolean reachedEnd;

    static Chunks walk(FileBytes bytes) throws ImageRefusedException {
      var chunks = new Chunks();
      long at = SIGNATURE_BYTES;
      while (bytes.has(at, CHUNK_OVERHEAD)) {
        long length = bytes.intAt(at, true);
        boolean isWhole = bytes.has(at, length + CHUNK_OVERHEAD);
        if (bytes.matches(at + 4, "IEND")) {
          chunks.reachedEnd = true;
          break;
        } else if (bytes.matches(at + 4, "IDAT")) {
          chunks.hasData |= bytes.has(at + 8, 1) && length > 0;
        } else if (isWhole) {
          chunks.note(bytes, at, length);
        }
        at += length + CHUNK_OVERHEAD;
      }
      return chunks;
    }

    private void note(FileBytes bytes, long at, long length) {
      if (bytes.matches(at + 4, "tRNS") && length >= 1 && !hasData) {
        transparency = at + 8;
      } else if (bytes.matches(at + 4, "eXIf") && exif == 0) {
        exif = at + 8;
      } else if (bytes.matches(at + 4, "acTL")) {
        isAnimated = true;
      }
    }
  }
}
