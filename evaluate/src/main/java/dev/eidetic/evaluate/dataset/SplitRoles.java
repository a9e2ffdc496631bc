package dev.eidetic.evaluate.dataset;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the words in a split column mean, whatever their case.
///
/// @param roles by word, in lower case
/// @param ignored words whose images are left out, in lower case
public record SplitRoles(Map<String, ImageRole> roles, Set<String> ignored) {

  /// `query` against `gallery`, `test` against `train`; `validation` is left out.
  public static final SplitRoles DEFAULT =
      new SplitRoles(
          Map.of(
              "query", ImageRole.QUERY,
              "test", ImageRole.QUERY,
              "gallery", ImageRole.GALLERY,
              "index", ImageRole.GALLERY,
              "train", ImageRole.GALLERY,
              "both", ImageRole.BOTH),
          Set.of("validation", "val", "ignore", "ignored"));

  public SplitRoles {
    roles = Map.copyOf(roles);
    ignored = Set.copyOf(ignored);
  }

  Optional<ImageRole> role(String word) {
    return Optional.ofNullable(roles.get(word.toLowerCase(Locale.ROOT)));
  }

  boolean ignores(String word) {
    return ignored.contains(word.toLowerCase(Locale.ROOT));
  }
}
