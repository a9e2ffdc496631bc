package dev.eidetic.engine.relevance;

import dev.eidetic.engine.storage.Generation;
import dev.eidetic.engine.storage.WholeFile;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.CRC32C;

/// A collection's [MatchModel] as a file beside its index. Layout:
/// docs/file-formats.md#match-probabilities.
public final class MatchModelFile {

  /// Below a collection's folder, of its first generation.
  public static final String NAME = "match-model.bin";

  private static final int MAGIC = 0x4d4d4445; // EDMM
  private static final int VERSION = 1;
  private static final int HEADER = 7 * Integer.BYTES + 4 * Long.BYTES;
  private static final long MOST_BYTES = 64 << 20;

  private MatchModelFile() {}

  /// Replaces what is there; a crash leaves the old one or the new one.
  public static void write(Path collection, MatchModel model) throws IOException {
    byte[] field = model.field().getBytes(StandardCharsets.UTF_8);
    int size =
        Math.addExact(
            HEADER + field.length + Integer.BYTES,
            Math.multiplyExact(Float.BYTES, model.background().length));
    var buffer = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putInt(MAGIC).putInt(VERSION).putInt(model.dimension());
    buffer.putInt(model.background().length / model.dimension());
    buffer.putInt(model.firstRank()).putInt(model.queries()).putInt(field.length);
    buffer.putDouble(model.intercept()).putDouble(model.scoreWeight());
    buffer.putDouble(model.chanceWeight()).putLong(model.learned().getEpochSecond());
    buffer.put(field);
    buffer.asFloatBuffer().put(model.background());
    buffer.putInt(size - Integer.BYTES, checksum(buffer.array()));
    WholeFile.write(file(collection), buffer.array());
  }

  /// @return false if there was none
  public static boolean remove(Path collection) throws IOException {
    return Files.deleteIfExists(file(collection));
  }

  /// It belongs to the vectors whose scores it is about.
  static Path file(Path collection) throws IOException {
    return Generation.current(collection).file(collection, NAME);
  }

  /// @return empty if there is none
  /// @throws IOException if it is damaged; the message says how to mend that
  public static Optional<MatchModel> read(Path collection) throws IOException {
    var file = file(collection);
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw damaged(file, "it is too large");
      }
      return Optional.of(read(Files.readAllBytes(file)));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw damaged(file, String.valueOf(e.getMessage()));
    }
  }

  private static MatchModel read(byte[] bytes) {
    var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length < HEADER + Integer.BYTES
        || buffer.getInt() != MAGIC
        || buffer.getInt(bytes.length - Integer.BYTES) != checksum(bytes)) {
      throw new IllegalArgumentException("the checksum is wrong");
    }
    int version = buffer.getInt();
    if (version != VERSION) {
      throw new IllegalArgumentException("version is %d, known is 1".formatted(version));
    }
    int dimension = buffer.getInt();
    int rows = buffer.getInt();
    int firstRank = buffer.getInt();
    int queries = buffer.getInt();
    int fieldBytes = buffer.getInt();
    double intercept = buffer.getDouble();
    double scoreWeight = buffer.getDouble();
    double chanceWeight = buffer.getDouble();
    var learned = Instant.ofEpochSecond(buffer.getLong());
    long expected = HEADER + fieldBytes + 4L * dimension * rows + Integer.BYTES;
    if (dimension < 1 || rows < 0 || fieldBytes < 0 || expected != bytes.length) {
      throw new IllegalArgumentException("the header does not fit the rest");
    }
    var field = new byte[fieldBytes];
    buffer.get(field);
    var background = new float[dimension * rows];
    buffer.asFloatBuffer().get(background);
    return new MatchModel(
        background,
        dimension,
        firstRank,
        intercept,
        scoreWeight,
        chanceWeight,
        new String(field, StandardCharsets.UTF_8),
        queries,
        learned);
  }

  private static int checksum(byte[] bytes) {
    var checksum = new CRC32C();
    checksum.update(bytes, 0, bytes.length - Integer.BYTES);
    return (int) checksum.getValue();
  }

  private static IOException damaged(Path file, String why) {
    return new IOException(
        "%s is damaged: %s; learn it again with: eidetic calibrate, or delete it"
            .formatted(file, why));
  }
}
