package dev.eidetic.engine;

import dev.eidetic.encode.EmbeddingSpace;
import dev.eidetic.encode.ImageEncoder;
import dev.eidetic.encode.image.DecodedImage;
import dev.eidetic.encode.image.ImageDecoder;
import dev.eidetic.encode.image.ImageRefusedException;
import dev.eidetic.engine.EngineException.BusyException;
import dev.eidetic.engine.EngineException.ConflictException;
import dev.eidetic.engine.EngineException.NotFoundException;
import dev.eidetic.engine.fields.FieldValue;
import dev.eidetic.engine.fields.FilterParser;
import dev.eidetic.engine.ingest.ImagePreparer;
import dev.eidetic.engine.ingest.ImageSource;
import dev.eidetic.engine.ingest.Ingest;
import dev.eidetic.engine.ingest.IngestListener;
import dev.eidetic.engine.ingest.IngestOptions;
import dev.eidetic.engine.ingest.IngestReport;
import dev.eidetic.engine.relevance.CurrentMatchModel;
import dev.eidetic.engine.relevance.MatchModel;
import dev.eidetic.engine.storage.ItemStore;
import dev.eidetic.engine.storage.ItemStores;
import dev.eidetic.engine.tuning.CurrentTuning;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Images that are searched by what they look like: a folder on disk, and an encoder that makes the
/// vectors.
///
/// One process at a time writes, any number read; nothing is locked until the first write. What is
/// written shows at once in this process, survives a crash after [#commit], and shows in other
/// processes then. Any number of threads may use a collection.
public final class Collection implements AutoCloseable {

  private final Path folder;
  private final ItemStore store;
  private final @Nullable ImageEncoder encoder;
  private final ImageDecoder decoder;
  private final CurrentMatchModel matches;
  private final CurrentTuning tuning;

  private Collection(
      Path folder, ItemStore store, @Nullable ImageEncoder encoder, ImageDecoder decoder) {
    this.folder = folder;
    this.store = store;
    this.encoder = encoder;
    this.decoder = decoder;
    this.matches = new CurrentMatchModel(folder);
    this.tuning = new CurrentTuning(folder);
  }

  /// True when the folder holds a collection.
  public static boolean exists(Path folder) throws IOException {
    return ItemStores.exists(folder);
  }

  /// The space of the collection in a folder, to find the encoder that opens it.
  ///
  /// @throws NotFoundException if the folder holds none
  public static EmbeddingSpace spaceOf(Path folder) throws IOException {
    try (var store = ItemStores.open(folder)) {
      return store.space();
    }
  }

  /// Makes an empty collection.
  ///
  /// @param folder made if it does not exist
  /// @param encoder whose space the collection is of; stays the caller's to close
  /// @throws ConflictException if the folder holds a collection already
  public static Collection create(Path folder, ImageEncoder encoder, ImageDecoder decoder)
      throws IOException {
    return new Collection(folder, ItemStores.create(folder, encoder.space()), encoder, decoder);
  }

  /// Opens a collection with the encoder it was made with.
  ///
  /// @param encoder stays the caller's to close
  /// @throws NotFoundException if the folder holds none
  /// @throws ConflictException if the encoder is of another space
  public static Collection open(Path folder, ImageEncoder encoder, ImageDecoder decoder)
      throws IOException {
    var store = ItemStores.open(folder);
    if (!store.space().isSameAs(encoder.space())) {
      try (store) {
        throw new ConflictException(
            "collection %s holds vectors of %s; the encoder makes vectors of %s: they cannot be compared. Use the first encoder, index into another collection, or give this one the other vectors: eidetic migrate --to MODEL"
                .formatted(folder, store.space(), encoder.space()));
      }
    }
    return new Collection(folder, store, encoder, decoder);
  }

  /// Opens a collection for what needs no encoder: looking up, filtering, searching by id or
  /// vector, changing fields, deleting.
  ///
  /// @throws NotFoundException if the folder holds none
  public static Collection open(Path folder) throws IOException {
    return new Collection(folder, ItemStores.open(folder), null, Collection::refuseToDecode);
  }

  public Path folder() {
    return folder;
  }

  /// Which vectors it holds.
  public EmbeddingSpace space() {
    return store.space();
  }

  /// When it was made.
  public Instant created() {
    return store.created();
  }

  /// The collection as it is now, unchanging until closed: all that this thread has written, and
  /// all that was committed. What other threads have written and not committed is there after a
  /// second at most; so searches need not wait for those who write.
  public Snapshot snapshot() throws IOException {
    return new Snapshot(folder.toString(), store.space(), store.recent(), encoder, matches, tuning);
  }

  /// What was learned of its scores, if anything was; [MatchModelLearner] learns it.
  ///
  /// @throws IOException if it is damaged
  public Optional<MatchModel> matchModel() throws IOException {
    return matches.get();
  }

  /// Finds the items nearest to the examples; see [Snapshot#search].
  public List<Hit> search(SearchRequest request) throws IOException {
    try (var now = snapshot()) {
      return now.search(request);
    }
  }

  /// The same, and how it was done; see [Snapshot#explain].
  public ExplainedHits explain(SearchRequest request) throws IOException {
    try (var now = snapshot()) {
      return now.explain(request);
    }
  }

  /// The item of an id, if it exists.
  public Optional<Item> get(String id) throws IOException {
    try (var now = snapshot()) {
      return now.get(id);
    }
  }

  /// Adds one image.
  ///
  /// @throws ImageRefusedException if it cannot or must not be decoded
  /// @throws ConflictException if the id exists already; see [#put]
  public Item add(NewImage image) throws IOException, ImageRefusedException {
    if (get(image.id()).isPresent()) {
      throw new ConflictException(
          "item \"%s\" is in collection %s already; put replaces it".formatted(image.id(), folder));
    }
    return put(image);
  }

  /// Adds one image, or replaces the item of its id.
  ///
  /// @throws ImageRefusedException if it cannot or must not be decoded; an item of its id stays
  public Item put(NewImage image) throws IOException, ImageRefusedException {
    var using = encoder();
    var prepared =
        new ImagePreparer(decoder, using.wantedSide())
            .prepare(image.id(), image.path(), "", image.file(), image.fields());
    store.extendSchema(FieldTypes.of(image.fields(), store.schema()));
    var vector = using.encode(List.of(prepared.pixels())).getFirst();
    store.put(prepared.item(), vector);
    return prepared.item();
  }

  /// Adds all images of a source; files that are in the collection as they are get skipped, refused
  /// ones are recorded and never fatal.
  ///
  /// @throws BusyException if another process writes
  /// @throws IOException if the disk fails; everything saved before is intact
  /// @throws InterruptedException if the calling thread is interrupted; what was written is saved
  public IngestReport addAll(ImageSource source, IngestOptions options, IngestListener listener)
      throws IOException, InterruptedException {
    return new Ingest(store, encoder(), decoder, source, options).run(listener);
  }

  /// Changes fields of an item and keeps its vector.
  ///
  /// @param fields the new values by name; other fields stay
  /// @throws NotFoundException if the item does not exist
  /// @throws ConflictException if a field is of another type here
  public Item update(String id, Map<String, FieldValue> fields) throws IOException {
    try (var now = store.snapshot()) {
      var item = now.get(id);
      var vector = now.vector(id);
      if (item.isEmpty() || vector.isEmpty()) {
        throw new NotFoundException("item \"%s\" is not in collection %s".formatted(id, folder));
      }
      var updated = item.get().with(fields);
      store.extendSchema(FieldTypes.of(fields, store.schema()));
      store.put(updated, vector.get());
      return updated;
    }
  }

  /// Deletes an item.
  ///
  /// @return false if it did not exist
  public boolean delete(String id) throws IOException {
    boolean exists = get(id).isPresent();
    if (exists) {
      store.remove(id);
    }
    return exists;
  }

  /// Deletes all items that pass a filter.
  ///
  /// @param where in the syntax of [FilterParser]; blank is refused, for it would delete everything
  /// @return how many passed
  public int deleteWhere(String where) throws IOException {
    if (where.isBlank()) {
      throw new IllegalArgumentException(
          "the filter is blank and would delete everything; say so with *:*");
    }
    try (var now = store.snapshot()) {
      var filter = new FilterParser(now.schema()).parse(where);
      int passing = now.count(Optional.of(filter));
      store.removeMatching(filter);
      return passing;
    }
  }

  /// Makes everything written so far survive a crash, and shows it to other processes.
  public void commit() throws IOException {
    store.commit();
  }

  /// Merges everything into one segment, which is searched fastest, frees the space of deleted
  /// items and saves. Takes as long as building an index of all vectors, and meanwhile up to the
  /// size of the collection on the disk.
  public void compact() throws IOException {
    store.compact();
  }

  /// How often writes were lost before they were committed, as after a full disk: between two equal
  /// answers, a [#commit] has saved all that was written.
  public long rollbacks() {
    return store.rollbacks();
  }

  private ImageEncoder encoder() {
    if (encoder == null) {
      throw new IllegalStateException(
          "collection %s was opened without an encoder; open it with one to add pictures"
              .formatted(folder));
    }
    return encoder;
  }

  private static DecodedImage refuseToDecode(byte[] file, int wantedSide) {
    throw new IllegalStateException("a collection opened without an encoder decodes nothing");
  }

  /// Commits and releases the folder; the encoder stays open.
  @Override
  public void close() throws IOException {
    store.close();
  }
}
