package dev.eidetic.engine.ingest;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.engine.metadata.MetadataTable;
import java.time.Duration;

/// How a run of ingest works.
///
/// @param workers threads that decode and encode, 1 to 1,024
/// @param prunes true to remove the items of the same root whose files are gone
/// @param saveEvery how often what is written is made to survive a crash, at least 100 ms
/// @param metadata the user's own fields by id or path
public record IngestOptions(
    int workers, boolean prunes, Duration saveEvery, MetadataTable metadata) {

  public IngestOptions {
    require(1 <= workers && workers <= 1024, "workers is %d; it must be 1 to 1024", workers);
    require(saveEvery.toMillis() >= 100, "saveEvery is %s; it must be at least 100 ms", saveEvery);
  }

  /// One worker per processor, no pruning, saved every five seconds, no metadata.
  public static IngestOptions standard() {
    return new IngestOptions(
        Runtime.getRuntime().availableProcessors(),
        false,
        Duration.ofSeconds(5),
        MetadataTable.none());
  }

  /// The same with another number of workers.
  public IngestOptions workers(int threads) {
    return new IngestOptions(threads, prunes, saveEvery, metadata);
  }

  /// The same with or without pruning.
  public IngestOptions prunes(boolean yes) {
    return new IngestOptions(workers, yes, saveEvery, metadata);
  }

  /// The same with another interval between saves.
  public IngestOptions saveEvery(Duration interval) {
    return new IngestOptions(workers, prunes, interval, metadata);
  }

  /// The same with the user's own fields.
  public IngestOptions metadata(MetadataTable table) {
    return new IngestOptions(workers, prunes, saveEvery, table);
  }
}
