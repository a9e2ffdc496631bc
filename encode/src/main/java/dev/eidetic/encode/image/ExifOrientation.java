package dev.eidetic.encode.image;

/// Finds the orientation in an EXIF block, which is a small TIFF file of its own.
///
/// A broken block must not cost the picture: whatever is wrong with it, the answer is 1, upright.
/// Source: CIPA DC-008 (EXIF 2.32), section 4.6.4, tag 0x0112.
final class ExifOrientation {

  static final int UPRIGHT = 1;

  private static final int TAG = 0x0112;
  private static final int TYPE_SHORT = 3;

  private ExifOrientation() {}

  /// @param start of the block's byte-order mark; a leading `Exif\0\0` is skipped
  /// @return 1 to 8
  static int find(FileBytes bytes, long start) {
    try {
      return findChecked(bytes, bytes.matches(start, "Exif\0\0") ? start + 6 : start);
    } catch (ImageRefusedException _) {
      return UPRIGHT;
    }
  }

  private static int findChecked(FileBytes bytes, long start) throws ImageRefusedException {
    boolean bigEndian = bytes.matches(start, "MM");
    if (!bigEndian && !bytes.matches(start, "II")) {
      return UPRIGHT;
    }
    long directory = start + bytes.intAt(start + 4, bigEndian);
    int entries = bytes.shortAt(directory, bigEndian);
    for (int i = 0; i < entries; i++) {
      long entry = directory + 2 + 12L * i;
      if (bytes.shortAt(entry, bigEndian) == TAG
          && bytes.shortAt(entry + 2, bigEndian) == TYPE_SHORT) {
        return valid(bytes.shortAt(entry + 8, bigEndian));
      }
    }
    return UPRIGHT;
  }

  /// The value itself, or upright where it is none of the eight.
  static int valid(long orientation) {
    return 1 <= orientation && orientation <= 8 ? (int) orientation : UPRIGHT;
  }
}
