package dev.eidetic.encode.store;

import java.io.IOException;

/// Why the store could not do it. The message is a sentence for the user: what is wrong, and what
/// to do.
public final class ModelStoreException extends IOException {

  private static final long serialVersionUID = 1;

  private final Kind kind;

  public ModelStoreException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public ModelStoreException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  /// The kinds of failure.
  public enum Kind {
    /// No model, repository, revision or file of that name.
    NOT_FOUND,
    /// There is one already, or another process is making it.
    ALREADY_THERE,
    /// The folder or repository does not hold what a model needs, or leaves a choice.
    UNSUITABLE,
    /// More bytes than allowed, or than the disk has room for.
    TOO_LARGE,
    /// Downloads are switched off.
    OFFLINE,
    /// The repository needs permission.
    FORBIDDEN,
    /// The server's answer makes no sense, or is unsafe to follow.
    MALFORMED
  }
}
