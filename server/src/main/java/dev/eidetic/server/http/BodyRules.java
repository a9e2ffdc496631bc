package dev.eidetic.server.http;

import java.time.Duration;

/// What a body may be.
///
/// @param maxImageBytes of one image
/// @param maxUploadBytes of all images of one call together
/// @param maxParts of one multipart body
/// @param patience how long a body may take whatever its size
/// @param leastBytesPerSecond the rate that is asked of it after that
public record BodyRules(
    int maxImageBytes,
    long maxUploadBytes,
    int maxParts,
    Duration patience,
    long leastBytesPerSecond) {

  /// The longest JSON body, in bytes.
  public static final int MAX_JSON_BYTES = 4 << 20;
}
