package dev.eidetic.engine.duplicates;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.engine.Item;
import dev.eidetic.engine.fields.BuiltInField;
import dev.eidetic.engine.fields.FieldValue;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Which of several copies is worth keeping. What a policy leaves open, the id decides.
public enum KeeperPolicy {
  /// The one of most pixels, then of most bytes.
  LARGEST,
  /// The one whose file was last written first.
  OLDEST,
  /// The one that lost least to compression: lossless formats first, then the one of most bytes.
  BEST;

  private static final Set<String> LOSSLESS = Set.of("png", "tiff", "bmp");

  /// As options write it, such as `largest`.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @throws IllegalArgumentException if no policy has that label
  public static KeeperPolicy of(String label) {
    var policy = Arrays.stream(values()).filter(each -> each.label().equals(label)).findFirst();
    require(policy.isPresent(), "policy \"%s\" is unknown; it is largest, oldest or best", label);
    return policy.orElseThrow();
  }

  /// The copies, the one to keep first.
  public List<Item> ranked(List<Item> copies) {
    return copies.stream().sorted(order().thenComparing(Item::id)).toList();
  }

  private Comparator<Item> order() {
    return switch (this) {
      case LARGEST ->
          Comparator.comparingLong(KeeperPolicy::pixels)
              .thenComparingLong(KeeperPolicy::bytes)
              .reversed();
      case OLDEST -> Comparator.comparingLong(KeeperPolicy::modified);
      case BEST ->
          Comparator.comparing((Item item) -> !LOSSLESS.contains(item.display(BuiltInField.FORMAT)))
              .thenComparing(Comparator.comparingLong(KeeperPolicy::bytes).reversed());
    };
  }

  private static long pixels(Item item) {
    return item.whole(BuiltInField.WIDTH).orElse(0L) * item.whole(BuiltInField.HEIGHT).orElse(0L);
  }

  private static long bytes(Item item) {
    return item.whole(BuiltInField.BYTES).orElse(0L);
  }

  private static long modified(Item item) {
    return item.field(BuiltInField.MODIFIED.label()).orElse(null)
            instanceof FieldValue.Date(var instant)
        ? instant.toEpochMilli()
        : Long.MAX_VALUE;
  }
}
