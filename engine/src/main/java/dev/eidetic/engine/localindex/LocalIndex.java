package dev.eidetic.engine.localindex;

import dev.eidetic.encode.local.LocalFeatures;
import dev.eidetic.engine.local.DescriptorSample;
import dev.eidetic.index.CorruptFileException;
import dev.eidetic.index.aggregated.Codebook;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A collection's pictures by their local features, at one point in time: an inverted file over
/// visual words ([dev.eidetic.index.aggregated.AggregatedIndex]), in mapped files. Any number of
/// threads may ask; what is mapped is given back when nobody holds it any more.
///
/// Pictures are named by the SHA-256 of their files, and may have left the collection since.
public final class LocalIndex {

  /// Below a collection's folder; in it a folder for each kind of local features.
  public static final String NAME = "local-index";

  private static final int TRIES = 5;

  private final Codebook codebook;
  private final List<IndexedPictures> segments;

  LocalIndex(Codebook codebook, List<IndexedPictures> segments) {
    this.codebook = codebook;
    this.segments = List.copyOf(segments);
  }

  /// Opens what [LocalIndexUpdate] has left beside a collection.
  ///
  /// @param collection its folder
  /// @param kind of local features
  /// @return nothing if there is none
  /// @throws CorruptFileException if it is damaged; the next update makes it anew
  public static Optional<LocalIndex> open(Path collection, String kind) throws IOException {
    var folder = folder(collection, kind);
    for (int i = 1; ; i++) {
      var manifest = LocalIndexManifest.read(folder);
      if (manifest.isEmpty()) {
        return Optional.empty();
      }
      try {
        return Optional.of(open(folder, manifest.get()));
      } catch (NoSuchFileException e) { // joined with others since the manifest was read
        if (i == TRIES) {
          throw new CorruptFileException(Path.of(e.getFile()), "file", 0, "it is missing");
        }
      }
    }
  }

  static LocalIndex open(Path folder, LocalIndexManifest manifest) throws IOException {
    var codebook = Codebook.open(folder.resolve(manifest.codebook()));
    var segments = new ArrayList<IndexedPictures>();
    for (String name : manifest.segments()) {
      segments.add(IndexedPictures.open(folder, name, codebook));
    }
    return new LocalIndex(codebook, segments);
  }

  static Path folder(Path collection, String kind) {
    return collection.resolve(NAME).resolve(kind);
  }

  Codebook codebook() {
    return codebook;
  }

  List<IndexedPictures> segments() {
    return segments;
  }

  /// How many different files it knows, those included that have left the collection.
  public int pictures() {
    return segments.stream().mapToInt(IndexedPictures::count).sum();
  }

  /// How many words pictures are described in.
  public int words() {
    return codebook.words();
  }

  /// The SHA-256 of all files that it knows.
  Set<String> known() {
    var known = new HashSet<String>();
    for (var segment : segments) {
      for (int ordinal = 0; ordinal < segment.count(); ordinal++) {
        known.add(segment.sha256(ordinal));
      }
    }
    return known;
  }

  /// All pictures that share anything with one, the most alike first.
  ///
  /// @param query of the same kind, as it is stored or ready to be matched with such
  RankedPictures ranked(LocalFeatures query) {
    var rows = DescriptorSample.rows(query, codebook.dimension());
    var asked = codebook.query(rows.rows(), rows.count());
    return new RankedPictures(
        segments, segments.stream().map(segment -> segment.index().scores(asked)).toList());
  }
}
