package dev.eidetic.engine.duplicates;

import dev.eidetic.encode.hash.HashedPicture;
import dev.eidetic.encode.hash.PerceptualHash;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.zip.CRC32;

/// Hashes of a collection's pictures, stored under the SHA-256 of the picture's file: a hash
/// depends on nothing else, so that a picture is read once in its life.
///
/// The file only grows, by records of one length with a check sum each: what a crash leaves half
/// written, or damage makes unreadable, is passed over and hashed again. Several processes and
/// threads may append.
final class HashLog {

  /// Below a collection's folder.
  static final String NAME = "perceptual-hashes.pdq";

  private static final int SHA_BYTES = 32;
  private static final int HASHES_BYTES =
      PictureHashes.ORIENTATIONS * PictureHashes.WORDS * Long.BYTES;
  private static final int RECORD = SHA_BYTES + 1 + HASHES_BYTES + Integer.BYTES;

  /// A lock on a file holds against other processes, not within this one.
  private static final Object APPENDING = new Object();

  private final Path file;

  HashLog(Path collection) {
    file = collection.resolve(NAME);
  }

  /// Takes one record.
  @FunctionalInterface
  interface Visitor {
    void hash(String sha256, HashedPicture picture);
  }

  /// Reads all records, the oldest first.
  void read(Visitor visitor) throws IOException {
    try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      var record = new byte[RECORD];
      while (in.readNBytes(record, 0, RECORD) == RECORD) {
        var buffer = ByteBuffer.wrap(record);
        if (buffer.getInt(RECORD - Integer.BYTES) == checksum(record)) {
          var sha = HexFormat.of().formatHex(record, 0, SHA_BYTES);
          visitor.hash(sha, picture(buffer.position(SHA_BYTES)));
        }
      }
    } catch (NoSuchFileException _) { // nothing was hashed yet
    }
  }

  private static HashedPicture picture(ByteBuffer from) {
    int quality = from.get();
    var hash = hash(from);
    var turned = new ArrayList<PerceptualHash>();
    for (int i = 1; i < PictureHashes.ORIENTATIONS; i++) {
      turned.add(hash(from));
    }
    return new HashedPicture(hash, quality, turned);
  }

  private static PerceptualHash hash(ByteBuffer from) {
    return new PerceptualHash(from.getLong(), from.getLong(), from.getLong(), from.getLong());
  }

  /// @param sha256 of the picture's file, 64 hexadecimal digits
  void append(String sha256, HashedPicture picture) throws IOException {
    var record = ByteBuffer.allocate(RECORD);
    record.put(HexFormat.of().parseHex(sha256)).put((byte) picture.quality());
    put(record, picture.hash());
    picture.turned().forEach(hash -> put(record, hash));
    record.putInt(checksum(record.array())).flip();
    synchronized (APPENDING) {
      try (var channel =
              FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          var _ = channel.lock()) {
        long whole = channel.size() - channel.size() % RECORD; // over what a crash half wrote
        channel.position(whole);
        while (record.hasRemaining()) {
          channel.write(record);
        }
      }
    }
  }

  private static void put(ByteBuffer to, PerceptualHash hash) {
    to.putLong(hash.first()).putLong(hash.second()).putLong(hash.third()).putLong(hash.fourth());
  }

  private static int checksum(byte[] record) {
    var sum = new CRC32();
    sum.update(record, 0, RECORD - Integer.BYTES);
    return (int) sum.getValue();
  }
}
