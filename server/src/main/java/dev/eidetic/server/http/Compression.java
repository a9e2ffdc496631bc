package dev.eidetic.server.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/// Shrinks answers of text for clients that take gzip. Pictures are compressed already; bodies of
/// requests are never unpacked, so that no bomb can be sent.
final class Compression {

  private static final int WORTHWHILE = 1_024;

  private Compression() {}

  /// True if the answer should be sent as gzip.
  static boolean applies(String acceptEncoding, String contentType, int bytes) {
    boolean isText =
        contentType.startsWith("text/")
            || contentType.startsWith("application/json")
            || contentType.startsWith("application/problem+json")
            || contentType.startsWith("image/svg");
    return isText && bytes >= WORTHWHILE && accepts(acceptEncoding);
  }

  private static boolean accepts(String acceptEncoding) {
    for (String coding : acceptEncoding.toLowerCase(Locale.ROOT).split(",", -1)) {
      var parts = coding.strip().split(";", 2);
      if (parts[0].strip().equals("gzip")) {
        return parts.length == 1 || !parts[1].replace(" ", "").matches("q=0(\\.0*)?");
      }
    }
    return false;
  }

  static byte[] gzip(byte[] bytes) throws IOException {
    var packed = new ByteArrayOutputStream(bytes.length / 3);
    try (var out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }
}
