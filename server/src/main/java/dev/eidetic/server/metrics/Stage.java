package dev.eidetic.server.metrics;

import java.util.Locale;

/// The parts of the work that are timed apart.
public enum Stage {
  DECODE,
  ENCODE,
  SEARCH,
  MATCH,
  THUMBNAIL,
  COMMIT;

  /// As metrics name it, such as `decode`.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
