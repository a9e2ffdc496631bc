package dev.eidetic.server.images;

import static dev.eidetic.vectors.Preconditions.require;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The thumbnails looked at last, within a number of bytes. Safe for many threads.
final class ThumbnailCache {

  private final long maxBytes;
  private final Map<String, byte[]> files = new LinkedHashMap<>(64, 0.75f, true);
  private long bytes;

  ThumbnailCache(long maxBytes) {
    require(maxBytes >= 1, "the cache of thumbnails has %d bytes; at least 1 is needed", maxBytes);
    this.maxBytes = maxBytes;
  }

  synchronized Optional<byte[]> get(String key) {
    return Optional.ofNullable(files.get(key));
  }

  synchronized void put(String key, byte[] file) {
    byte @Nullable [] former = files.put(key, file);
    bytes += file.length - (former == null ? 0 : former.length);
    var eldest = files.entrySet().iterator();
    while (bytes > maxBytes && eldest.hasNext()) {
      bytes -= eldest.next().getValue().length;
      eldest.remove();
    }
  }
}
