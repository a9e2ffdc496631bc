package dev.eidetic.benchmarks.comparison;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.encode.image.DecodedImage;
import dev.eidetic.encode.image.ImageFormat;
import dev.eidetic.encode.image.ImageRefusedException;
import dev.eidetic.encode.image.Pixels;
import dev.eidetic.engine.Collection;
import dev.eidetic.engine.Example;
import dev.eidetic.engine.NewImage;
import dev.eidetic.engine.Precision;
import dev.eidetic.engine.SearchRequest;
import dev.eidetic.engine.Snapshot;
import dev.eidetic.engine.bench.index.EffortText;
import dev.eidetic.index.Metric;
import dev.eidetic.vectors.VectorSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;

/// A whole collection: hits are items with their fields. Its pictures are single pixels, and its
/// encoder hands out the vectors of the data, one after the other. Index: `auto`; search:
/// `beam=64`. Only for cosines.
final class CollectionContestant implements Contestant {

  private final ComparisonData data;
  private final Path folder;
  private final Collection collection;
  private Snapshot snapshot;

  CollectionContestant(ComparisonData data) throws IOException {
    require(
        data.metric() == Metric.COSINE,
        "collections compare by cosines; run the comparison with --metric cosine");
    this.data = data;
    this.folder = Files.createTempDirectory("collection");
    this.collection =
        Collection.create(
            folder, nextVectors(data.prepared(data.base())), CollectionContestant::pixel);
    this.snapshot = collection.snapshot();
  }

  private static DecodedImage pixel(byte[] file, int wantedSide) {
    return new DecodedImage(Pixels.of(1, 1, new byte[3]), ImageFormat.PNG, 1, 1, false);
  }

  @Override
  public Built build() throws IOException {
    var stopwatch = new BuildStopwatch();
    for (int i = 0; i < data.base().count(); i++) {
      try {
        collection.put(NewImage.of(Integer.toString(i), new byte[1]));
      } catch (ImageRefusedException e) {
        throw new IllegalStateException(e);
      }
    }
    collection.commit();
    snapshot.close();
    snapshot = collection.snapshot();
    try (var files = Files.walk(folder)) {
      return stopwatch.built(files.mapToLong(file -> file.toFile().length()).sum());
    }
  }

  @Override
  public Pass search(int count, String settings) throws IOException {
    var precision = new Precision.Effort(EffortText.parse(settings));
    return Passes.of(
        data.prepared(data.queries()),
        query -> {
          var request = SearchRequest.like(new Example.Vector(query)).count(count).with(precision);
          return snapshot.search(request).stream()
              .mapToLong(hit -> Long.parseLong(hit.item().id()))
              .toArray();
        });
  }

  @Override
  public void close() throws IOException {
    snapshot.close();
    collection.close();
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /// Gives the vectors of a source one after the other, whatever the pictures are.
  private static GivenVectors nextVectors(VectorSource source) {
    var next = new AtomicInteger();
    return GivenVectors.of(
        source.dimension(),
        _ -> {
          var vector = new float[source.dimension()];
          source.copy(next.getAndIncrement(), 1, vector, 0);
          return vector;
        });
  }
}
