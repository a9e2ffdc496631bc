package dev.eidetic.benchmarks.server;

import dev.eidetic.encode.classic.ClassicEncoder;
import dev.eidetic.encode.image.DecodeLimits;
import dev.eidetic.encode.image.ImageDecoders;
import dev.eidetic.encode.image.ImageRefusedException;
import dev.eidetic.engine.Collection;
import dev.eidetic.engine.NewImage;
import dev.eidetic.testkit.TestPictures;
import java.io.IOException;
import java.nio.file.Path;

/// A collection of many small drawn pictures, made once and kept.
final class LoadCollection {

  private LoadCollection() {}

  /// Fills a collection up to a number of items; what is there already stays.
  static void prepare(Path folder, int items) throws IOException, ImageRefusedException {
    var decoder = ImageDecoders.standard(DecodeLimits.DEFAULT);
    try (var encoder = new ClassicEncoder();
        var collection =
            Collection.exists(folder)
                ? Collection.open(folder, encoder, decoder)
                : Collection.create(folder, encoder, decoder)) {
      int size;
      try (var now = collection.snapshot()) {
        size = now.size();
      }
      for (int i = size; i < items; i++) {
        collection.put(NewImage.of("item-" + i, TestPictures.file(i, 64, 48, "png")));
      }
    }
  }

  /// Photograph-like uploads of 640 x 480 pixels, JPEG.
  static byte[][] queries(int count) {
    var queries = new byte[count][];
    for (int i = 0; i < count; i++) {
      queries[i] = TestPictures.file(1_000_000L + i, 640, 480, "jpg");
    }
    return queries;
  }
}
