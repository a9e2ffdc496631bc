package dev.eidetic.server.http;

import java.util.Locale;

/// What a caller may do; each level includes those before it.
public enum Access {
  /// Everybody, without a key.
  OPEN,
  /// Looking and searching.
  READ,
  /// Adding, changing and deleting images; jobs.
  WRITE,
  /// Making and deleting collections.
  ADMIN;

  /// True if this level includes another.
  public boolean includes(Access needed) {
    return compareTo(needed) >= 0;
  }

  /// As keys and documents name it, such as `read`.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
