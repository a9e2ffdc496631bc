package dev.eidetic.engine.duplicates;

import static dev.eidetic.vectors.Preconditions.require;

import java.util.Arrays;
import java.util.Locale;

/// How much two pictures have in common, most first.
public enum CopyKind {
  /// The same file, byte for byte.
  EXACT,
  /// The same picture: re-encoded, resized or touched up a little.
  NEAR,
  /// Made from the same picture: turned, mirrored, cropped, framed or written on.
  EDITED,
  /// Other pictures of the same thing, from another place or at another time.
  SCENE;

  /// As options and outputs write it, such as `near`.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @throws IllegalArgumentException if no kind has that label
  public static CopyKind of(String label) {
    var kind = Arrays.stream(values()).filter(each -> each.label().equals(label)).findFirst();
    require(kind.isPresent(), "kind \"%s\" is unknown; it is exact, near, edited or scene", label);
    return kind.orElseThrow();
  }

  boolean isAtLeast(CopyKind other) {
    return compareTo(other) <= 0;
  }
}
