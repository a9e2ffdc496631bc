package dev.eidetic.cli;

import dev.eidetic.cli.terminal.Terminal;
import dev.eidetic.encode.image.DecodeLimits;
import dev.eidetic.encode.image.ImageDecoders;
import dev.eidetic.encode.image.ImageRefusedException;
import dev.eidetic.encode.local.FeatureExtractor;
import dev.eidetic.encode.local.LocalFeatures;
import dev.eidetic.engine.Collection;
import dev.eidetic.engine.Example;
import dev.eidetic.engine.ExplainedHits;
import dev.eidetic.engine.Item;
import dev.eidetic.engine.SearchRequest;
import dev.eidetic.engine.Snapshot;
import dev.eidetic.engine.local.PictureFeatures;
import dev.eidetic.engine.localindex.LocalSearch;
import dev.eidetic.engine.query.ReadExample;
import dev.eidetic.engine.reranking.RerankSettings;
import dev.eidetic.engine.reranking.RerankedHits;
import dev.eidetic.engine.reranking.RerankedSearch;
import java.io.IOException;
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
    return new LocalSearch(
            now, new LocalDescribing(terminal, now, features).upToDate(opened.folder()))
        .search(request, query.get());
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
}
