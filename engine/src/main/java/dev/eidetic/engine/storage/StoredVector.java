package dev.eidetic.engine.storage;

import java.io.IOException;
import java.util.Optional;
import org.apache.lucene.index.LeafReaderContext;

/// Reads one raw vector.
final class StoredVector {

  private StoredVector() {}

  /// A copy of the vector of a document, if it has one.
  ///
  /// @param document number within the leaf
  static Optional<float[]> read(LeafReaderContext leaf, int document) throws IOException {
    var vectors = leaf.reader().getFloatVectorValues(ItemDocument.VECTOR);
    if (vectors == null) {
      return Optional.empty();
    }
    var ordinals = vectors.iterator();
    if (ordinals.advance(document) != document) {
      return Optional.empty();
    }
    return Optional.of(vectors.vectorValue(ordinals.index()).clone());
  }
}
