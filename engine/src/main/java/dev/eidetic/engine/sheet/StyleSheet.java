package dev.eidetic.engine.sheet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/// The page's look, and the policy that lets a browser load it and nothing else.
///
/// @param css without carriage returns, which browsers would drop before they hash it
record StyleSheet(String css) {

  static StyleSheet load() {
    try (var in = StyleSheet.class.getResourceAsStream("sheet.css")) {
      var bytes = Objects.requireNonNull(in, "sheet.css is missing from the jar").readAllBytes();
      return new StyleSheet(new String(bytes, StandardCharsets.UTF_8).replace("\r", ""));
    } catch (IOException e) {
      throw new UncheckedIOException("sheet.css cannot be read from the jar", e);
    }
  }

  /// Content-Security-Policy: pictures from data URIs, this one style sheet, no scripts, no
  /// requests.
  String policy() {
    return "default-src 'none'; img-src data:; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'"
        .formatted(hash());
  }

  private String hash() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return Base64.getEncoder()
          .encodeToString(digest.digest(css.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256, which every JDK must have", e);
    }
  }
}
