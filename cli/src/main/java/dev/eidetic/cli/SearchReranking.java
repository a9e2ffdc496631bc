package dev.eidetic.cli;

import dev.eidetic.encode.image.DecodeLimits;
import dev.eidetic.encode.image.ImageDecoders;
import dev.eidetic.encode.image.ImageRefusedException;
import dev.eidetic.encode.local.FeatureExtractor;
import dev.eidetic.encode.local.LocalFeatures;
import dev.eidetic.engine.Collection;
import dev.eidetic.engine.SearchRequest;
import dev.eidetic.engine.Snapshot;
import dev.eidetic.engine.local.PictureFeatures;
import dev.eidetic.engine.query.ExampleSource;
import dev.eidetic.engine.reranking.RerankSettings;
import dev.eidetic.engine.reranking.RerankedHits;
import dev.eidetic.engine.reranking.RerankedSearch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A search whose first hits are put into a better order.
final class SearchReranking {

  private SearchReranking() {}

  static RerankedHits search(
      Collection opened,
      Snapshot now,
      SearchRequest request,
      List<SearchWord> words,
      RerankSettings settings,
      FeatureExtractor extractor)
      throws IOException, InterruptedException, ImageRefusedException {
    var features =
        new PictureFeatures(
            opened.folder(),
            extractor,
            // made when a picture must be read, which most stages never ask for
            (file, side) -> ImageDecoders.standard(DecodeLimits.DEFAULT).decode(file, side));
    var query =
        RerankedSearch.needsFeatures(settings)
            ? featuresOf(words, now, features)
            : Optional.<LocalFeatures>empty();
    return new RerankedSearch(settings, features).search(now, request, query);
  }

  /// Of a single picture that lies on this machine; those of several do not add up.
  private static Optional<LocalFeatures> featuresOf(
      List<SearchWord> words, Snapshot now, PictureFeatures features)
      throws IOException, ImageRefusedException {
    if (words.size() != 1) {
      return Optional.empty();
    }
    return switch (words.getFirst().source()) {
      case ExampleSource.OfFile(Path file) -> Optional.of(features.ofFile(file));
      case ExampleSource.OfId(String id) -> {
        var item = now.get(id);
        yield item.isPresent() ? features.of(item.get()) : Optional.empty();
      }
      case ExampleSource.OfWeb _ -> Optional.empty();
    };
  }
}
