package dev.eidetic.engine.ingest;

import dev.eidetic.engine.Item;
import dev.eidetic.engine.Refusal;
import dev.eidetic.engine.Refusal.Reason;
import dev.eidetic.engine.fields.BuiltInField;
import dev.eidetic.engine.fields.FieldValue;
import dev.eidetic.engine.fields.Schema;
import dev.eidetic.engine.metadata.MetadataTable;
import dev.eidetic.engine.storage.ItemStore;
import dev.eidetic.engine.storage.StoreSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Decides for each file found whether it must be read: skips what is in the collection as it is,
/// rewrites what has only got other fields, and queues the rest. Belongs to the walking thread.
final class Decision implements ImageSource.Visitor {

  private final String root;
  private final StoreSnapshot before;
  private final Schema schema;
  private final MetadataTable metadata;
  private final ItemStore store;
  private final FileQueue queue;
  private final IngestCounters counters;

  Decision(
      String root,
      StoreSnapshot before,
      Schema schema,
      MetadataTable metadata,
      ItemStore store,
      FileQueue queue,
      IngestCounters counters) {
    this.root = root;
    this.before = before;
    this.schema = schema;
    this.metadata = metadata;
    this.store = store;
    this.queue = queue;
    this.counters = counters;
  }

  @Override
  public boolean file(ImageSource.SourceFile file) {
    counters.seen();
    try {
      var existing = before.get(file.id());
      if (existing.isPresent() && belongsToAnother(existing.get(), file)) {
        return refuse(
            file.id(),
            file.path(),
            Reason.ID_TAKEN,
            "id \"%s\" belongs to %s; use another collection for this folder"
                .formatted(file.id(), existing.get().path()));
      }
      var facts = facts(file, existing);
      if (existing.isPresent() && isUnchanged(existing.get(), file)) {
        return keep(existing.get(), facts);
      }
      return queue.want(new WantedFile(file, facts, existing));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException _) {
      return false;
    }
  }

  @Override
  public boolean unreadable(String id, Path path, Reason reason, String message) {
    counters.seen();
    try {
      return refuse(id, path, reason, message);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// An item whose file has moved with its folder is the same item; one whose file is still
  /// elsewhere is another.
  private static boolean belongsToAnother(Item item, ImageSource.SourceFile file)
      throws IOException {
    if (item.path().isEmpty() || item.path().equals(file.path().toString())) {
      return false;
    }
    var other = Path.of(item.path());
    return Files.exists(other) && !Files.isSameFile(other, file.path());
  }

  private static boolean isUnchanged(Item item, ImageSource.SourceFile file) {
    return item.path().equals(file.path().toString())
        && item.whole(BuiltInField.BYTES).equals(Optional.of(file.bytes()))
        && item.field(BuiltInField.MODIFIED.label())
            .equals(Optional.of(FieldValue.of(file.modified())));
  }

  /// The same picture: written again only if the user's fields say something new.
  private boolean keep(Item item, Map<String, FieldValue> facts) throws IOException {
    var updated = item.with(facts);
    if (updated.equals(item)) {
      counters.unchanged();
      return true;
    }
    var vector = before.vector(item.id());
    if (vector.isPresent()) {
      store.put(updated, vector.get());
    }
    counters.written(false, 0);
    return true;
  }

  private Map<String, FieldValue> facts(ImageSource.SourceFile file, Optional<Item> existing)
      throws IOException {
    var facts = new TreeMap<String, FieldValue>();
    existing.ifPresent(
        item ->
            item.fields()
                .forEach(
                    (name, value) -> {
                      if (schema.own().containsKey(name)) {
                        facts.put(name, value);
                      }
                    }));
    facts.putAll(metadata.find(file.id(), file.path()));
    facts.put(BuiltInField.MODIFIED.label(), FieldValue.of(file.modified()));
    int slash = file.id().lastIndexOf('/');
    if (slash > 0) {
      facts.put(BuiltInField.FOLDER.label(), FieldValue.of(file.id().substring(0, slash)));
    }
    return facts;
  }

  private boolean refuse(String id, Path path, Reason reason, String message) throws IOException {
    store.refuse(new Refusal(id, path.toString(), root, reason, message, Instant.now()));
    counters.refused(reason);
    return true;
  }
}
