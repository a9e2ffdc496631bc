package dev.eidetic.train.torch;

import static dev.eidetic.vectors.Preconditions.require;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;

/// libtorch's native code.
public final class LibTorch {

  private LibTorch() {}

  /// Loads libtorch, which takes seconds the first time, and says how many threads the calling
  /// thread's operations use; other threads keep their own number.
  ///
  /// @param threads at least 1; more than there are idle cores makes everything slower
  /// @throws IllegalStateException if it cannot be loaded on this machine
  public static void use(int threads) {
    require(threads >= 1, "threads is %d; it must be at least 1", threads);
    try {
      Loader.load(torch.class);
    } catch (LinkageError e) {
      throw new IllegalStateException(
          "libtorch cannot be loaded on %s %s; the jars of org.bytedeco:pytorch for it must be on the"
                  .formatted(System.getProperty("os.name"), System.getProperty("os.arch"))
              + " class path (there are none for Linux on ARM or macOS on Intel)",
          e);
    }
    torch.set_num_threads(threads);
  }
}
