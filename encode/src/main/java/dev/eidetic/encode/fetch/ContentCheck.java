package dev.eidetic.encode.fetch;

import static dev.eidetic.vectors.Preconditions.require;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// What a file must be, as its publisher states it.
///
/// @param bytes its size, 0 or more
/// @param hash of its content
public record ContentCheck(long bytes, Hash hash) {

  public ContentCheck {
    require(bytes >= 0, "bytes is %d; it must not be negative", bytes);
  }

  /// A published hash, in lower-case hexadecimal digits.
  public sealed interface Hash {

    String digits();
  }

  /// SHA-256 of the content: 64 digits.
  public record Sha256(String digits) implements Hash {

    private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{64}");

    public Sha256 {
      require(DIGITS.matcher(digits).matches(), "\"%s\" is no SHA-256", digits);
    }

    /// Of some content.
    public static Sha256 of(byte[] content) {
      try {
        return new Sha256(
            HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }

    @Override
    public String toString() {
      return "SHA-256 " + digits;
    }
  }

  /// The name git gives to the content: SHA-1 of `blob`, a space, the size, a zero byte and the
  /// content; 40 digits.
  public record GitBlob(String digits) implements Hash {

    private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{40}");

    public GitBlob {
      require(DIGITS.matcher(digits).matches(), "\"%s\" is no git blob hash", digits);
    }

    @Override
    public String toString() {
      return "git blob hash " + digits;
    }
  }
}
