package dev.eidetic.engine.reranking;

import dev.eidetic.encode.local.LocalFeatures;
import dev.eidetic.engine.Item;
import dev.eidetic.engine.local.PictureFeatures;
import dev.eidetic.vectors.ParallelLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// Local features of the first hits, each looked up once. Where a picture must be read for them,
/// those behind it are read meanwhile by the other cores: stages go through hits one by one. Any
/// number of threads may ask.
final class HitFeatures {

  private static final int CORES = Runtime.getRuntime().availableProcessors();

  private final PictureFeatures features;
  private final List<Item> items;
  private final AtomicReferenceArray<Optional<LocalFeatures>> found;

  HitFeatures(PictureFeatures features, List<Item> items) {
    this.features = features;
    this.items = items;
    this.found = new AtomicReferenceArray<>(items.size());
  }

  /// @param place of the hit in the first list, from 0
  Optional<LocalFeatures> of(int place) {
    var known = found.get(place);
    if (known != null) {
      return known;
    }
    var stored = features.stored(items.get(place));
    if (stored.isPresent()) {
      found.set(place, stored);
      return stored;
    }
    int count = Math.min(CORES, items.size() - place);
    ParallelLoop.run(CORES, count, () -> i -> find(place + i));
    return found.get(place);
  }

  private void find(int place) {
    try {
      if (found.get(place) == null) {
        found.set(place, features.of(items.get(place)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
