package dev.eidetic.engine.ingest;

import dev.eidetic.encode.EncodingException;
import dev.eidetic.encode.ImageEncoder;
import dev.eidetic.encode.image.ImageRefusedException;
import dev.eidetic.engine.Refusal.Reason;
import dev.eidetic.engine.fields.BuiltInField;
import dev.eidetic.engine.fields.FieldValue;
import dev.eidetic.engine.storage.ItemStore;
import dev.eidetic.engine.storage.StoreSnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Decodes files, encodes them in batches and writes the items. Belongs to one thread.
final class IngestWorker {

  private final FileQueue queue;
  private final ImagePreparer preparer;
  private final ImageEncoder encoder;
  private final ItemStore store;
  private final StoreSnapshot before;
  private final String root;
  private final IngestCounters counters;
  private final List<Waiting> batch = new ArrayList<>();

  /// A decoded file that waits for its batch to fill.
  private record Waiting(WantedFile file, PreparedImage image) {}

  IngestWorker(
      FileQueue queue,
      ImagePreparer preparer,
      ImageEncoder encoder,
      ItemStore store,
      StoreSnapshot before,
      String root,
      IngestCounters counters) {
    this.queue = queue;
    this.preparer = preparer;
    this.encoder = encoder;
    this.store = store;
    this.before = before;
    this.root = root;
    this.counters = counters;
  }

  /// Works until the queue ends; what is decoded by then is written.
  void run() throws IOException, InterruptedException {
    for (var next = queue.nextLoaded(); next.isPresent(); next = queue.nextLoaded()) {
      take(next.get());
      if (batch.size() >= encoder.preferredBatch()) {
        flush();
      }
    }
    flush();
  }

  private void take(LoadedFile loaded) throws IOException {
    var file = loaded.file();
    try {
      var image =
          preparer.prepare(
              file.source().id(),
              file.source().path().toString(),
              root,
              loaded.bytes(),
              file.facts());
      if (!isSamePicture(image, file)) {
        batch.add(new Waiting(file, image));
      }
    } catch (ImageRefusedException e) {
      refuse(file, Reason.of(e.reason()), String.valueOf(e.getMessage()));
    } finally {
      queue.release(file);
    }
  }

  /// A file that was only touched or moved keeps its vector.
  private boolean isSamePicture(PreparedImage image, WantedFile file) throws IOException {
    var existing = file.existing();
    String hash = BuiltInField.SHA256.label();
    if (existing.isEmpty() || !existing.get().field(hash).equals(image.item().field(hash))) {
      return false;
    }
    Optional<float[]> vector = before.vector(file.source().id());
    if (vector.isEmpty()) {
      return false;
    }
    Optional<FieldValue> indexed = existing.get().field(BuiltInField.INDEXED.label());
    var item =
        indexed.isEmpty()
            ? image.item()
            : image.item().with(Map.of(BuiltInField.INDEXED.label(), indexed.get()));
    store.put(item, vector.get());
    counters.written(false, 0);
    return true;
  }

  private void flush() throws IOException {
    if (batch.isEmpty()) {
      return;
    }
    try {
      write(batch, encoder.encode(batch.stream().map(each -> each.image.pixels()).toList()));
    } catch (EncodingException e) {
      if (batch.size() == 1) {
        refuse(batch.getFirst().file, Reason.NOT_ENCODED, String.valueOf(e.getMessage()));
      } else {
        encodeOneByOne();
      }
    }
    batch.clear();
  }

  /// One picture that the model fails on must not take its batch with it.
  private void encodeOneByOne() throws IOException {
    for (var waiting : batch) {
      try {
        write(List.of(waiting), encoder.encode(List.of(waiting.image.pixels())));
      } catch (EncodingException e) {
        refuse(waiting.file, Reason.NOT_ENCODED, String.valueOf(e.getMessage()));
      }
    }
  }

  private void write(List<Waiting> encoded, List<float[]> vectors) throws IOException {
    for (int i = 0; i < encoded.size(); i++) {
      var file = encoded.get(i).file;
      store.put(encoded.get(i).image.item(), vectors.get(i));
      counters.written(file.existing().isEmpty(), file.source().bytes());
    }
  }

  private void refuse(WantedFile file, Reason reason, String message) throws IOException {
    store.refuse(file.refusal(root, reason, message));
    counters.refused(reason);
  }
}
