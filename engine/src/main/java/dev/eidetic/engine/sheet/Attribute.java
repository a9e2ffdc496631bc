package dev.eidetic.engine.sheet;

import static dev.eidetic.vectors.Preconditions.require;

import java.util.Base64;
import java.util.Set;
import java.util.regex.Pattern;

/// An attribute of an HTML element. The ones that load, link, style or run something cannot be made
/// from text.
///
/// @param value before escaping
record Attribute(String name, String value) {

  private static final Set<String> PLAIN =
      Set.of(
          "alt",
          "charset",
          "class",
          "content",
          "d",
          "datetime",
          "decoding",
          "height",
          "http-equiv",
          "id",
          "lang",
          "name",
          "preserveAspectRatio",
          "rel",
          "role",
          "title",
          "viewBox",
          "width",
          "x",
          "y");

  private static final Pattern ARIA = Pattern.compile("aria-[a-z]+");

  /// What the factories below may produce: nothing with a scheme but the two data URIs.
  private static final Pattern LINK = Pattern.compile("#[a-z0-9-]+|\\.\\.?/[A-Za-z0-9%/._~-]*");

  private static final String NO_ICON = "data:,";
  private static final String JPEG = "data:image/jpeg;base64,";

  Attribute {
    boolean isPlain = PLAIN.contains(name) || ARIA.matcher(name).matches();
    boolean isLink =
        name.equals("href") && (LINK.matcher(value).matches() || value.equals(NO_ICON));
    boolean isPicture = name.equals("src") && value.startsWith(JPEG);
    require(isPlain || isLink || isPicture, "attribute %s=\"%s\" may not be written", name, value);
  }

  static Attribute of(String name, String value) {
    return new Attribute(name, value);
  }

  static Attribute cssClass(String names) {
    return new Attribute("class", names);
  }

  /// For decoration that screen readers skip.
  static Attribute hidden() {
    return new Attribute("aria-hidden", "true");
  }

  /// @param target `#` and an id, or a relative path, percent-encoded, starting with `./` or `../`
  static Attribute link(String target) {
    return new Attribute("href", target);
  }

  /// An icon without a picture, so that no browser asks for one.
  static Attribute noIcon() {
    return new Attribute("href", NO_ICON);
  }

  static Attribute picture(byte[] jpegFile) {
    return new Attribute("src", JPEG + Base64.getEncoder().encodeToString(jpegFile));
  }
}
