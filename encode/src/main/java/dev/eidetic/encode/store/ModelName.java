package dev.eidetic.encode.store;

import static dev.eidetic.vectors.Preconditions.require;

import java.util.Optional;
import java.util.regex.Pattern;

/// The name of a model in the store: `mobilenet`, or with its owner, `google/vit-base`.
///
/// Each part has letters, digits, dots, underscores and hyphens, begins with a letter or digit or
/// underscore, does not end in a dot, and is no device name of Windows.
///
/// @param text the whole name
record ModelName(String text) {

  private static final String PART = "[A-Za-z0-9_][A-Za-z0-9._-]{0,95}(?<!\\.)";
  private static final Pattern NAME = Pattern.compile("(" + PART + "/)?" + PART);
  private static final Pattern DEVICE =
      Pattern.compile("(?i)(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?");

  ModelName {
    require(
        NAME.matcher(text).matches(),
        "model name \"%s\" is not allowed; it must be letters, digits, '.', '_' and '-' (at most 96),"
            + " with at most one owner before it, as in owner/name",
        text);
    for (var part : text.split("/", -1)) {
      require(
          !DEVICE.matcher(part).matches(),
          "model name \"%s\" is not allowed; \"%s\" is a device on Windows",
          text,
          part);
    }
  }

  /// The folder in the store. Flat, so that a model `a` and an owner `a` do not meet; `+` occurs in
  /// no name.
  String folder() {
    return text.replace('/', '+');
  }

  /// The name that a folder stands for, if it stands for one.
  static Optional<ModelName> ofFolder(String folder) {
    var text = folder.replace('+', '/');
    try {
      return Optional.of(new ModelName(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
