package dev.eidetic.lucene;

import dev.eidetic.index.IndexSpec;
import dev.eidetic.index.Metric;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.MergeState;
import org.apache.lucene.search.DocIdSetIterator;

/// The index of a merged segment that is taken over.
///
/// @param newOrdinals where each of its vectors goes; -1 if its document was deleted
/// @param taken how many are not -1
record MergedBase(FieldIndex index, int[] newOrdinals, int taken) {

  /// Less than this share of all vectors is not worth taking over: codes would have been learned
  /// from too few of them.
  private static final double LEAST_SHARE = 0.5;

  /// The segment with an index of this kind that has enough of the vectors. Only one can, unless
  /// two have half of them each, which are as good as each other.
  ///
  /// @param vectors of the merged segment
  static Optional<MergedBase> largest(
      FieldInfo field, MergeState sources, RawVectors vectors, IndexSpec spec, Metric metric)
      throws IOException {
    if (sources.needsIndexSort) {
      return Optional.empty(); // documents are mixed; finding them again is not worth it
    }
    for (int i = 0; i < sources.knnVectorsReaders.length; i++) {
      var reader = readerOf(sources.knnVectorsReaders[i], field.name);
      if (reader.isEmpty()) {
        continue;
      }
      var index = reader.get().index(field.name);
      if (index.isPresent()
          && index.get().spec().equals(spec)
          && index.get().metric() == metric
          && index.get().size() >= LEAST_SHARE * vectors.count()) {
        var old = reader.get().getFloatVectorValues(field.name);
        int[] newOrdinals = newOrdinals(old, sources.docMaps[i], vectors.values());
        int taken = (int) Arrays.stream(newOrdinals).filter(ordinal -> ordinal >= 0).count();
        if (taken >= LEAST_SHARE * vectors.count()) {
          return Optional.of(new MergedBase(index.get(), newOrdinals, taken));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<EideticVectorsReader> readerOf(KnnVectorsReader given, String field) {
    var reader =
        given instanceof PerFieldKnnVectorsFormat.FieldsReader fields
            ? fields.getFieldReader(field)
            : given;
    return reader instanceof EideticVectorsReader ours ? Optional.of(ours) : Optional.empty();
  }

  /// Both orders are those of the documents, so one walk along the new vectors finds all.
  private static int[] newOrdinals(
      FloatVectorValues old, MergeState.DocMap documents, FloatVectorValues merged)
      throws IOException {
    var ordinals = new int[old.size()];
    KnnVectorValues.DocIndexIterator all = merged.iterator();
    for (int ordinal = 0; ordinal < ordinals.length; ordinal++) {
      int document = documents.get(old.ordToDoc(ordinal));
      ordinals[ordinal] = document < 0 ? -1 : ordinalOf(document, all);
    }
    return ordinals;
  }

  private static int ordinalOf(int document, KnnVectorValues.DocIndexIterator all)
      throws IOException {
    int found = all.docID() < document ? all.advance(document) : all.docID();
    return found == document && found != DocIdSetIterator.NO_MORE_DOCS ? all.index() : -1;
  }

  /// The new ordinals of what is taken over, ascending.
  int[] kept() {
    return Arrays.stream(newOrdinals).filter(ordinal -> ordinal >= 0).toArray();
  }

  /// The new ordinals of what is not, ascending.
  ///
  /// @param count vectors of the merged segment
  int[] missing(int count) {
    var missing = new BitSet(count);
    missing.set(0, count);
    for (int ordinal : newOrdinals) {
      if (ordinal >= 0) {
        missing.clear(ordinal);
      }
    }
    return missing.stream().toArray();
  }

  /// The old ordinals of what was deleted.
  long[] gone() {
    return IntStream.range(0, newOrdinals.length)
        .filter(ordinal -> newOrdinals[ordinal] < 0)
        .asLongStream()
        .toArray();
  }
}
