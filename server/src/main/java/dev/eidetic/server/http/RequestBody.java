package dev.eidetic.server.http;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.eidetic.server.problems.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The body of one call, read once. Belongs to one thread.
public final class RequestBody implements AutoCloseable {

  private static final int CHUNK = 64 << 10;

  private final InputStream in;
  private final String contentType;
  private final OptionalLong declaredBytes;
  private final BodyRules rules;
  private final ByteBudget budget;
  private long taken;

  RequestBody(
      InputStream in,
      String contentType,
      OptionalLong declaredBytes,
      BodyRules rules,
      ByteBudget budget) {
    this.in = in;
    this.contentType = contentType;
    this.declaredBytes = declaredBytes;
    this.rules = rules;
    this.budget = budget;
  }

  /// The media type without its parameters, in lower case; empty if none was given.
  public String mediaType() {
    return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  /// One image as the whole body.
  ///
  /// @throws ProblemException of status 413 if it is too large, 408 if it comes too slowly
  public byte[] image() throws IOException {
    return all(rules.maxImageBytes());
  }

  /// A JSON object.
  ///
  /// @throws ProblemException of status 415 if it is of another type, 400 if it cannot be read
  public Map<String, Object> json() throws IOException {
    if (!mediaType().equals("application/json")) {
      throw ProblemException.unsupportedType(
          "the body is of type \"%s\"; it must be application/json".formatted(mediaType()));
    }
    return parse(all(BodyRules.MAX_JSON_BYTES));
  }

  /// Reads bytes as a JSON object.
  ///
  /// @throws ProblemException of status 400 if they are none
  public static Map<String, Object> parse(byte[] bytes) {
    try {
      @Nullable Map<String, Object> object = JSON.std.mapFrom(bytes);
      if (object != null) {
        return object;
      }
    } catch (IOException | RuntimeException e) {
      throw ProblemException.badRequest(
          "the JSON cannot be read: %s".formatted(firstLine(String.valueOf(e.getMessage()))));
    }
    throw ProblemException.badRequest("the JSON is null; it must be an object");
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }

  /// The parts of a `multipart/form-data` body, one after the other.
  ///
  /// @throws ProblemException of status 400 if it is broken
  public Multipart multipart() throws IOException {
    requireAtMost(rules.maxUploadBytes());
    return Multipart.open(
        contentType, new PacedStream(in, rules, rules.maxUploadBytes()), this, rules);
  }

  private byte[] all(int maxBytes) throws IOException {
    requireAtMost(maxBytes);
    return read(new PacedStream(in, rules, maxBytes), maxBytes);
  }

  private void requireAtMost(long maxBytes) {
    if (declaredBytes.isPresent() && declaredBytes.getAsLong() > maxBytes) {
      throw ProblemException.tooLarge(
          "the body has %,d bytes; at most %,d are taken"
              .formatted(declaredBytes.getAsLong(), maxBytes));
    }
  }

  /// SHA-256 of the whole body, 64 hexadecimal digits; what nobody has read is read now. Only for
  /// bodies that were opened with a digest.
  String fingerprint(DigestInputStream digested) throws IOException {
    new PacedStream(digested, rules, rules.maxUploadBytes())
        .transferTo(OutputStream.nullOutputStream());
    return HexFormat.of().formatHex(digested.getMessageDigest().digest());
  }

  /// The digest that the body is read through, if there is one.
  Optional<DigestInputStream> digested() {
    return in instanceof DigestInputStream stream ? Optional.of(stream) : Optional.empty();
  }

  /// Reads to the end, within the budget for all bodies.
  byte[] read(InputStream from, int maxBytes) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var chunk = new byte[CHUNK];
    for (int count = from.read(chunk); count >= 0; count = from.read(chunk)) {
      if (bytes.size() + count > maxBytes) {
        throw ProblemException.tooLarge(
            "a part of the body is longer than %,d bytes, the most that is taken"
                .formatted(maxBytes));
      }
      budget.take(count);
      taken += count;
      bytes.write(chunk, 0, count);
    }
    return bytes.toByteArray();
  }

  /// Says that what was read so far is not needed any more.
  void forget() {
    budget.giveBack(taken);
    taken = 0;
  }

  @Override
  public void close() {
    forget();
  }
}
