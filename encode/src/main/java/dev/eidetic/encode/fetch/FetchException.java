package dev.eidetic.encode.fetch;

import java.io.IOException;

/// Why something did not arrive. The message is a sentence for the user; it names the address
/// without its query, since queries carry signatures.
public sealed class FetchException extends IOException permits StatusException {

  private static final long serialVersionUID = 1;

  private final Kind kind;

  public FetchException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public FetchException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  /// True if the same request may succeed a little later.
  public boolean isWorthRetrying() {
    return kind == Kind.CONNECTION || kind == Kind.TIMED_OUT;
  }

  /// The kinds of failure.
  public enum Kind {
    /// The address, or one that it redirects to, is against the [FetchRules].
    REFUSED,
    /// More bytes than allowed.
    TOO_LARGE,
    /// The server was silent, or slow, for too long.
    TIMED_OUT,
    /// No connection, or one that broke.
    CONNECTION,
    /// The server answered with a status that is no success: a [StatusException].
    STATUS,
    /// The answer breaks the protocol or a promise made earlier.
    MALFORMED,
    /// What arrived is not what was published: another hash.
    WRONG_CONTENT
  }
}
