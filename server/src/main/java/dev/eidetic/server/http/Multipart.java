package dev.eidetic.server.http;

import dev.eidetic.server.problems.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.apache.commons.fileupload2.core.MultipartInput;
import org.apache.commons.fileupload2.core.ParameterParser;

/// The parts of a `multipart/form-data` body (RFC 7578), each read when it is asked for. Belongs to
/// one thread.
public final class Multipart {

  private static final int MAX_HEADER_BYTES = 4096;
  private static final int MAX_BOUNDARY = 70; // RFC 2046, section 5.1.1

  private final InputStream in;
  private final MultipartInput input;
  private final RequestBody body;
  private final BodyRules rules;
  private int count;
  private boolean hasBegun;

  private Multipart(InputStream in, MultipartInput input, RequestBody body, BodyRules rules) {
    this.in = in;
    this.input = input;
    this.body = body;
    this.rules = rules;
  }

  /// One part.
  ///
  /// @param name of the form's field
  /// @param fileName as the sender wrote it, untrusted; empty if it is no file
  /// @param content the bytes of the part
  public record Part(String name, Optional<String> fileName, byte[] content) {}

  static Multipart open(String contentType, InputStream in, RequestBody body, BodyRules rules)
      throws IOException {
    if (!body.mediaType().equals("multipart/form-data")) {
      throw ProblemException.unsupportedType(
          "the body is of type \"%s\"; it must be multipart/form-data".formatted(body.mediaType()));
    }
    String boundary = parameters(contentType).getOrDefault("boundary", "");
    if (boundary.isEmpty() || boundary.length() > MAX_BOUNDARY) {
      throw ProblemException.badRequest(
          "the multipart boundary has %d characters; it must have 1 to %d"
              .formatted(boundary.length(), MAX_BOUNDARY));
    }
    try {
      var input =
          MultipartInput.builder()
              .setInputStream(in)
              .setBoundary(boundary.getBytes(StandardCharsets.ISO_8859_1))
              .setMaxPartHeaderSize(MAX_HEADER_BYTES)
              .get();
      input.setHeaderCharset(StandardCharsets.UTF_8);
      return new Multipart(in, input, body, rules);
    } catch (IllegalArgumentException e) {
      throw malformed(e);
    }
  }

  /// The next part; what the one before held should be forgotten by then.
  ///
  /// @throws ProblemException of status 400 if the body is broken, 413 if the part is too large
  public Optional<Part> next() throws IOException {
    body.forget();
    try {
      boolean isThere = hasBegun ? input.readBoundary() : input.skipPreamble();
      hasBegun = true;
      if (!isThere) {
        in.transferTo(OutputStream.nullOutputStream()); // what follows the last part means nothing
        return Optional.empty();
      }
      count++;
      if (count > rules.maxParts()) {
        throw ProblemException.tooLarge(
            "the body has more than %d parts; send fewer at once".formatted(rules.maxParts()));
      }
      return Optional.of(part());
    } catch (FileUploadException e) {
      throw malformed(e);
    }
  }

  private Part part() throws IOException {
    var disposition = new HashMap<String, String>();
    for (String line : input.readHeaders().split("\r\n", -1)) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-disposition:")) {
        disposition.putAll(parameters(line.substring(line.indexOf(':') + 1)));
      }
    }
    String name = disposition.get("name");
    if (name == null) {
      throw ProblemException.badRequest(
          "part %d of the body has no name; each needs: Content-Disposition: form-data; name=\"…\""
              .formatted(count));
    }
    try (var content = input.newInputStream()) {
      var fileName = Optional.ofNullable(disposition.get("filename"));
      int most = fileName.isPresent() ? rules.maxImageBytes() : BodyRules.MAX_JSON_BYTES;
      return new Part(name, fileName, body.read(content, most));
    }
  }

  private static Map<String, String> parameters(String header) {
    var parser = new ParameterParser();
    parser.setLowerCaseNames(true);
    return parser.parse(header, ';');
  }

  private static ProblemException malformed(Exception cause) {
    return ProblemException.badRequest(
        "the multipart body is broken: %s".formatted(cause.getMessage()));
  }
}
