package dev.eidetic.server.collections;

import dev.eidetic.engine.ingest.ImagePreparer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/// Uploaded image files, each under the SHA-256 of its content: what a client calls a file never
/// becomes a path. Safe for many threads.
public final class UploadStore {

  private final Path folder;
  private final Map<String, Integer> held = new HashMap<>();

  /// @param folder made when the first file comes
  UploadStore(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /// A file that is there, and is not dropped before this is closed.
  public final class Kept implements AutoCloseable {

    private final String sha256;

    private Kept(String sha256) {
      this.sha256 = sha256;
    }

    public Path path() {
      return place(sha256);
    }

    @Override
    public void close() {
      release(sha256);
    }
  }

  /// Keeps a file; on the disk, not only in its cache, when this returns.
  public Kept keep(byte[] content) throws IOException {
    String sha256 = ImagePreparer.sha256(content);
    hold(sha256);
    try {
      if (!Files.exists(place(sha256))) {
        write(place(sha256), content);
      }
      return new Kept(sha256);
    } catch (IOException | RuntimeException e) {
      release(sha256);
      throw e;
    }
  }

  private static void write(Path target, byte[] content) throws IOException {
    var parent = target.resolveSibling("");
    Files.createDirectories(parent);
    var part = Files.createTempFile(parent, ".", ".part");
    try {
      try (var channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
        var buffer = ByteBuffer.wrap(content);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(true);
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private synchronized void hold(String sha256) {
    held.merge(sha256, 1, Integer::sum);
  }

  private synchronized void release(String sha256) {
    held.compute(sha256, (_, count) -> count == null || count == 1 ? null : count - 1);
  }

  /// Removes a file that no item needs any more, if it is one of ours and nobody is just adding it
  /// again.
  ///
  /// @param needed asked while nobody can begin to add the file
  synchronized void drop(Path file, Needed needed) throws IOException {
    boolean isHeld = held.containsKey(String.valueOf(file.getFileName()));
    if (file.startsWith(folder) && !isHeld && !needed.isNeeded()) {
      Files.deleteIfExists(file);
    }
  }

  /// Tells whether an item is of a file.
  @FunctionalInterface
  interface Needed {

    boolean isNeeded() throws IOException;
  }

  /// Where a file of that content lies or would lie.
  public Path place(String sha256) {
    return folder.resolve(sha256.substring(0, 2)).resolve(sha256);
  }
}
