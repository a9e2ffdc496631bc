package dev.eidetic.encode.image;

import java.util.Arrays;

/// Draws the first frame of a GIF file on a white canvas.
///
/// Our own decoder, because OpenCV's answers to transparency and to files that end early did not
/// suit; it works row by row and touches nothing but arrays of fixed size. Source: CompuServe,
/// GIF89a specification, 1990, appendix F; Welch, 1984, doi:10.1109/MC.1984.1659158.
final class GifFrame {

  /// Takes rows of the canvas in any order; of two with one number the later one counts.
  interface RowSink {

    /// @param row red, green, blue; reused after the call
    void accept(int y, byte[] row);
  }

  private static final int[] PASS_STARTS = {0, 4, 2, 1};
  private static final int[] PASS_STEPS = {8, 8, 4, 2};

  /// Rows down to the next one that this pass or an earlier one brings.
  private static final int[] PASS_GAPS = {8, 4, 2, 1};

  private final FileBytes bytes;
  private final GifHeader header;
  private final byte[] canvasRow;

  private GifFrame(FileBytes bytes, GifHeader header) {
    this.bytes = bytes;
    this.header = header;
    this.canvasRow = new byte[3 * header.common().width()];
  }

  /// Draws. Where the data end early, rows of passes that are missing repeat the one above, and all
  /// others stay white.
  ///
  /// @throws ImageRefusedException if less than half of the frame is there
  static void draw(FileBytes bytes, GifHeader header, RowSink sink) throws ImageRefusedException {
    new GifFrame(bytes, header).draw(sink);
  }

  private void draw(RowSink sink) throws ImageRefusedException {
    Arrays.fill(canvasRow, (byte) 255);
    for (int y = 0; y < header.common().height(); y++) {
      sink.accept(y, canvasRow);
    }
    var codes = new LzwReader(bytes, header.dataStart());
    long drawn = 0;
    int passes = header.isInterlaced() ? PASS_STARTS.length : 1;
    for (int pass = 0; pass < passes; pass++) {
      drawn += drawPass(pass, codes, sink);
    }
    if (2 * drawn < (long) header.frameWidth() * header.frameHeight()) {
      throw header.common().isTruncated()
          ? bytes.endsEarly()
          : bytes.corrupt("less than half of its first frame can be decoded");
    }
  }

  /// @return how many pixels the data held for it
  private long drawPass(int pass, LzwReader codes, RowSink sink) throws ImageRefusedException {
    int start = header.isInterlaced() ? PASS_STARTS[pass] : 0;
    int step = header.isInterlaced() ? PASS_STEPS[pass] : 1;
    int gap = header.isInterlaced() && header.common().isTruncated() ? PASS_GAPS[pass] : 1;
    var indexes = new byte[header.frameWidth()];
    long drawn = 0;
    for (int y = start; y < header.frameHeight(); y += step) {
      int count = codes.read(indexes);
      if (count == 0) {
        break;
      }
      drawn += count;
      paint(indexes, count);
      int end = Math.min(header.frameHeight(), y + gap);
      for (int filled = y; filled < end; filled++) {
        if (header.frameTop() + filled < header.common().height()) {
          sink.accept(header.frameTop() + filled, canvasRow);
        }
      }
    }
    return drawn;
  }

  /// One row of the canvas, white where the frame is transparent or does not reach.
  private void paint(byte[] indexes, int count) throws ImageRefusedException {
    Arrays.fill(canvasRow, (byte) 255);
    int drawable = Math.min(count, header.common().width() - header.frameLeft());
    for (int x = 0; x < drawable; x++) {
      int index = indexes[x] & 0xff;
      if (index != header.transparentIndex() && index < header.paletteSize()) {
        int colour = header.paletteStart() + 3 * index;
        if (!bytes.has(colour, 3)) {
          throw bytes.endsEarly();
        }
        System.arraycopy(bytes.array(), colour, canvasRow, 3 * (header.frameLeft() + x), 3);
      }
    }
  }
}
