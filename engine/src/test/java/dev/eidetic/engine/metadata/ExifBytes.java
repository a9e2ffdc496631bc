package dev.eidetic.engine.metadata;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// An EXIF block written by hand: a little TIFF file, big-endian, with a main directory, an EXIF
/// directory and a GPS directory.
final class ExifBytes {

  private static final int ASCII = 2;
  private static final int LONG = 4;
  private static final int RATIONAL = 5;
  private static final int ENTRY = 12;

  private record Entry(int tag, int type, int count, byte[] value) {}

  private ExifBytes() {}

  static byte[] of(String maker, String model, String taken, double latitude, double longitude) {
    var main = new ArrayList<Entry>();
    main.add(text(0x010F, maker));
    main.add(text(0x0110, model));
    int mainBytes = size(List.of(main.get(0), main.get(1), number(0x8769, 0), number(0x8825, 0)));
    var exif = List.of(text(0x9003, taken));
    int exifAt = 8 + mainBytes;
    int gpsAt = exifAt + size(exif);
    main.add(number(0x8769, exifAt));
    main.add(number(0x8825, gpsAt));
    var gps =
        List.of(
            text(1, latitude < 0 ? "S" : "N"),
            degrees(2, Math.abs(latitude)),
            text(3, longitude < 0 ? "W" : "E"),
            degrees(4, Math.abs(longitude)));
    var out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {'M', 'M', 0, 42, 0, 0, 0, 8});
    out.writeBytes(directory(main, 8));
    out.writeBytes(directory(exif, exifAt));
    out.writeBytes(directory(gps, gpsAt));
    return out.toByteArray();
  }

  /// A JPEG file with the block in front of its picture.
  static byte[] inJpeg(byte[] jpeg, byte[] exif) {
    var marker = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);
    int length = 2 + marker.length + exif.length;
    return ByteBuffer.allocate(jpeg.length + 2 + length)
        .put(jpeg, 0, 2)
        .putShort((short) 0xFFE1)
        .putShort((short) length)
        .put(marker)
        .put(exif)
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  /// A PNG file with the block as its chunk before the end; the checksum is left zero, readers of
  /// ancillary data do not ask for it.
  static byte[] inPng(byte[] png, byte[] exif) {
    int end = png.length - 12;
    return ByteBuffer.allocate(png.length + 12 + exif.length)
        .put(png, 0, end)
        .putInt(exif.length)
        .put("eXIf".getBytes(StandardCharsets.ISO_8859_1))
        .put(exif)
        .putInt(0)
        .put(png, end, 12)
        .array();
  }

  private static Entry text(int tag, String value) {
    byte[] bytes = (value + "\0").getBytes(StandardCharsets.ISO_8859_1);
    return new Entry(tag, ASCII, bytes.length, bytes);
  }

  private static Entry number(int tag, int value) {
    return new Entry(tag, LONG, 1, ByteBuffer.allocate(4).putInt(value).array());
  }

  private static Entry degrees(int tag, double value) {
    var bytes = ByteBuffer.allocate(24);
    bytes.putInt((int) Math.round(value * 1_000_000)).putInt(1_000_000);
    bytes.putInt(0).putInt(1).putInt(0).putInt(1);
    return new Entry(tag, RATIONAL, 3, bytes.array());
  }

  private static int size(List<Entry> entries) {
    int size = 2 + ENTRY * entries.size() + 4;
    for (var entry : entries) {
      size += entry.value.length > 4 ? entry.value.length : 0;
    }
    return size;
  }

  private static byte[] directory(List<Entry> entries, int at) {
    var bytes = ByteBuffer.allocate(size(entries));
    int valuesAt = 2 + ENTRY * entries.size() + 4;
    bytes.putShort((short) entries.size());
    for (var entry : entries) {
      bytes.putShort((short) entry.tag).putShort((short) entry.type).putInt(entry.count);
      if (entry.value.length > 4) {
        bytes.putInt(at + valuesAt);
        bytes.put(valuesAt, entry.value);
        valuesAt += entry.value.length;
      } else {
        bytes.put(java.util.Arrays.copyOf(entry.value, 4));
      }
    }
    return bytes.array();
  }
}
