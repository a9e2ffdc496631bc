package dev.eidetic.engine.storage;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.store.AlreadyClosedException;
import org.jspecify.annotations.Nullable;

/// The reader that snapshots of a store share, and when it is opened anew.
///
/// Any number of threads may search while one writes: opening anew what has been written takes tens
/// of milliseconds, so it happens in the background unless somebody must see it ([Freshness]).
final class CurrentReader implements Closeable {

  private static final Duration RENEWED_AFTER = Duration.ofSeconds(1);

  private final Freshness freshness = new Freshness(RENEWED_AFTER);
  private final ReentrantLock renewing = new ReentrantLock();
  private DirectoryReader reader;
  private boolean isClosed;

  CurrentReader(DirectoryReader reader) {
    this.reader = reader;
  }

  Freshness freshness() {
    return freshness;
  }

  /// @return to be given back by `decRef`
  synchronized DirectoryReader borrowed() {
    reader.incRef();
    return reader;
  }

  /// Takes another reader, which will be closed with this.
  synchronized void replace(DirectoryReader other) throws IOException {
    reader.close();
    reader = other;
  }

  /// Opens what was committed since.
  ///
  /// @return whether that is something new
  synchronized boolean renew() throws IOException {
    var newer = DirectoryReader.openIfChanged(reader);
    if (newer != null) {
      replace(newer);
    }
    return newer != null;
  }

  /// Opens what a writer has written, committed or not. Nobody who borrows waits for that.
  void renew(IndexWriter writer) throws IOException {
    renewing.lock();
    try {
      exchange(writer);
    } finally {
      renewing.unlock();
    }
  }

  /// The same if the calling thread must see it; else in the background, if the last time was a
  /// while ago.
  void renewIfDue(IndexWriter writer) throws IOException {
    if (freshness.isDue()) {
      renewing.lock();
      try {
        if (freshness.isDue()) { // else another thread has done it
          exchange(writer);
        }
      } finally {
        renewing.unlock();
      }
    } else if (freshness.isStale() && !renewing.isLocked()) {
      Thread.ofPlatform().daemon().name("eidetic-renewal").start(() -> renewAside(writer));
    }
  }

  private void renewAside(IndexWriter writer) {
    if (!renewing.tryLock()) {
      return;
    }
    try {
      exchange(writer);
    } catch (IOException | AlreadyClosedException e) {
      // Whoever writes or opens next learns of it.
      System.getLogger(CurrentReader.class.getName())
          .log(System.Logger.Level.DEBUG, "nothing was opened anew", e);
    } finally {
      renewing.unlock();
    }
  }

  private void exchange(IndexWriter writer) throws IOException {
    var old = borrowed();
    try {
      long written = freshness.writtenNow();
      exchange(old, DirectoryReader.openIfChanged(old, writer), written);
    } finally {
      old.decRef();
    }
  }

  private synchronized void exchange(
      DirectoryReader old, @Nullable DirectoryReader newer, long written) throws IOException {
    if (isClosed || !reader.equals(old)) { // somebody was faster, or the writer was given up
      if (newer != null) {
        newer.close();
      }
      return;
    }
    if (newer != null) {
      replace(newer);
    }
    freshness.opened(written);
  }

  /// Waits for what is being opened.
  @Override
  public void close() throws IOException {
    renewing.lock();
    try {
      synchronized (this) {
        isClosed = true;
        reader.close();
      }
    } finally {
      renewing.unlock();
    }
  }
}
