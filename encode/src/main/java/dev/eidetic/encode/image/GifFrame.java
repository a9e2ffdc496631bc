package dev.eidetic.encode.image;

import java.util.Arrays;

/// Draws the first frame of a GIF file on a white canvas.
///
/// Our own decoder, because OpenCV's answers to transparency and to files that end early did not
/// suit; it works row by row and touches nothing but arrays of fixed size. Source: CompuServe,
/// GIF89a specification, 1990, appendix F; Welch, 1984, doi:10.1109/MC.1984.1659158.
final class GifFrame {

  /// Takes finished rows of the canvas, in any order, each once.
  interface RowSink {

    /// @param row red, green, blue; reused after the call
    void accept(int y, byte[] row);
  }

  private static final int[] PASS_STARTS = {0, 4, 2, 1};
  private static final int[] PASS_STEPS = {8, 8, 4, 2};

  private final FileBytes bytes;
  private final GifHeader header;
  private final byte[] canvasRow;

  private GifFrame(FileBytes bytes, GifHeader header) {
    this.bytes = bytes;
    this.header = header;
    this.canvasRow = new byte[3 * header.common().width()];
  }

  /// Draws; rows that the file no longer holds stay white.
  static void draw(FileBytes bytes, GifHeader header, RowSink sink) throws ImageRefusedException {
    new GifFrame(bytes, header).draw(sink);
  }

  private void draw(RowSink sink) throws ImageRefusedException {
    int height = header.common().height();
    var isDrawn = new boolean[height];
    var codes = new LzwReader(bytes, header.dataStart());
    var indexes = new byte[header.frameWidth()];
    int passes = header.isInterlaced() ? PASS_STARTS.length : 1;
    for (int pass = 0; pass < passes; pass++) {
      int start = header.isInterlaced() ? PASS_STARTS[pass] : 0;
      int step = header.isInterlaced() ? PASS_STEPS[pass] : 1;
      for (int y = start; y < header.frameHeight(); y += step) {
        int count = codes.read(indexes);
        int canvasY = header.frameTop() + y;
        if (count > 0 && canvasY < height) {
          paint(indexes, count);
          sink.accept(canvasY, canvasRow);
          isDrawn[canvasY] = true;
        }
      }
    }
    Arrays.fill(canvasRow, (byte) 255);
    for (int y = 0; y < height; y++) {
      if (!isDrawn[y]) {
        sink.accept(y, canvasRow);
      }
    }
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
