package dev.eidetic.encode.image;

/// Reads the compressed indexes of a GIF frame: variable-length LZW codes of at most 12 bits, in
/// blocks of at most 255 bytes.
///
/// Damage and the end of the file end the stream; nothing is thrown for them.
final class LzwReader {

  private static final int MAX_CODES = 1 << 12;
  private static final int NONE = -1;

  private final FileBytes bytes;
  private final int codeSize;
  private final int clearCode;
  private final short[] prefixes = new short[MAX_CODES];
  private final byte[] lastIndexes = new byte[MAX_CODES];

  /// The indexes of the current code, last one first, of which some are still to be handed out.
  private final byte[] pending = new byte[MAX_CODES + 1];

  private int pendingCount;
  private long position;
  private int blockBytesLeft;
  private int bits;
  private int bitCount;
  private int width;
  private int nextCode;
  private int previous = NONE;
  private int firstIndexOfPrevious;
  private boolean isAtEnd;

  /// @param start byte offset of the code size
  LzwReader(FileBytes bytes, int start) throws ImageRefusedException {
    this.bytes = bytes;
    this.codeSize = Math.max(2, bytes.unsignedByte(start));
    this.clearCode = 1 << codeSize;
    this.position = start + 1L;
    for (int i = 0; i < clearCode; i++) {
      lastIndexes[i] = (byte) i;
    }
    clear();
  }

  /// Fills a row.
  ///
  /// @return how many indexes there were; fewer than the row takes only at the end of the data
  int read(byte[] row) throws ImageRefusedException {
    int filled = 0;
    while (filled < row.length) {
      if (pendingCount == 0 && !nextString()) {
        break;
      }
      row[filled++] = pending[--pendingCount];
    }
    return filled;
  }

  private void clear() {
    width = codeSize + 1;
    nextCode = clearCode + 2;
    previous = NONE;
  }

  /// Unpacks the next code into [#pending].
  private boolean nextString() throws ImageRefusedException {
    int code = nextCode();
    while (code == clearCode) {
      clear();
      code = nextCode();
    }
    boolean isLegal = previous == NONE ? code < clearCode : code <= nextCode;
    if (code == NONE || code == clearCode + 1 || !isLegal) {
      isAtEnd = true;
      return false;
    }
    int link = code;
    if (code == nextCode && previous != NONE) { // the string that this very code defines
      pending[pendingCount++] = (byte) firstIndexOfPrevious;
      link = previous;
    }
    while (link >= clearCode) {
      pending[pendingCount++] = lastIndexes[link];
      link = prefixes[link];
    }
    pending[pendingCount++] = (byte) link;
    if (previous != NONE && nextCode < MAX_CODES) {
      define((byte) link);
    }
    previous = code;
    firstIndexOfPrevious = link;
    return true;
  }

  private void define(byte index) {
    prefixes[nextCode] = (short) previous;
    lastIndexes[nextCode] = index;
    nextCode++;
    if (nextCode == 1 << width && width < 12) {
      width++;
    }
  }

  private int nextCode() throws ImageRefusedException {
    while (bitCount < width) {
      if (isAtEnd || !fillBits()) {
        return NONE;
      }
    }
    int code = bits & ((1 << width) - 1);
    bits >>>= width;
    bitCount -= width;
    return code;
  }

  private boolean fillBits() throws ImageRefusedException {
    if (blockBytesLeft == 0) {
      blockBytesLeft = bytes.has(position, 1) ? bytes.unsignedByte(position++) : 0;
    }
    if (blockBytesLeft == 0 || !bytes.has(position, 1)) {
      isAtEnd = true;
      return false;
    }
    bits |= bytes.unsignedByte(position++) << bitCount;
    bitCount += 8;
    blockBytesLeft--;
    return true;
  }
}
