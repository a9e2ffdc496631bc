package dev.eidetic.engine;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/// A place in a list of hits, to go on from. It stays good while the collection changes: the next
/// page begins with what is less close than the hit it names.
///
/// @param rank of the hit, from 1
/// @param score of the hit
/// @param id of its item
public record Cursor(int rank, float score, String id) {

  private static final Pattern FORM =
      Pattern.compile("(\\d{1,6}):([0-9a-f]{1,8}):(.+)", Pattern.DOTALL);

  /// The place of a hit.
  public static Cursor of(Hit hit) {
    return new Cursor(hit.rank(), hit.score(), hit.item().id());
  }

  /// Reads what [#text] wrote.
  ///
  /// @throws IllegalArgumentException if it did not
  public static Cursor parse(String text) {
    try {
      var plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      var parts = FORM.matcher(plain);
      if (parts.matches()) {
        return new Cursor(
            Integer.parseInt(parts.group(1)),
            Float.intBitsToFloat(Integer.parseUnsignedInt(parts.group(2), 16)),
            parts.group(3));
      }
    } catch (IllegalArgumentException _) { // no Base64, or no number
    }
    throw new IllegalArgumentException(
        "\"%s\" is no cursor; take the one that the page before gave".formatted(text));
  }

  /// A word without blanks.
  public String text() {
    var plain = "%d:%x:%s".formatted(rank, Float.floatToIntBits(score), id);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }
}
