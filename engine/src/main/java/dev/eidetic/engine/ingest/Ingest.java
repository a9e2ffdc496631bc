package dev.eidetic.engine.ingest;

import dev.eidetic.encode.ImageEncoder;
import dev.eidetic.encode.image.ImageDecoder;
import dev.eidetic.engine.Refusal;
import dev.eidetic.engine.fields.Schema;
import dev.eidetic.engine.storage.ItemStore;
import dev.eidetic.engine.storage.StoreSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One run from a source into a collection: walk -> read -> decode and encode -> write.
///
/// One thread counts, one walks and decides what must be read, two read files ahead, the workers
/// decode, encode and write, and the caller's thread saves from time to time and reports. What
/// waits between them is bounded in files and bytes, so memory stays flat however many images there
/// are. No thread is ever interrupted: Lucene's files would be closed under it.
public final class Ingest {

  private static final int READERS = 2;
  private static final long TICK_MILLIS = 100;

  private final ItemStore store;
  private final IngestOptions options;
  private final ImageSource source;
  private final IngestCounters counters = new IngestCounters();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final FileQueue queue = new FileQueue();
  private final ImagePreparer preparer;
  private final ImageEncoder encoder;
  private long savedChanges;
  private long rollbacksBefore;

  public Ingest(
      ItemStore store,
      ImageEncoder encoder,
      ImageDecoder decoder,
      ImageSource source,
      IngestOptions options) {
    this.store = store;
    this.encoder = encoder;
    this.source = source;
    this.options = options;
    this.preparer = new ImagePreparer(decoder, encoder.wantedSide());
  }

  /// Runs to the end, or until the listener stops it or something fails.
  ///
  /// @throws IOException if the source or the collection fails; what was saved is intact
  /// @throws InterruptedException if the calling thread is interrupted; what was written is saved
  public IngestReport run(IngestListener listener) throws IOException, InterruptedException {
    var start = Instant.now();
    store.lockForWriting();
    rollbacksBefore = store.rollbacks();
    store.extendSchema(options.metadata().fields());
    boolean isComplete;
    try (var before = store.snapshot()) {
      isComplete = drive(before, listener);
    }
    rethrow();
    long pruned = 0;
    if (isComplete) {
      pruned = new Pruning(store, source.root(), start).run(options.prunes());
      store.commit();
    }
    listener.progress(counters.progress());
    return new IngestReport(
        counters.progress(),
        pruned,
        isComplete,
        counters.refusedBy(),
        isComplete ? options.metadata().unmatchedRows() : 0,
        Duration.between(start, Instant.now()));
  }

  private boolean drive(StoreSnapshot before, IngestListener listener)
      throws IOException, InterruptedException {
    var threads = start(before);
    boolean goesOn = true;
    try {
      var lastSave = Instant.now();
      for (var last = anyAlive(threads); last.isPresent(); last = anyAlive(threads)) {
        last.get().join(Duration.ofMillis(TICK_MILLIS));
        if (goesOn && !listener.progress(counters.progress())) {
          goesOn = false;
          queue.stop();
        }
        if (failure.get() == null
            && Duration.between(lastSave, Instant.now()).compareTo(options.saveEvery()) >= 0) {
          save();
          lastSave = Instant.now();
        }
      }
    } catch (IOException e) {
      fail(e);
    } finally {
      queue.stop(); // has no effect on a run that ended by itself
      joinAll(threads);
      if (failure.get() == null) {
        save();
      } else { // other threads may have gone on writing after the one that failed
        store.discardUncommitted();
      }
    }
    return goesOn;
  }

  private static Optional<Thread> anyAlive(List<Thread> threads) {
    return threads.reversed().stream().filter(Thread::isAlive).findFirst();
  }

  private List<Thread> start(StoreSnapshot before) {
    var schema = before.schema();
    var threads = new ArrayList<Thread>();
    threads.add(thread("count", this::count));
    threads.add(thread("walk", () -> walk(before, schema)));
    for (int i = 0; i < READERS; i++) {
      threads.add(thread("read-" + i, this::read));
    }
    for (int i = 0; i < options.workers(); i++) {
      threads.add(
          thread(
              "encode-" + i,
              () ->
                  new IngestWorker(queue, preparer, encoder, store, before, source.root(), counters)
                      .run()));
    }
    threads.forEach(Thread::start);
    return threads;
  }

  private interface Part {
    void run() throws IOException, InterruptedException;
  }

  private Thread thread(String name, Part part) {
    return Thread.ofPlatform()
        .name("ingest-" + name)
        .daemon()
        .unstarted(
            () -> {
              try {
                part.run();
              } catch (Throwable e) { // whatever it is, the run must end and report it
                fail(e);
              }
            });
  }

  /// Runs ahead of the walk, which waits for the encoder: so people soon see how much there is.
  private void count() throws IOException {
    source.forEach(
        new ImageSource.Visitor() {
          @Override
          public boolean file(ImageSource.SourceFile file) {
            counters.counted();
            return !queue.isStopped();
          }

          @Override
          public boolean unreadable(String id, Path path, Refusal.Reason reason, String message) {
            counters.counted();
            return !queue.isStopped();
          }
        });
    counters.countIsDone();
  }

  private void walk(StoreSnapshot before, Schema schema) throws IOException {
    try {
      source.forEach(
          new Decision(source.root(), before, schema, options.metadata(), store, queue, counters));
      counters.walkIsDone();
    } finally {
      queue.noMoreFiles();
    }
  }

  private void read() throws IOException, InterruptedException {
    try {
      for (var file = queue.nextFile(); file.isPresent(); file = queue.nextFile()) {
        var loaded = FileLoader.load(file.get());
        switch (loaded) {
          case FileLoader.Loaded(var bytes) -> queue.offer(new LoadedFile(file.get(), bytes));
          case FileLoader.Failed(var reason, String message) -> {
            var wanted = file.get();
            queue.release(wanted);
            store.refuse(wanted.refusal(source.root(), reason, message));
            counters.refused(reason);
          }
        }
      }
    } finally {
      queue.readerIsDone(READERS);
    }
  }

  private void save() throws IOException {
    long changes = counters.changes();
    if (changes != savedChanges) {
      store.commit();
      if (store.rollbacks() == rollbacksBefore) { // else a worker has failed and will soon say so
        savedChanges = changes;
        counters.saved(changes);
      }
    }
  }

  private void fail(Throwable e) {
    failure.compareAndSet(null, e);
    queue.stop();
  }

  private void rethrow() throws IOException {
    var cause = failure.get();
    if (cause == null) {
      return;
    }
    switch (cause) {
      case UncheckedIOException e -> throw e.getCause();
      case IOException e -> throw e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IOException("indexing was interrupted", e);
    }
  }

  private static void joinAll(List<Thread> threads) {
    boolean wasInterrupted = false;
    for (var thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException _) { // the threads are ending; wait for them all the same
          wasInterrupted = true;
        }
      }
    }
    if (wasInterrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
