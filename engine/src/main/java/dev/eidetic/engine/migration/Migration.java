package dev.eidetic.engine.migration;

import dev.eidetic.encode.EmbeddingSpace;
import dev.eidetic.encode.ImageEncoder;
import dev.eidetic.encode.image.ImageDecoder;
import dev.eidetic.engine.EngineException.BusyException;
import dev.eidetic.engine.EngineException.ConflictException;
import dev.eidetic.engine.opening.EncoderNote;
import dev.eidetic.engine.relevance.MatchModelFile;
import dev.eidetic.engine.storage.Generation;
import dev.eidetic.engine.storage.ItemStore;
import dev.eidetic.engine.storage.ItemStores;
import dev.eidetic.engine.tuning.TunedSearch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Gives a collection vectors of another encoder, made from the pictures' files again.
///
/// The new vectors grow in an index of their own beside the one that counts, which goes on to be
/// searched and written meanwhile; what is written is caught up with. At last, under the lock for
/// writing, the new index is made to count in one step. The former one is kept, so that all can be
/// undone, until [#finish]. A migration that was stopped goes on where it was. Belongs to one
/// thread.
public final class Migration {

  /// After so many passes over what changed meanwhile, the last is made under the lock.
  private static final int MOST_PASSES = 5;

  /// So few changes are made under the lock.
  private static final int FEW = 100;

  private final Path collection;
  private final ImageDecoder decoder;
  private final int threads;
  private final MigrationListener listener;

  /// @param collection its folder
  /// @param threads that decode and encode, at least 1
  public Migration(Path collection, ImageDecoder decoder, int threads, MigrationListener listener) {
    this.collection = collection;
    this.decoder = decoder;
    this.threads = threads;
    this.listener = listener;
  }

  /// The vectors that can be gone back to, if they are kept.
  public static Optional<EmbeddingSpace> former(Path collection) throws IOException {
    return Generation.former(collection).isPresent() ? other(collection) : Optional.empty();
  }

  /// The vectors of a migration that was stopped, if there is one.
  public static Optional<EmbeddingSpace> unfinished(Path collection) throws IOException {
    return Generation.former(collection).isPresent() ? Optional.empty() : other(collection);
  }

  /// Where the encoder of the vectors that do not count was, if that is known.
  public static Optional<String> otherEncoder(Path collection) throws IOException {
    return EncoderNote.read(collection, Generation.current(collection).other());
  }

  private static Optional<EmbeddingSpace> other(Path collection) throws IOException {
    var store = ItemStores.openOther(collection);
    if (store.isEmpty()) {
      return Optional.empty();
    }
    try (var opened = store.get()) {
      return Optional.of(opened.space());
    }
  }

  /// Migrates, or goes on with it, or back to the vectors before the last migration.
  ///
  /// @param encoder of the new vectors; stays the caller's to close
  /// @param reference where the encoder was found, to be noted
  /// @param leavesOut whether items whose picture cannot be had any more are left out; else the new
  ///   vectors do not count until there are none
  /// @throws ConflictException if the collection has vectors of that encoder already, or keeps
  ///   others beside them
  /// @throws BusyException if somebody else writes when the new vectors are to count
  public MigrationReport run(ImageEncoder encoder, String reference, boolean leavesOut)
      throws IOException {
    try (var current = ItemStores.open(collection)) {
      if (current.space().isSameAs(encoder.space())) {
        throw new ConflictException(
            "collection %s has vectors of %s already".formatted(collection, current.space()));
      }
      try (var next = next(current, encoder.space())) {
        var reencoding = new Reencoding(next, encoder, decoder, threads, listener);
        catchUp(current, reencoding);
        return makeCurrent(current, next, reencoding, reference, leavesOut);
      }
    }
  }

  private ItemStore next(ItemStore current, EmbeddingSpace space) throws IOException {
    var begun = ItemStores.openOther(collection);
    if (begun.isEmpty()) {
      return ItemStores.createOther(current, space);
    }
    if (!begun.get().space().isSameAs(space)) {
      try (var other = begun.get()) {
        throw new ConflictException(
            "collection %s keeps vectors of %s beside its own; go back to them (--undo) or give them up (--finish) first"
                .formatted(collection, other.space()));
      }
    }
    return begun.get();
  }

  private void catchUp(ItemStore current, Reencoding reencoding) throws IOException {
    for (int pass = 1; pass <= MOST_PASSES; pass++) {
      try (var now = current.snapshot()) {
        var done = reencoding.run(now);
        if (done.changes() - done.missing().size() <= FEW) {
          return;
        }
      }
    }
  }

  private MigrationReport makeCurrent(
      ItemStore current, ItemStore next, Reencoding reencoding, String reference, boolean leavesOut)
      throws IOException {
    current.lockForWriting();
    Reencoding.Pass last;
    try (var now = current.snapshot()) {
      last = reencoding.run(now);
    }
    boolean isSwitched = last.missing().isEmpty() || leavesOut;
    if (isSwitched) {
      var generation = Generation.current(collection).other();
      EncoderNote.write(collection, generation, reference);
      generation.makeCurrent(collection);
    }
    try (var now = next.snapshot()) {
      return new MigrationReport(isSwitched, now.size(), reencoding.encoded(), last.missing());
    }
  }

  /// Gives up the vectors that do not count: the former ones, or those of a migration that was
  /// stopped.
  ///
  /// @return bytes that were freed; 0 if there was nothing
  /// @throws BusyException if they are being written
  public static long finish(Path collection) throws IOException {
    var other = Generation.current(collection).other();
    var kept = ItemStores.openOther(collection);
    if (kept.isPresent()) {
      try (var store = kept.get()) {
        store.lockForWriting(); // is refused while a migration runs
      }
    }
    Generation.forgetFormer(collection);
    long bytes = delete(other.index(collection));
    for (String note : List.of(EncoderNote.FILE, MatchModelFile.NAME, TunedSearch.NAME)) {
      Files.deleteIfExists(other.file(collection, note));
    }
    return bytes;
  }

  private static long delete(Path folder) throws IOException {
    long bytes = 0;
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        bytes += Files.isRegularFile(file) ? Files.size(file) : 0;
        Files.delete(file);
      }
    } catch (NoSuchFileException _) { // there was none
    }
    return bytes;
  }
}
