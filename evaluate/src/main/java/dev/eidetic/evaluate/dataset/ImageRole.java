package dev.eidetic.evaluate.dataset;

/// What an image serves as.
public enum ImageRole {
  /// Asked for, never found.
  QUERY,
  /// Found, never asked for.
  GALLERY,
  /// Asked for and found, but not by itself.
  BOTH
}
