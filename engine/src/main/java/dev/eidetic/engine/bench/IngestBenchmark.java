package dev.eidetic.engine.bench;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.encode.ImageEncoder;
import dev.eidetic.encode.image.ImageDecoder;
import dev.eidetic.engine.Collection;
import dev.eidetic.engine.Refusal.Reason;
import dev.eidetic.engine.ingest.FileListSource;
import dev.eidetic.engine.ingest.FolderSource;
import dev.eidetic.engine.ingest.ImageSource;
import dev.eidetic.engine.ingest.IngestListener;
import dev.eidetic.engine.ingest.IngestOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/// Compares the whole ingest with decode and encode alone, in one process: same files, decoder,
/// encoder, batches and number of workers; the rounds of both alternate, after a warm-up of each.
///
/// @param workers threads that decode and encode
/// @param perRound about how long one measurement of either kind takes
/// @param rounds measurements of each kind
public record IngestBenchmark(
    ImageEncoder encoder, ImageDecoder decoder, int workers, Duration perRound, int rounds) {

  private static final int MAX_WARM_UP_FILES = 20_000;

  public IngestBenchmark {
    require(1 <= workers && workers <= 1024, "workers is %d; it must be 1 to 1024", workers);
    require(perRound.toMillis() >= 100, "a round takes %s; it must take at least 100 ms", perRound);
    require(1 <= rounds && rounds <= 100, "rounds is %d; it must be 1 to 100", rounds);
  }

  /// Measures over the files of a folder, or over an even sample of them if they are many.
  ///
  /// @param progress hears a line about each measurement
  /// @throws IllegalArgumentException if the folder holds no image
  public IngestRates run(Path folder, Consumer<String> progress)
      throws IOException, InterruptedException {
    var all = files(folder);
    require(!all.isEmpty(), "folder %s holds no files", folder);
    var alone = new DecodeAndEncode(encoder, decoder, workers);
    progress.accept("warming up on %,d files".formatted(all.size()));
    double roughRate = alone.rate(sample(all, Math.min(all.size(), MAX_WARM_UP_FILES)), perRound);
    require(roughRate > 0, "folder %s holds no image that can be decoded", folder);
    long affordable = Math.round(roughRate * perRound.toMillis() / 1000);
    int leastForAll = workers * encoder.preferredBatch();
    var files = sample(all, (int) Math.min(all.size(), Math.max(affordable, leastForAll)));
    ingestRate(folder, files);
    var aloneRates = new ArrayList<Double>();
    var ingestRates = new ArrayList<Double>();
    for (int round = 1; round <= rounds; round++) {
      aloneRates.add(alone.rate(files, Duration.ofDays(1)));
      ingestRates.add(ingestRate(folder, files));
      progress.accept(
          "round %d of %d: decode and encode alone %.1f images/s, ingest %.1f images/s"
              .formatted(round, rounds, aloneRates.getLast(), ingestRates.getLast()));
    }
    var runtime = Runtime.getRuntime();
    runtime.gc();
    long heap = runtime.totalMemory() - runtime.freeMemory();
    return new IngestRates(files.size(), aloneRates, ingestRates, heap, runtime.maxMemory());
  }

  private double ingestRate(Path folder, List<Path> files)
      throws IOException, InterruptedException {
    var temporary = Files.createTempDirectory("eidetic-bench");
    try (var collection = Collection.create(temporary.resolve("c"), encoder, decoder)) {
      var options = IngestOptions.standard().workers(workers);
      var source = new FileListSource(folder, files);
      var report = collection.addAll(source, options, IngestListener.silent());
      return 1e9 * report.progress().done() / report.time().toNanos();
    } finally {
      delete(temporary);
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    var files = new ArrayList<Path>();
    new FolderSource(folder)
        .forEach(
            new ImageSource.Visitor() {
              @Override
              public boolean file(ImageSource.SourceFile file) {
                return files.add(file.path());
              }

              @Override
              public boolean unreadable(String id, Path path, Reason reason, String message) {
                return true; // measured is what can be read
              }
            });
    return files;
  }

  /// Evenly spread over the list, in its order.
  private static List<Path> sample(List<Path> all, int count) {
    var chosen = new ArrayList<Path>(count);
    for (int i = 0; i < count; i++) {
      chosen.add(all.get((int) ((long) i * all.size() / count)));
    }
    return chosen;
  }

  private static void delete(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
