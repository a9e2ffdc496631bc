package dev.eidetic.engine;

import dev.eidetic.encode.image.ImageRefusedException;
import java.time.Instant;
import java.util.Locale;

/// A file that did not enter the collection, and why; kept in quarantine until it does or is gone.
///
/// @param id the item it would have become
/// @param path where it lies
/// @param root the folder that was indexed when it was found; empty if it was added singly
/// @param reason what reports count by
/// @param message a sentence for the user
/// @param when it was refused
public record Refusal(
    String id, String path, String root, Reason reason, String message, Instant when) {

  /// The kinds of refusal.
  public enum Reason {
    EMPTY,
    NOT_AN_IMAGE,
    UNSUPPORTED,
    TOO_LARGE,
    CORRUPT,
    UNREADABLE,
    /// Another file has the id already.
    ID_TAKEN,
    /// The encoder made no vector of it.
    NOT_ENCODED;

    /// As reports show it, such as `not an image`.
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /// The decoder's reason as ours.
    public static Reason of(ImageRefusedException.Reason reason) {
      return switch (reason) {
        case EMPTY -> EMPTY;
        case NOT_AN_IMAGE -> NOT_AN_IMAGE;
        case UNSUPPORTED -> UNSUPPORTED;
        case TOO_LARGE -> TOO_LARGE;
        case CORRUPT -> CORRUPT;
        case UNREADABLE -> UNREADABLE;
      };
    }
  }
}
