package dev.eidetic.engine.ingest;

import java.util.ArrayDeque;
import java.util.Optional;

/// What waits between walking, reading and encoding: bounded in files and in bytes.
///
/// The bytes of a file count from the moment a reader takes it until its worker has decoded it. One
/// file may always go on, however large, so that the queue never stands still.
final class FileQueue {

  /// Larger files are refused: no image that people search for is, and two must fit into the heap.
  static final long MAX_FILE_BYTES = 96L << 20;

  private static final int MAX_WANTED = 1024;
  private static final int MAX_LOADED = 64;
  private static final long MAX_BYTES = 64L << 20;

  private final ArrayDeque<WantedFile> wanted = new ArrayDeque<>();
  private final ArrayDeque<LoadedFile> loaded = new ArrayDeque<>();
  private long bytesInFlight;
  private int filesInFlight;
  private int readersDone;
  private boolean isWalkDone;
  private boolean isReadingDone;
  private boolean isStopped;

  /// Waits for room.
  ///
  /// @return false if the run is being stopped
  synchronized boolean want(WantedFile file) throws InterruptedException {
    while (!isStopped && wanted.size() >= MAX_WANTED) {
      wait();
    }
    if (isStopped) {
      return false;
    }
    wanted.add(file);
    notifyAll();
    return true;
  }

  synchronized void noMoreFiles() {
    isWalkDone = true;
    notifyAll();
  }

  /// Waits for a file to read; empty when there are no more.
  synchronized Optional<WantedFile> nextFile() throws InterruptedException {
    while (!isStopped) {
      var next = wanted.peek();
      if (next == null && isWalkDone) {
        return Optional.empty();
      }
      if (next != null && hasRoomFor(next)) {
        wanted.remove();
        bytesInFlight += next.source().bytes();
        filesInFlight++;
        notifyAll();
        return Optional.of(next);
      }
      wait();
    }
    return Optional.empty();
  }

  private boolean hasRoomFor(WantedFile file) {
    return loaded.size() < MAX_LOADED
        && (filesInFlight == 0 || bytesInFlight + file.source().bytes() <= MAX_BYTES);
  }

  synchronized void offer(LoadedFile file) {
    loaded.add(file);
    notifyAll();
  }

  /// A file's bytes are no longer needed.
  synchronized void release(WantedFile file) {
    bytesInFlight -= file.source().bytes();
    filesInFlight--;
    notifyAll();
  }

  synchronized void readerIsDone(int readers) {
    readersDone++;
    isReadingDone = readersDone == readers;
    notifyAll();
  }

  /// Waits for a file to decode; empty when there are no more or the run is being stopped.
  synchronized Optional<LoadedFile> nextLoaded() throws InterruptedException {
    while (!isStopped && loaded.isEmpty() && !isReadingDone) {
      wait();
    }
    return isStopped ? Optional.empty() : Optional.ofNullable(loaded.poll());
  }

  synchronized boolean isStopped() {
    return isStopped;
  }

  /// Ends all waiting; what has not been taken is dropped.
  synchronized void stop() {
    isStopped = true;
    notifyAll();
  }
}
