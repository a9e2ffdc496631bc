package dev.eidetic.encode.image;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// A tiny TIFF encoder: RGB, uncompressed, one strip, big-endian, directory first.
final class TiffFiles {

  private static final int ENTRIES = 9;
  private static final int SHORT = 3;
  private static final int LONG = 4;

  private TiffFiles() {}

  static byte[] quarters(int orientation) {
    var image = TestPictures.quarters(40, 24, BufferedImage.TYPE_INT_RGB);
    int bitsAt = 8 + 2 + 12 * ENTRIES + 4;
    int dataAt = bitsAt + 6;
    var file = ByteBuffer.allocate(dataAt + 40 * 24 * 3);
    file.put("MM\0*".getBytes(StandardCharsets.ISO_8859_1)).putInt(8).putShort((short) ENTRIES);
    entry(file, 256, LONG, 1, 40);
    entry(file, 257, LONG, 1, 24);
    entry(file, 258, SHORT, 3, bitsAt);
    entry(file, 262, SHORT, 1, 2 << 16);
    entry(file, 273, LONG, 1, dataAt);
    entry(file, 274, SHORT, 1, orientation << 16);
    entry(file, 277, SHORT, 1, 3 << 16);
    entry(file, 278, LONG, 1, 24);
    entry(file, 279, LONG, 1, 40 * 24 * 3);
    file.putInt(0).putShort((short) 8).putShort((short) 8).putShort((short) 8);
    for (int i = 0; i < 40 * 24; i++) {
      var colour = new Color(image.getRGB(i % 40, i / 40));
      file.put((byte) colour.getRed()).put((byte) colour.getGreen()).put((byte) colour.getBlue());
    }
    return file.array();
  }

  private static void entry(ByteBuffer file, int tag, int type, int count, int value) {
    file.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
  }
}
