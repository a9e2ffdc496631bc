package dev.eidetic.engine.metadata;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// Finds the EXIF block (a small TIFF file) inside PNG and WebP files.
final class ExifBlock {

  private static final int PNG_SIGNATURE_BYTES = 8;
  private static final int RIFF_HEADER_BYTES = 12;

  private ExifBlock() {}

  /// The content of the `eXIf` chunk: PNG chunks are length, name, content, checksum.
  static Optional<byte[]> ofPng(byte[] file) {
    return chunk(file, PNG_SIGNATURE_BYTES, ByteOrder.BIG_ENDIAN, "eXIf");
  }

  /// The content of the `EXIF` chunk: RIFF chunks are name, length, content, padded to even length.
  static Optional<byte[]> ofWebp(byte[] file) {
    return chunk(file, RIFF_HEADER_BYTES, ByteOrder.LITTLE_ENDIAN, "EXIF").map(ExifBlock::bare);
  }

  private static Optional<byte[]> chunk(byte[] file, int start, ByteOrder order, String wanted) {
    boolean isRiff = order == ByteOrder.LITTLE_ENDIAN;
    var bytes = ByteBuffer.wrap(file).order(order);
    for (long at = start; at + 8 <= file.length; ) {
      int first = (int) at;
      long length = Integer.toUnsignedLong(bytes.getInt(isRiff ? first + 4 : first));
      var name = new String(file, isRiff ? first : first + 4, 4, StandardCharsets.ISO_8859_1);
      if (name.equals(wanted) && at + 8 + length <= file.length) {
        return Optional.of(Arrays.copyOfRange(file, first + 8, (int) (at + 8 + length)));
      }
      at += 8 + length + (isRiff ? length & 1 : 4);
    }
    return Optional.empty();
  }

  /// Some writers put JPEG's six-byte marker before the block.
  private static byte[] bare(byte[] block) {
    var marker = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);
    boolean hasMarker =
        block.length > marker.length
            && Arrays.equals(block, 0, marker.length, marker, 0, marker.length);
    return hasMarker ? Arrays.copyOfRange(block, marker.length, block.length) : block;
  }
}
