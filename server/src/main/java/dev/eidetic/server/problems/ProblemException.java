package dev.eidetic.server.problems;

/// Ends a call with a problem that the server itself found.
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;

  public ProblemException(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  public int status() {
    return status;
  }

  /// For programs, such as `too-large`.
  public String code() {
    return code;
  }

  public static ProblemException badRequest(String message) {
    return new ProblemException(400, "bad-request", message);
  }

  public static ProblemException unauthorized(String message) {
    return new ProblemException(401, "unauthorized", message);
  }

  public static ProblemException forbidden(String message) {
    return new ProblemException(403, "forbidden", message);
  }

  public static ProblemException notFound(String message) {
    return new ProblemException(404, "not-found", message);
  }

  public static ProblemException conflict(String message) {
    return new ProblemException(409, "conflict", message);
  }

  public static ProblemException tooLarge(String message) {
    return new ProblemException(413, "too-large", message);
  }

  public static ProblemException unsupportedType(String message) {
    return new ProblemException(415, "unsupported-media-type", message);
  }

  /// A request that is well formed and asks for what cannot be.
  public static ProblemException unprocessable(String code, String message) {
    return new ProblemException(422, code, message);
  }

  public static ProblemException tooSlow() {
    return new ProblemException(
        408, "too-slow", "the body arrived too slowly; send it again on a faster line");
  }

  public static ProblemException tooMany(String message) {
    return new ProblemException(429, "too-many-requests", message);
  }

  /// More is asked than can be done now; the client should wait as `Retry-After` says.
  public static ProblemException overloaded(String message) {
    return new ProblemException(503, "overloaded", message + "; try again in a second");
  }
}
