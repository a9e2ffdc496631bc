package dev.eidetic.encode.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// Completes a PNG file that ends early: what is left of its picture data is unpacked, filled up
/// with zeros to the length that the header promises, and packed again.
///
/// libpng gives nothing for such a file otherwise. Data pass through buffers of fixed size, so
/// memory stays near the size of the file.
final class PngRepair {

  private static final int BUFFER_BYTES = 1 << 16;
  private static final int[] PASS_LEFT = {0, 4, 0, 2, 0, 1, 0};
  private static final int[] PASS_TOP = {0, 0, 4, 0, 2, 0, 1};
  private static final int[] PASS_ACROSS = {8, 8, 4, 4, 2, 2, 1};
  private static final int[] PASS_DOWN = {8, 8, 8, 4, 4, 2, 2};

  private final ByteArrayOutputStream packed = new ByteArrayOutputStream();
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private long missing;

  private PngRepair(long promised) {
    this.missing = promised;
  }

  /// @return a whole PNG file with the chunks before the picture data, one chunk of data, no more
  /// @throws ImageRefusedException if less than half of the data are left
  static byte[] complete(FileBytes bytes, PngHeader header) throws ImageRefusedException {
    long promised = unpackedBytes(header);
    var repair = new PngRepair(promised);
    var file = new ByteArrayOutputStream(bytes.length());
    file.write(bytes.array(), 0, PngHeader.SIGNATURE_BYTES);
    var inflater = new Inflater();
    var deflater = new Deflater(Deflater.BEST_SPEED);
    try {
      long at = PngHeader.SIGNATURE_BYTES;
      while (bytes.has(at, 8)) {
        long length = bytes.intAt(at, true);
        if (bytes.matches(at + 4, "IDAT")) {
          int left = (int) Math.min(length, bytes.length() - at - 8);
          repair.repack(inflater, deflater, bytes.array(), (int) at + 8, left);
        } else if (bytes.has(at, length + PngHeader.CHUNK_OVERHEAD)) {
          file.write(bytes.array(), (int) at, (int) length + PngHeader.CHUNK_OVERHEAD);
        }
        at += length + PngHeader.CHUNK_OVERHEAD;
      }
      if (repair.missing > promised / 2) {
        throw bytes.endsEarly();
      }
      repair.fillUp(deflater);
    } finally {
      inflater.end();
      deflater.end();
    }
    writeChunk(file, "IDAT", repair.packed.toByteArray());
    writeChunk(file, "IEND", new byte[0]);
    return file.toByteArray();
  }

  /// Length of the picture data: a filter byte and the samples for each row, of each pass.
  private static long unpackedBytes(PngHeader header) {
    int bitsPerPixel = header.bitDepth() * header.channels();
    int width = header.common().width();
    int height = header.common().height();
    if (!header.isInterlaced()) {
      return passBytes(width, height, bitsPerPixel);
    }
    long sum = 0;
    for (int pass = 0; pass < PASS_LEFT.length; pass++) {
      int across = PASS_ACROSS[pass];
      int down = PASS_DOWN[pass];
      sum +=
          passBytes(
              (width - PASS_LEFT[pass] + across - 1) / across,
              (height - PASS_TOP[pass] + down - 1) / down,
              bitsPerPixel);
    }
    return sum;
  }

  private static long passBytes(long width, long height, int bitsPerPixel) {
    return width <= 0 || height <= 0 ? 0 : (1 + (width * bitsPerPixel + 7) / 8) * height;
  }

  private void repack(Inflater inflater, Deflater deflater, byte[] file, int from, int length) {
    inflater.setInput(file, from, length);
    try {
      while (missing > 0 && !inflater.finished()) {
        int count = inflater.inflate(buffer, 0, (int) Math.min(buffer.length, missing));
        if (count == 0) {
          return;
        }
        deflate(deflater, count);
      }
    } catch (DataFormatException _) {
      inflater.setInput(new byte[0]); // what was unpacked so far is kept
    }
  }

  private void fillUp(Deflater deflater) {
    Arrays.fill(buffer, (byte) 0);
    while (missing > 0) {
      deflate(deflater, (int) Math.min(buffer.length, missing));
    }
    deflater.finish();
    drain(deflater);
  }

  private void deflate(Deflater deflater, int count) {
    deflater.setInput(buffer, 0, count);
    missing -= count;
    drain(deflater);
  }

  private void drain(Deflater deflater) {
    var out = new byte[BUFFER_BYTES];
    int count = deflater.deflate(out);
    while (count > 0) {
      packed.write(out, 0, count);
      count = deflater.deflate(out);
    }
  }

  private static void writeChunk(ByteArrayOutputStream file, String type, byte[] data) {
    byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
    var checksum = new CRC32();
    checksum.update(name);
    checksum.update(data);
    file.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    file.writeBytes(name);
    file.writeBytes(data);
    file.writeBytes(ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
  }
}
