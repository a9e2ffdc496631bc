package dev.eidetic.engine.ingest;

import dev.eidetic.engine.storage.ItemStore;
import dev.eidetic.engine.storage.StoreSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/// Forgets what is gone: refusals whose files no longer exist, and items too if the user says so.
///
/// @param root whose files are looked for
/// @param start of the run: what it refused stays, such as a link that leads nowhere
record Pruning(ItemStore store, String root, Instant start) {

  /// @param prunesItems true to remove items of the root whose files are gone
  /// @return how many items were removed
  long run(boolean prunesItems) throws IOException {
    try (var snapshot = store.snapshot()) {
      for (var refusal : snapshot.refusals()) {
        if (refusal.root().equals(root)
            && refusal.when().isBefore(start)
            && isGone(refusal.path())) {
          store.forgetRefusal(refusal.id());
        }
      }
      return prunesItems ? removeItems(snapshot) : 0;
    }
  }

  private long removeItems(StoreSnapshot snapshot) throws IOException {
    var removed = new long[1];
    snapshot.forEach(
        Optional.of(StoreSnapshot.ofRoot(root)),
        (item, _) -> {
          if (isGone(item.path())) {
            store.remove(item.id());
            removed[0]++;
          }
        });
    return removed[0];
  }

  private static boolean isGone(String path) {
    return Files.notExists(Path.of(path));
  }
}
