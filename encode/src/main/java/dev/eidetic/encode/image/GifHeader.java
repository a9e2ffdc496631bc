package dev.eidetic.encode.image;

/// Finds the first frame of a GIF file. Source: CompuServe, GIF89a specification, 1990.
///
/// The canvas is what the file calls its logical screen, or the first frame where that is empty.
///
/// @param frameLeft of the first frame on the canvas, pixels
/// @param frameTop of the first frame on the canvas, pixels
/// @param isInterlaced rows come in four passes
/// @param paletteStart byte offset of the colours that hold for the first frame
/// @param paletteSize colours, 2 to 256; 0 where the file has none
/// @param transparentIndex the colour that is not drawn, or -1
/// @param dataStart byte offset of the code size that begins the first frame's data
record GifHeader(
    ImageHeader common,
    int frameLeft,
    int frameTop,
    int frameWidth,
    int frameHeight,
    boolean isInterlaced,
    int paletteStart,
    int paletteSize,
    int transparentIndex,
    int dataStart) {

  private static final int SCREEN_BYTES = 13;
  private static final int DESCRIPTOR_BYTES = 10;
  private static final int EXTENSION = 0x21;
  private static final int GRAPHIC_CONTROL = 0xf9;
  private static final int FRAME = 0x2c;

  static GifHeader read(FileBytes bytes) throws ImageRefusedException {
    long at = (long) SCREEN_BYTES + paletteBytes(bytes.unsignedByte(10));
    int transparentIndex = -1;
    while (bytes.unsignedByte(at) == EXTENSION) {
      if (bytes.unsignedByte(at + 1) == GRAPHIC_CONTROL) {
        boolean hasTransparency = (bytes.unsignedByte(at + 3) & 1) == 1;
        transparentIndex = hasTransparency ? bytes.unsignedByte(at + 6) : -1;
      }
      at = behindBlocks(bytes, at + 2);
    }
    if (bytes.unsignedByte(at) != FRAME) {
      throw bytes.corrupt("there is no frame at byte %d".formatted(at));
    }
    return frame(bytes, at, transparentIndex);
  }

  private static GifHeader frame(FileBytes bytes, long at, int transparentIndex)
      throws ImageRefusedException {
    int frameWidth = bytes.shortAt(at + 5, false);
    int frameHeight = bytes.shortAt(at + 7, false);
    int flags = bytes.unsignedByte(at + 9);
    long dataStart = at + DESCRIPTOR_BYTES + paletteBytes(flags);
    int codeSize = bytes.unsignedByte(dataStart);
    if (codeSize < 1 || codeSize > 8) {
      throw bytes.corrupt("its code size is %d; it must be 1 to 8".formatted(codeSize));
    }
    if (frameWidth == 0 || frameHeight == 0) {
      throw bytes.corrupt("its first frame is %d x %d".formatted(frameWidth, frameHeight));
    }
    int screenWidth = bytes.shortAt(6, false);
    int screenHeight = bytes.shortAt(8, false);
    boolean hasScreen = screenWidth > 0 && screenHeight > 0;
    int width = hasScreen ? screenWidth : frameWidth;
    int height = hasScreen ? screenHeight : frameHeight;
    boolean isWhole = frameIsWhole(bytes, dataStart + 1);
    var common =
        new ImageHeader(
            ImageFormat.GIF,
            width,
            height,
            ExifOrientation.UPRIGHT,
            transparentIndex >= 0,
            isWhole && hasMoreFrames(bytes, dataStart + 1),
            !isWhole,
            Math.max((long) width * height, (long) frameWidth * frameHeight));
    boolean hasOwnPalette = paletteBytes(flags) > 0;
    int paletteStart = hasOwnPalette ? (int) at + DESCRIPTOR_BYTES : SCREEN_BYTES;
    int paletteSize = paletteBytes(hasOwnPalette ? flags : bytes.unsignedByte(10)) / 3;
    return new GifHeader(
        common,
        hasScreen ? bytes.shortAt(at + 1, false) : 0,
        hasScreen ? bytes.shortAt(at + 3, false) : 0,
        frameWidth,
        frameHeight,
        (flags & 0x40) != 0,
        paletteStart,
        paletteSize,
        transparentIndex,
        (int) dataStart);
  }

  /// @param flags of the screen or of a frame: bit 7 says that a palette follows, bits 0 to 2 its
  ///   size
  private static int paletteBytes(int flags) {
    return (flags & 0x80) == 0 ? 0 : 3 << (1 + (flags & 7));
  }

  /// True when the frame's blocks are closed and something, if only the trailer, follows.
  private static boolean frameIsWhole(FileBytes bytes, long blocks) {
    try {
      return bytes.has(behindBlocks(bytes, blocks), 1);
    } catch (ImageRefusedException _) {
      return false;
    }
  }

  private static boolean hasMoreFrames(FileBytes bytes, long blocks) throws ImageRefusedException {
    long at = behindBlocks(bytes, blocks);
    while (bytes.has(at, 2) && bytes.unsignedByte(at) == EXTENSION) {
      if (!frameIsWhole(bytes, at + 2)) {
        return false;
      }
      at = behindBlocks(bytes, at + 2);
    }
    return bytes.has(at, 1) && bytes.unsignedByte(at) == FRAME;
  }

  /// Skips blocks, each behind a byte with its length, up to and with the empty one.
  private static long behindBlocks(FileBytes bytes, long at) throws ImageRefusedException {
    int length = bytes.unsignedByte(at);
    while (length > 0) {
      at += length + 1L;
      length = bytes.unsignedByte(at);
    }
    return at + 1;
  }
}
