package dev.eidetic.evaluate.pickle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads the plain data in a pickle: dicts, lists, tuples, strings, bytes, numbers, truth values,
/// None, and NumPy's arrays, scalars and strings. Protocols 0 to 4.
///
/// Nothing in the file is run and no class is looked up. What is not plain data, too large, too
/// deep or contains itself is refused with a [PickleException]. Heap is bounded by the limits.
public final class PickleReader {

  private final PickleLimits limits;

  public PickleReader() {
    this(PickleLimits.DEFAULT);
  }

  public PickleReader(PickleLimits limits) {
    this.limits = limits;
  }

  /// @throws PickleException if the content is refused, naming the file
  /// @throws IOException if the file cannot be read
  public PickledValue read(Path file) throws IOException {
    long size = Files.size(file);
    if (size > limits.maxBytes()) {
      throw new PickleException(
          file.toString(),
          new PickleException(
              0, "the file", "it has %d bytes; at most %d are read", size, limits.maxBytes()));
    }
    try {
      return read(Files.readAllBytes(file));
    } catch (PickleException e) {
      throw new PickleException(file.toString(), e);
    }
  }

  /// @param pickle one pickle; bytes after its end are ignored, as Python does
  /// @throws PickleException if the content is refused
  public PickledValue read(byte[] pickle) throws PickleException {
    if (pickle.length > limits.maxBytes()) {
      throw new PickleException(
          0, "the file", "it has %d bytes; at most %d are read", pickle.length, limits.maxBytes());
    }
    return new PickleMachine(pickle, limits).run();
  }
}
