package dev.eidetic.server.collections;

import dev.eidetic.engine.Collection;
import dev.eidetic.engine.EngineException.NotFoundException;
import dev.eidetic.engine.Item;
import dev.eidetic.engine.fields.BuiltInField;
import dev.eidetic.engine.opening.OpenCollection;
import dev.eidetic.server.metrics.ServerMetrics;
import dev.eidetic.server.metrics.Stage;
import dev.eidetic.server.problems.ProblemException;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;

/// One collection under its name. Whoever works with it holds a [Use], so that it is not closed
/// under him. Safe for many threads.
public final class ServedCollection {

  private static final String UPLOADS = "files";
  private static final int STRIPES = 64;

  private final List<Object> stripes = Stream.generate(Object::new).limit(STRIPES).toList();

  private final String name;
  private final OpenCollection opened;
  private final ServerMetrics metrics;
  private final boolean isOurs;
  private final UploadStore uploads;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private boolean isClosed;

  /// @param isOurs true if it lies in the server's own folder and may be deleted
  ServedCollection(String name, OpenCollection opened, boolean isOurs, ServerMetrics metrics) {
    this.name = name;
    this.metrics = metrics;
    this.opened = opened;
    this.isOurs = isOurs;
    this.uploads = new UploadStore(opened.collection().folder().resolve(UPLOADS));
  }

  public String name() {
    return name;
  }

  /// True if it may be deleted.
  public boolean isOurs() {
    return isOurs;
  }

  /// Holds the collection open until it is closed, by the same thread.
  public final class Use implements AutoCloseable {

    private Use() {}

    /// What the collection is called here.
    public String name() {
      return name;
    }

    public Collection collection() {
      return opened.collection();
    }

    public OpenCollection opened() {
      return opened;
    }

    public UploadStore uploads() {
      return uploads;
    }

    /// What whoever looks at an item and then writes it holds meanwhile.
    public Object lockOf(String id) {
      return stripes.get(Math.floorMod(id.hashCode(), STRIPES));
    }

    /// Writes and commits: when this returns, what was written survives a crash.
    ///
    /// @throws IOException if it could not be saved; the collection is as it was
    public void save(Writing writing) throws Exception {
      long before = opened.collection().rollbacks();
      writing.run();
      metrics.time(
          Stage.COMMIT,
          () -> {
            opened.collection().commit();
            return before;
          });
      if (opened.collection().rollbacks() != before) {
        throw ProblemException.overloaded(
            "another write failed and took this one with it; nothing of it was saved");
      }
    }

    /// Deletes the uploaded file of an item that is gone, unless another item is of the same file.
    public void dropFile(Item item) throws IOException {
      var sha256 = item.field(BuiltInField.SHA256.label());
      if (sha256.isPresent()) {
        dropFile(path(item), sha256.get().display());
      }
    }

    /// Deletes an uploaded file, unless an item is of it.
    public void dropFile(Optional<Path> file, String sha256) throws IOException {
      if (file.isPresent()) {
        uploads.drop(
            file.get(),
            () -> {
              try (var now = opened.collection().snapshot()) {
                return now.count("sha256:" + sha256) > 0;
              }
            });
      }
    }

    @Override
    public void close() {
      lock.readLock().unlock();
    }
  }

  /// What [Use#save] does.
  @FunctionalInterface
  public interface Writing {

    void run() throws Exception;
  }

  private static Optional<Path> path(Item item) {
    try {
      return Optional.of(Path.of(item.path()));
    } catch (InvalidPathException _) { // an address on the web
      return Optional.empty();
    }
  }

  /// @throws NotFoundException if it has been deleted meanwhile
  public Use use() {
    lock.readLock().lock();
    if (isClosed) {
      lock.readLock().unlock();
      throw new NotFoundException("collection \"%s\" does not exist".formatted(name));
    }
    return new Use();
  }

  /// Waits until nobody uses it, and closes it.
  ///
  /// @return false if it was still in use after the patience
  boolean close(Duration patience) throws IOException, InterruptedException {
    if (!lock.writeLock().tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      return false;
    }
    try {
      if (!isClosed) {
        isClosed = true;
        opened.close();
      }
      return true;
    } finally {
      lock.writeLock().unlock();
    }
  }

  Path folder() {
    return opened.collection().folder();
  }
}
