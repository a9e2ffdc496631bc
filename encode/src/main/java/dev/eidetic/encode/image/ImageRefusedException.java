package dev.eidetic.encode.image;

/// Why a file did not become pixels. The message is a sentence for the user: what is wrong with it,
/// with which value, and what to do.
public final class ImageRefusedException extends Exception {

  private static final long serialVersionUID = 1;

  private final Reason reason;

  public ImageRefusedException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public ImageRefusedException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /// The kinds of refusal that reports count.
  public enum Reason {
    /// The file has no bytes.
    EMPTY,
    /// The content is no image format that we know.
    NOT_AN_IMAGE,
    /// A known format that this machine cannot decode, such as HEIC without libvips.
    UNSUPPORTED,
    /// More pixels or bytes than the limits allow.
    TOO_LARGE,
    /// A known format whose content is broken.
    CORRUPT,
    /// The file cannot be read: permissions, a vanished file, a device error.
    UNREADABLE
  }
}
