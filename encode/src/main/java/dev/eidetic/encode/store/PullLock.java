package dev.eidetic.encode.store;

import dev.eidetic.encode.store.ModelStoreException.Kind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// Keeps a second download, of this or another process, from writing the same parts.
///
/// The file stays when the lock is released: deleting it could take it from the next owner.
final class PullLock implements AutoCloseable {

  private final FileChannel channel;

  private PullLock(FileChannel channel) {
    this.channel = channel;
  }

  static PullLock take(Path file, ModelName name) throws IOException {
    var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() == null) {
        throw busy(name, null);
      }
      return new PullLock(channel);
    } catch (OverlappingFileLockException e) {
      channel.close();
      throw busy(name, e);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static ModelStoreException busy(ModelName name, @Nullable Exception cause) {
    var message = "model \"%s\" is being downloaded already; wait for that to end".formatted(name);
    return cause == null
        ? new ModelStoreException(Kind.ALREADY_THERE, message)
        : new ModelStoreException(Kind.ALREADY_THERE, message, cause);
  }
}
