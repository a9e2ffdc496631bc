package dev.eidetic.engine.duplicates;

import dev.eidetic.encode.hash.HashedPicture;
import dev.eidetic.encode.hash.PdqHasher;
import dev.eidetic.encode.image.ImageDecoder;
import dev.eidetic.encode.image.ImageRefusedException;
import dev.eidetic.engine.Snapshot;
import dev.eidetic.engine.local.OriginalFile;
import dev.eidetic.vectors.ParallelLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Finds the hashes of items: in the collection's log, else in the pictures, whose hashes then
/// enter the log.
final class ItemHashes {

  private static final System.Logger LOGGER = System.getLogger(ItemHashes.class.getName());

  /// The shorter side that is decoded, in pixels: eight for each of the 64 that a hash is made
  /// from, which saves most of the time and memory that large photographs would take.
  private static final int SIDE = 512;

  private final Snapshot now;
  private final HashLog log;
  private final ImageDecoder decoder;
  private final PdqHasher hasher = new PdqHasher();

  ItemHashes(Snapshot now, Path collection, ImageDecoder decoder) {
    this.now = now;
    this.log = new HashLog(collection);
    this.decoder = decoder;
  }

  /// @param ids of the items, by ordinal
  /// @param files the SHA-256 of their files, by ordinal; empty where there is none
  /// @param hashes take those that are found; of items of one file, the first one's
  void find(
      List<String> ids,
      List<String> files,
      PictureHashes hashes,
      int threads,
      DuplicateListener listener)
      throws IOException {
    var ordinals = new HashMap<String, Integer>(); // of the first item of each file
    for (int i = 0; i < files.size(); i++) {
      ordinals.putIfAbsent(files.get(i), i);
    }
    log.read(
        (sha256, picture) -> {
          var ordinal = ordinals.get(sha256);
          if (ordinal != null) {
            hashes.put(ordinal, picture);
          }
        });
    ordinals.remove("");
    int[] fresh =
        ordinals.values().stream()
            .mapToInt(Integer::intValue)
            .filter(ordinal -> !hashes.isKnown(ordinal))
            .sorted()
            .toArray();
    var done = new AtomicLong();
    ParallelLoop.run(
        threads,
        fresh.length,
        () ->
            i -> {
              int ordinal = fresh[i];
              hash(ids.get(ordinal), files.get(ordinal), ordinal, hashes);
              listener.progress(DuplicateListener.Step.HASH, done.incrementAndGet(), fresh.length);
            });
  }

  private void hash(String id, String sha256, int ordinal, PictureHashes hashes) {
    try {
      var bytes = OriginalFile.read(now.get(id).orElseThrow());
      if (bytes.isEmpty()) {
        return;
      }
      var picture = hasher.hash(decoder.decode(bytes.get(), SIDE).pixels());
      hashes.put(ordinal, picture);
      keep(sha256, picture);
    } catch (ImageRefusedException e) {
      LOGGER.log(Level.DEBUG, "item \"%s\" cannot be hashed".formatted(id), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A log that cannot be written costs time at the next search, not this answer.
  private void keep(String sha256, HashedPicture picture) {
    try {
      log.append(sha256, picture);
    } catch (IOException e) {
      LOGGER.log(Level.DEBUG, "the hash of %s is not kept".formatted(sha256), e);
    }
  }
}
