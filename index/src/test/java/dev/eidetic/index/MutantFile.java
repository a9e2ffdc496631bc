package dev.eidetic.index;

import dev.eidetic.testkit.Seeds;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32C;

/// An index file taken apart, so that it can be changed and put together again with checksums that
/// are right. Written after docs/file-formats.md, independently of what reads and writes such files
/// in earnest.
final class MutantFile {

  private static final long[] HOSTILE = {
    0,
    1,
    -1,
    2,
    63,
    64,
    65,
    255,
    4096,
    4097,
    1L << 20,
    Integer.MAX_VALUE,
    1L << 31,
    -1L << 31,
    (1L << 32) - 1,
    1L << 40,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };

  private final Seeds random;
  private byte[] text;
  private int dimension;
  private final List<Part> parts = new ArrayList<>();

  private record Part(String name, byte[] bytes) {}

  MutantFile(byte[] file, Seeds random) {
    this.random = random;
    var bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    text = new byte[bytes.getInt(16)];
    dimension = bytes.getInt(24);
    bytes.get(32, text);
    for (int i = 0; i < bytes.getInt(20); i++) {
      int entry = 32 + text.length + 40 * i;
      var name = new String(file, entry, 16, StandardCharsets.US_ASCII).replace("\0", "");
      int offset = (int) bytes.getLong(entry + 16);
      int length = (int) bytes.getLong(entry + 24);
      parts.add(new Part(name, Arrays.copyOfRange(file, offset, offset + length)));
    }
  }

  /// One to three changes of what the file says.
  MutantFile change() {
    for (int i = random.nextInt(3); i >= 0; i--) {
      changeOnce();
    }
    return this;
  }

  private void changeOnce() {
    int place = random.nextInt(parts.size());
    var part = parts.get(place);
    byte[] bytes = part.bytes.clone();
    switch (random.nextInt(20)) {
      case 0 -> Collections.swap(parts, place, random.nextInt(parts.size()));
      case 1 -> swapContents(place, random.nextInt(parts.size()));
      case 2 -> parts.remove(place == 0 && parts.size() == 1 ? 0 : place);
      case 3 -> parts.add(place, new Part("more" + random.nextInt(10), bytes));
      case 4 -> parts.set(place, new Part(part.name, resized(bytes)));
      case 5 -> text[random.nextInt(text.length)] = (byte) (32 + random.nextInt(95));
      case 6 -> dimension = (int) hostile();
      case 7 -> dimension += random.nextInt(5) - 2;
      default -> {
        damage(bytes);
        parts.set(place, new Part(part.name, bytes));
      }
    }
    if (parts.isEmpty()) {
      parts.add(part);
    }
  }

  private void swapContents(int a, int b) {
    var first = parts.get(a);
    var second = parts.get(b);
    parts.set(a, new Part(first.name, second.bytes));
    parts.set(b, new Part(second.name, first.bytes));
  }

  private byte[] resized(byte[] bytes) {
    int change = 1 + random.nextInt(random.nextBoolean() ? 4 : 64);
    return Arrays.copyOf(
        bytes, Math.max(0, random.nextBoolean() ? bytes.length + change : bytes.length - change));
  }

  private void damage(byte[] bytes) {
    if (bytes.length == 0) {
      return;
    }
    var numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    // Counts and settings tend to be at the beginning.
    int reach = random.nextBoolean() ? Math.min(64, bytes.length) : bytes.length;
    int place = random.nextInt(reach);
    switch (random.nextInt(4)) {
      case 0 -> bytes[place] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[place] = (byte) random.nextInt(256);
      case 2 -> {
        if ((place & ~3) + 4 <= bytes.length) {
          numbers.putInt(place & ~3, (int) hostile());
        }
      }
      default -> {
        if ((place & ~7) + 8 <= bytes.length) {
          numbers.putLong(place & ~7, hostile());
        }
      }
    }
  }

  private long hostile() {
    return HOSTILE[random.nextInt(HOSTILE.length)] + random.nextInt(3) - 1;
  }

  /// The whole file with right lengths, places and checksums.
  byte[] whole() {
    int header = 32 + text.length + 40 * parts.size();
    int end = aligned(header);
    for (var part : parts) {
      end = aligned(end) + part.bytes.length;
    }
    var file = ByteBuffer.allocate(end).order(ByteOrder.LITTLE_ENDIAN);
    file.put("EIDINDEX".getBytes(StandardCharsets.US_ASCII)).putInt(1).putInt(0);
    file.putInt(text.length).putInt(parts.size()).putInt(dimension).putInt(0).put(text);
    int at = aligned(header);
    for (var part : parts) {
      file.put(Arrays.copyOf(part.name.getBytes(StandardCharsets.US_ASCII), 16));
      file.putLong(at).putLong(part.bytes.length).putInt(sum(part.bytes, 0)).putInt(0);
      file.put(at, part.bytes);
      at = aligned(at + part.bytes.length);
    }
    file.putInt(12, sum(Arrays.copyOf(file.array(), header), 16));
    return file.array();
  }

  /// With right checksums, but with other numbers in the header.
  byte[] withHostileHeader() {
    byte[] whole = whole();
    var file = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN);
    int header = 32 + text.length + 40 * parts.size();
    int entry = 32 + text.length + 40 * random.nextInt(parts.size());
    switch (random.nextInt(6)) {
      case 0 -> file.putInt(16 + 4 * random.nextInt(4), (int) hostile());
      case 1 -> file.putLong(entry + 16, hostile());
      case 2 -> file.putLong(entry + 24, hostile());
      case 3 -> file.putLong(entry + 16, file.getLong(entry + 16) + 64L * random.nextInt(-3, 4));
      case 4 -> file.putLong(entry + 24, file.getLong(entry + 24) + random.nextInt(-9, 10));
      default -> whole[16 + random.nextInt(header - 16)] ^= (byte) (1 << random.nextInt(8));
    }
    file.putInt(12, sum(Arrays.copyOf(whole, header), 16));
    return whole;
  }

  private static int aligned(int offset) {
    return (offset + 63) & -64;
  }

  private static int sum(byte[] bytes, int from) {
    var sum = new CRC32C();
    sum.update(bytes, from, bytes.length - from);
    return (int) sum.getValue();
  }
}
