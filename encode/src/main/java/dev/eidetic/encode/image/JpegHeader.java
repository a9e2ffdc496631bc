package dev.eidetic.encode.image;

/// Walks the marker segments of a JPEG file.
///
/// Segments are skipped by their length, so a thumbnail inside an EXIF segment, a whole JPEG of its
/// own, is never mistaken for the picture. Source: ITU-T T.81, annex B.
final class JpegHeader {

  private static final int TEMPORARY = 0x01;
  private static final int FIRST_RESTART = 0xd0;
  private static final int START_OF_IMAGE = 0xd8;
  private static final int END_OF_IMAGE = 0xd9;
  private static final int START_OF_SCAN = 0xda;
  private static final int APP1 = 0xe1;

  private final FileBytes bytes;
  private long position = 2;
  private int width = -1;
  private int height = -1;
  private int orientation = 0; // none seen
  private boolean hasScan;

  private JpegHeader(FileBytes bytes) {
    this.bytes = bytes;
  }

  static ImageHeader read(FileBytes bytes) throws ImageRefusedException {
    var walk = new JpegHeader(bytes);
    boolean reachedEnd = walk.toEndOfImage();
    if (walk.width < 0 || !walk.hasScan) {
      throw reachedEnd ? bytes.corrupt("it holds no picture data") : bytes.endsEarly();
    }
    if (walk.height == 0) {
      throw bytes.unsupported("its height is given only behind the first scan (DNL)");
    }
    return new ImageHeader(
        ImageFormat.JPEG,
        walk.width,
        walk.height,
        Math.max(ExifOrientation.UPRIGHT, walk.orientation),
        false,
        false,
        !reachedEnd,
        (long) walk.width * walk.height);
  }

  /// Reads segment after segment.
  ///
  /// @return false when the file ends first
  private boolean toEndOfImage() throws ImageRefusedException {
    while (true) {
      int marker = nextMarker();
      if (marker == END_OF_IMAGE) {
        return true;
      }
      if (marker < 0) {
        return false;
      }
      if (marker == TEMPORARY || (FIRST_RESTART <= marker && marker <= START_OF_IMAGE)) {
        continue; // these stand alone, without a length
      }
      if (!bytes.has(position, 2)) {
        return false;
      }
      int length = bytes.shortAt(position, true);
      if (length < 2) {
        throw bytes.corrupt("segment %02x has a length of %d".formatted(marker, length));
      }
      readSegment(marker, length);
      position += length;
    }
  }

  private void readSegment(int marker, int length) throws ImageRefusedException {
    if (isStartOfFrame(marker) && width < 0) {
      int precision = bytes.unsignedByte(position + 2);
      if (precision != 8) {
        throw bytes.unsupported("its samples have %d bits".formatted(precision));
      }
      height = bytes.shortAt(position + 3, true);
      width = bytes.shortAt(position + 5, true);
    } else if (marker == START_OF_SCAN) {
      hasScan |= bytes.has(position, length + 1L);
    } else if (marker == APP1 && orientation == 0 && bytes.matches(position + 2, "Exif\0\0")) {
      orientation = ExifOrientation.find(bytes, position + 2);
    }
  }

  /// Frames of all processes; c4, c8 and cc lie in the same range but mean other things.
  private static boolean isStartOfFrame(int marker) {
    return 0xc0 <= marker && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  /// Skips picture data and garbage, as decoders do.
  ///
  /// @return the marker's second byte with the position behind it, or -1 at the end of the file
  private int nextMarker() {
    byte[] array = bytes.array();
    int i = (int) Math.min(position, array.length);
    while (i + 1 < array.length) {
      if (array[i] == (byte) 0xff && array[i + 1] != 0 && array[i + 1] != (byte) 0xff) {
        position = i + 2L;
        return array[i + 1] & 0xff;
      }
      i++;
    }
    position = array.length;
    return -1;
  }
}
