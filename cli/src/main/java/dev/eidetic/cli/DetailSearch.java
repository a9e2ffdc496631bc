package dev.eidetic.cli;

import dev.eidetic.cli.terminal.Formats;
import dev.eidetic.cli.terminal.Terminal;
import dev.eidetic.encode.image.DecodeLimits;
import dev.eidetic.encode.image.ImageDecoders;
import dev.eidetic.encode.image.ImageRefusedException;
import dev.eidetic.encode.local.FeatureExtractor;
import dev.eidetic.encode.local.LocalFeatures;
import dev.eidetic.engine.Collection;
import dev.eidetic.engine.EngineException.BusyException;
import dev.eidetic.engine.Example;
import dev.eidetic.engine.ExplainedHits;
import dev.eidetic.engine.Item;
import dev.eidetic.engine.SearchRequest;
import dev.eidetic.engine.Snapshot;
import dev.eidetic.engine.local.PictureFeatures;
import dev.eidetic.engine.localindex.LocalIndex;
import dev.eidetic.engine.localindex.LocalIndexListener.Step;
import dev.eidetic.engine.localindex.LocalIndexReport;
import dev.eidetic.engine.localindex.LocalIndexUpdate;
import dev.eidetic.engine.localindex.LocalSearch;
import dev.eidetic.engine.query.ReadExample;
import dev.eidetic.engine.reranking.RerankSettings;
import dev.eidetic.engine.reranking.RerankedHits;
import dev.eidetic.engine.reranking.RerankedSearch;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.List;
import java.util.Optional;

/// Searches that look at the details of pictures: to find them (`--local`), to put hits into a
/// better order (`--rerank`), or both.
final class DetailSearch {

  private final Collection opened;
  private final Snapshot now;
  private final List<ReadExample> examples;
  private final PictureFeatures features;

  DetailSearch(
      Collection opened, Snapshot now, List<ReadExample> examples, FeatureExtractor extractor) {
    this.opened = opened;
    this.now = now;
    this.examples = examples;
    this.features =
        new PictureFeatures(
            opened.folder(),
            extractor,
            // made when a picture must be read, which most searches never ask for
            (file, side) -> ImageDecoders.standard(DecodeLimits.DEFAULT).decode(file, side));
  }

  /// Finds by vectors, and puts hits into a better order.
  RerankedHits reranked(SearchRequest request, RerankSettings settings)
      throws IOException, InterruptedException, ImageRefusedException {
    var query =
        RerankedSearch.needsFeatures(settings) ? queryFeatures() : Optional.<LocalFeatures>empty();
    return new RerankedSearch(settings, features).search(now, request, query);
  }

  /// Finds by local features, once all pictures are described.
  ExplainedHits local(SearchRequest request, Terminal terminal)
      throws IOException, ImageRefusedException {
    return local(request, queryFeatures(), terminal);
  }

  /// Finds by local features, and puts hits into a better order.
  RerankedHits localReranked(SearchRequest request, RerankSettings settings, Terminal terminal)
      throws IOException, InterruptedException, ImageRefusedException {
    var search = new RerankedSearch(settings, features);
    var query = queryFeatures();
    var first = local(request.count(search.candidates(request)), query, terminal);
    return search.rerank(now, request, first, query);
  }

  private ExplainedHits local(
      SearchRequest request, Optional<LocalFeatures> query, Terminal terminal) throws IOException {
    LocalSearch.requireAnswerable(request);
    if (query.isEmpty()) {
      throw new IllegalArgumentException(
          "--local needs the picture of the example, and its file is gone or changed; give the file");
    }
    if (query.get().count() == 0) {
      terminal.note("no details were found in the example, so nothing can share them");
    }
    return new LocalSearch(now, index(terminal)).search(request, query.get());
  }

  /// Of a single picture; those of several do not add up.
  private Optional<LocalFeatures> queryFeatures() throws IOException, ImageRefusedException {
    if (examples.size() != 1) {
      return Optional.empty();
    }
    var example = examples.getFirst();
    if (example.file().isPresent()) {
      return Optional.of(features.ofBytes(example.file().get()));
    }
    var item =
        example.example() instanceof Example.OfItem(String id)
            ? now.get(id)
            : Optional.<Item>empty();
    return item.isPresent() ? features.of(item.get()) : Optional.empty();
  }

  /// The local index, brought up to date if that can be done.
  private Optional<LocalIndex> index(Terminal terminal) throws IOException {
    var progress = new BenchProgress(terminal);
    var update =
        new LocalIndexUpdate(
            now,
            opened.folder(),
            features,
            LocalIndexUpdate.SETTINGS,
            Runtime.getRuntime().availableProcessors(),
            (step, done, total) -> progress.show(title(step), "pictures", done, total));
    try {
      var report = update.run();
      progress.clear();
      tell(report, terminal);
      return report.index();
    } catch (BusyException | AccessDeniedException e) {
      var present = LocalIndex.open(opened.folder(), features.kind());
      if (present.isEmpty()) {
        throw e;
      }
      terminal.note(
          "pictures that came since the last search by details are not found: " + e.getMessage());
      return present;
    } finally {
      progress.clear();
    }
  }

  private static String title(Step step) {
    return switch (step) {
      case SAMPLE -> "looking at details to learn from";
      case LEARN -> "learning words";
      case DESCRIBE -> "describing details";
    };
  }

  private static void tell(LocalIndexReport report, Terminal terminal) {
    if (report.described() > 0) {
      terminal.note(
          "the details of %s were described%s; that is kept for the next search"
              .formatted(
                  Formats.counted(report.described(), "picture", "pictures"),
                  report.isRelearned()
                      ? " in %s learned from them"
                          .formatted(
                              Formats.counted(
                                  report.index().map(LocalIndex::words).orElse(0), "word", "words"))
                      : ""));
    }
    if (report.unreadable() > 0) {
      terminal.note(
          "%s could not be read again and cannot be found by details"
              .formatted(Formats.counted(report.unreadable(), "picture", "pictures")));
    }
  }
}
