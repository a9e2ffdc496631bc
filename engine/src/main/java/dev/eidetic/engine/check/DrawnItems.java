package dev.eidetic.engine.check;

import dev.eidetic.engine.Snapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Items drawn at random, to be asked for.
public final class DrawnItems {

  private DrawnItems() {}

  /// Reservoir sampling: each item is as likely as any. Vitter, 1985,
  /// <https://doi.org/10.1145/3147.3165> (algorithm R).
  ///
  /// @param count how many, at least 1; fewer if there are fewer items
  /// @return ids
  public static List<String> of(Snapshot now, int count, long seed) throws IOException {
    var random = new SplittableRandom(seed);
    var drawn = new ArrayList<String>();
    var seen = new int[1];
    now.forEach(
        "",
        (item, _) -> {
          if (drawn.size() < count) {
            drawn.add(item.id());
          } else {
            int place = random.nextInt(seen[0] + 1);
            if (place < count) {
              drawn.set(place, item.id());
            }
          }
          seen[0]++;
        });
    return drawn;
  }
}
