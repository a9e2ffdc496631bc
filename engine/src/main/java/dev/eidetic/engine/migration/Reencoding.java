package dev.eidetic.engine.migration;

import dev.eidetic.encode.ImageEncoder;
import dev.eidetic.encode.image.ImageDecoder;
import dev.eidetic.encode.image.ImageRefusedException;
import dev.eidetic.encode.image.Pixels;
import dev.eidetic.engine.Item;
import dev.eidetic.engine.fields.BuiltInField;
import dev.eidetic.engine.local.OriginalFile;
import dev.eidetic.engine.storage.ItemStore;
import dev.eidetic.engine.storage.StoreSnapshot;
import dev.eidetic.vectors.ParallelLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// Makes one store hold the items of another with vectors of another encoder: what agrees already
/// is left, so that it can be done again and again. Belongs to one thread.
final class Reencoding {

  /// Encoded between one save and the next.
  private static final int SAVED_TOGETHER = 1024;

  private final ItemStore target;
  private final ImageEncoder encoder;
  private final ImageDecoder decoder;
  private final int threads;
  private final MigrationListener listener;
  private final AtomicInteger encoded = new AtomicInteger();

  Reencoding(
      ItemStore target,
      ImageEncoder encoder,
      ImageDecoder decoder,
      int threads,
      MigrationListener listener) {
    this.target = target;
    this.encoder = encoder;
    this.decoder = decoder;
    this.threads = threads;
    this.listener = listener;
  }

  /// How many pictures were encoded.
  int encoded() {
    return encoded.get();
  }

  /// What one pass has found.
  ///
  /// @param changes items that did not agree before
  /// @param missing ids of those whose picture cannot be had any more
  record Pass(int changes, List<String> missing) {}

  Pass run(StoreSnapshot source) throws IOException {
    target.extendSchema(source.schema().own());
    try (var before = target.snapshot()) {
      var stale = stale(source, before);
      int removed = removeOthers(source, before);
      copyRefusals(source, before);
      var missing = Collections.synchronizedList(new ArrayList<String>());
      for (int from = 0; from < stale.size(); from += SAVED_TOGETHER) {
        var part = stale.subList(from, Math.min(stale.size(), from + SAVED_TOGETHER));
        encode(part, source, before, missing, from, stale.size());
        target.commit();
      }
      target.commit();
      return new Pass(stale.size() + removed, missing.stream().sorted().toList());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static List<String> stale(StoreSnapshot source, StoreSnapshot before) throws IOException {
    var stale = new ArrayList<String>();
    source.forEach(
        Optional.empty(),
        (item, _) -> {
          if (!before.get(item.id()).equals(Optional.of(item))) {
            stale.add(item.id());
          }
        });
    return stale;
  }

  private int removeOthers(StoreSnapshot source, StoreSnapshot before) throws IOException {
    var others = new ArrayList<String>();
    before.forEach(
        Optional.empty(),
        (item, _) -> {
          if (source.get(item.id()).isEmpty()) {
            others.add(item.id());
          }
        });
    for (String id : others) {
      target.remove(id);
    }
    return others.size();
  }

  private void copyRefusals(StoreSnapshot source, StoreSnapshot before) throws IOException {
    var wanted = source.refusals();
    var ids = new HashSet<String>();
    wanted.forEach(refusal -> ids.add(refusal.id()));
    var known = new HashSet<>(before.refusals());
    for (var refusal : known) {
      if (!ids.contains(refusal.id())) {
        target.forgetRefusal(refusal.id());
      }
    }
    for (var refusal : wanted) {
      if (!known.contains(refusal)) {
        target.refuse(refusal);
      }
    }
  }

  private void encode(
      List<String> ids,
      StoreSnapshot source,
      StoreSnapshot before,
      List<String> missing,
      int alreadyDone,
      int total) {
    int batch = Math.max(1, encoder.preferredBatch());
    int batches = (ids.size() + batch - 1) / batch;
    var done = new AtomicInteger(alreadyDone);
    ParallelLoop.run(
        threads,
        batches,
        () ->
            i -> {
              var part = ids.subList(i * batch, Math.min(ids.size(), (i + 1) * batch));
              try {
                encode(part, source, before, missing);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
              listener.progress(done.addAndGet(part.size()), total);
            });
  }

  private void encode(
      List<String> ids, StoreSnapshot source, StoreSnapshot before, List<String> missing)
      throws IOException {
    var items = new ArrayList<Item>();
    var pictures = new ArrayList<Pixels>();
    for (String id : ids) {
      var item = source.get(id).orElseThrow();
      var known = before.get(id);
      if (known.isPresent() && isSameFile(item, known.get())) { // only fields have changed
        target.put(item, before.vector(id).orElseThrow());
        continue;
      }
      var pixels = pixels(item);
      if (pixels.isPresent()) {
        items.add(item);
        pictures.add(pixels.get());
      } else {
        missing.add(id);
      }
    }
    if (items.isEmpty()) {
      return;
    }
    var vectors = encoder.encode(pictures);
    for (int i = 0; i < items.size(); i++) {
      target.put(items.get(i), vectors.get(i));
    }
    encoded.addAndGet(items.size());
  }

  private static boolean isSameFile(Item one, Item other) {
    String file = one.display(BuiltInField.SHA256);
    return !file.isEmpty() && file.equals(other.display(BuiltInField.SHA256));
  }

  private Optional<Pixels> pixels(Item item) throws IOException {
    try {
      var file = OriginalFile.read(item);
      return file.isEmpty()
          ? Optional.empty()
          : Optional.of(decoder.decode(file.get(), encoder.wantedSide()).pixels());
    } catch (ImageRefusedException _) {
      return Optional.empty();
    }
  }
}
