package dev.eidetic.engine.opening;

import dev.eidetic.encode.ImageEncoder;
import dev.eidetic.encode.image.ImageDecoder;
import dev.eidetic.engine.Collection;
import java.io.IOException;

/// A collection with what it was opened with; closing it closes the encoder, too.
public record OpenCollection(Collection collection, ImageEncoder encoder, ImageDecoder decoder)
    implements AutoCloseable {

  @Override
  public void close() throws IOException {
    try (encoder) {
      collection.close();
    }
  }
}
