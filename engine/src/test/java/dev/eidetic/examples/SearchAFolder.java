package dev.eidetic.examples;

import dev.eidetic.encode.builtin.SmallEncoder;
import dev.eidetic.encode.image.DecodeLimits;
import dev.eidetic.encode.image.ImageDecoders;
import dev.eidetic.encode.image.ImageRefusedException;
import dev.eidetic.engine.Collection;
import dev.eidetic.engine.Example;
import dev.eidetic.engine.SearchRequest;
import dev.eidetic.engine.ingest.FolderSource;
import dev.eidetic.engine.ingest.IngestListener;
import dev.eidetic.engine.ingest.IngestOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Indexes a folder and searches it by a picture; shown in the README.
final class SearchAFolder {

  private SearchAFolder() {}

  static void run(Path photos, Path collectionFolder, Path query, PrintStream out)
      throws IOException, InterruptedException, ImageRefusedException {
    // begin of the README's example
    var decoder = ImageDecoders.standard(DecodeLimits.DEFAULT);
    try (var encoder = SmallEncoder.open();
        var collection = Collection.create(collectionFolder, encoder, decoder)) {

      collection.addAll(
          new FolderSource(photos), IngestOptions.standard(), IngestListener.silent());

      var picture = decoder.decode(Files.readAllBytes(query), encoder.wantedSide()).pixels();
      var request =
          SearchRequest.like(new Example.Picture(picture)).where("width:[64 TO *]").count(5);
      for (var hit : collection.search(request)) {
        out.printf("%d  %.4f  %s%n", hit.rank(), hit.score(), hit.item().path());
      }
    }
    // end of the README's example
  }
}
