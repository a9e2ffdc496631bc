package dev.eidetic.engine.localindex;

import dev.eidetic.encode.local.LocalFeatures;
import dev.eidetic.engine.EngineException.BusyException;
import dev.eidetic.engine.Snapshot;
import dev.eidetic.engine.fields.BuiltInField;
import dev.eidetic.engine.local.DescriptorSample;
import dev.eidetic.engine.local.PictureFeatures;
import dev.eidetic.engine.localindex.LocalIndexListener.Step;
import dev.eidetic.index.CorruptFileException;
import dev.eidetic.index.aggregated.AggregatedImage;
import dev.eidetic.index.aggregated.AggregatedIndex;
import dev.eidetic.index.aggregated.AggregationSettings;
import dev.eidetic.index.aggregated.Codebook;
import dev.eidetic.vectors.ParallelLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Brings a collection's [LocalIndex] up to date: pictures that it does not know are described in
/// its words. The words are learned from the collection's own pictures, and learned anew when it
/// has grown to four times what they were learned from, until there are as many as the settings
/// say. Belongs to one thread.
///
/// Saved every few hundred pictures. Local features are kept apart from it
/// ([dev.eidetic.engine.local.FeatureFolder]), so that no picture is read twice.
public final class LocalIndexUpdate {

  /// As published, with a quarter of the words: then a query takes a quarter of the time and finds
  /// as much (docs/reranking.md).
  public static final AggregationSettings SETTINGS = AggregationSettings.DEFAULT.withWords(16_384);

  /// Descriptors to learn words from; more take more than 128 MB.
  private static final int MOST_EXAMPLES = 16 * 16_384;

  private static final int GROWTH = 4;

  /// Described between one save and the next.
  private static final int BATCH = 512;

  private final Snapshot now;
  private final Path collection;
  private final PictureFeatures features;
  private final AggregationSettings settings;
  private final int threads;
  private final LocalIndexListener listener;
  private final AtomicInteger unreadable = new AtomicInteger();

  /// @param collection the folder of the snapshot's collection
  /// @param settings of the words; [#SETTINGS] unless there is reason
  /// @param threads at least 1
  public LocalIndexUpdate(
      Snapshot now,
      Path collection,
      PictureFeatures features,
      AggregationSettings settings,
      int threads,
      LocalIndexListener listener) {
    this.now = now;
    this.collection = collection;
    this.features = features;
    this.settings = settings;
    this.threads = threads;
    this.listener = listener;
  }

  /// @throws BusyException if another update of it is running
  public LocalIndexReport run() throws IOException {
    unreadable.set(0);
    var wanted = wanted();
    var present = open();
    if (present.map(LocalIndex::known).orElse(Set.of()).containsAll(wanted)) {
      return new LocalIndexReport(present, wanted.size(), 0, 0, false);
    }
    try (var folder = LocalIndexFolder.open(collection, features.kind())) {
      boolean isRelearned = isOutgrown(folder, wanted.size()) && learn(folder, wanted);
      int described = folder.current().isPresent() ? describe(folder, wanted) : 0;
      return new LocalIndexReport(
          folder.current(), wanted.size(), described, unreadable.get(), isRelearned);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /// The SHA-256 of all files, in their own order, which has nothing to do with what they show.
  private List<String> wanted() throws IOException {
    return now.values(BuiltInField.SHA256.label(), "", Integer.MAX_VALUE).stream()
        .map(value -> value.value())
        .sorted()
        .toList();
  }

  private Optional<LocalIndex> open() throws IOException {
    try {
      return LocalIndex.open(collection, features.kind());
    } catch (CorruptFileException _) { // is made anew
      return Optional.empty();
    }
  }

  private boolean isOutgrown(LocalIndexFolder folder, int pictures) {
    return folder
        .current()
        .map(
            index ->
                index.words() < settings.words()
                    && pictures >= (long) GROWTH * folder.learnedFrom())
        .orElse(true);
  }

  /// @return false if there is nothing to learn from
  private boolean learn(LocalIndexFolder folder, List<String> wanted) throws IOException {
    var sample = new DescriptorSample(MOST_EXAMPLES);
    for (int from = 0; from < wanted.size() && !sample.isFull(); from += BATCH) {
      var batch = wanted.subList(from, Math.min(wanted.size(), from + BATCH));
      for (var found : featuresOf(batch)) {
        if (found != null && !sample.isFull()) {
          sample.add(found);
        }
      }
    }
    var source = sample.source();
    if (source.isPresent()) {
      listener.progress(Step.LEARN, 0, 0);
      folder.begin(Codebook.train(source.get(), settings, threads), wanted.size());
    }
    return source.isPresent();
  }

  private @Nullable LocalFeatures[] featuresOf(List<String> batch) {
    var found = new @Nullable LocalFeatures[batch.size()];
    var done = new AtomicInteger();
    ParallelLoop.run(
        threads,
        found.length,
        () ->
            i -> {
              found[i] = featuresOf(batch.get(i)).orElse(null);
              listener.progress(Step.SAMPLE, done.incrementAndGet(), found.length);
            });
    return found;
  }

  private Optional<LocalFeatures> featuresOf(String sha256) {
    try {
      var item = now.any("%s:%s".formatted(BuiltInField.SHA256.label(), sha256));
      return item.isEmpty() ? Optional.empty() : features.of(item.get());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @return how many were described
  private int describe(LocalIndexFolder folder, List<String> wanted) throws IOException {
    var known = folder.current().orElseThrow().known();
    var fresh = wanted.stream().filter(sha256 -> !known.contains(sha256)).toList();
    var all = new HashSet<>(wanted);
    int described = 0;
    for (int from = 0; from < fresh.size(); from += BATCH) {
      int to = Math.min(fresh.size(), from + BATCH);
      described += describe(folder, fresh, from, to, all);
    }
    return described;
  }

  private int describe(
      LocalIndexFolder folder, List<String> fresh, int from, int to, Set<String> wanted)
      throws IOException {
    var codebook = folder.current().orElseThrow().codebook();
    var found = new @Nullable AggregatedImage[to - from];
    var done = new AtomicInteger(from);
    ParallelLoop.run(
        threads,
        found.length,
        () ->
            i -> {
              found[i] = described(fresh.get(from + i), codebook).orElse(null);
              listener.progress(Step.DESCRIBE, done.incrementAndGet(), fresh.size());
            });
    var images = new ArrayList<AggregatedImage>();
    var hashes = new ArrayList<String>();
    for (int i = 0; i < found.length; i++) {
      var image = found[i];
      if (image != null) {
        images.add(image);
        hashes.add(fresh.get(from + i));
      }
    }
    unreadable.addAndGet(found.length - images.size());
    if (!images.isEmpty()) {
      folder.add(AggregatedIndex.of(codebook, images), hashes, wanted);
    }
    return images.size();
  }

  private Optional<AggregatedImage> described(String sha256, Codebook codebook) {
    return featuresOf(sha256)
        .map(
            known -> {
              var rows = DescriptorSample.rows(known, codebook.dimension());
              return codebook.stored(rows.rows(), rows.count());
            });
  }
}
