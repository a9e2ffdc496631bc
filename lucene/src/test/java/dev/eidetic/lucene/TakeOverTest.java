package dev.eidetic.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.index.IndexSpec;
import dev.eidetic.index.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.SegmentReader;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TakeOverTest {

  private static final String SPEC = "QG32,SQ8";
  private static final int MORE = 800;

  @TempDir private Path folder;

  private final Documents documents = new Documents(24, VectorSimilarityFunction.EUCLIDEAN, 41);

  /// Scales of bytes were learned from the first vectors; these are twenty times as long.
  private float[] longVector() {
    float[] vector = documents.vector();
    for (int i = 0; i < vector.length; i++) {
      vector[i] *= 20;
    }
    return vector;
  }

  @Test
  void codesThatDoNotSuitTheAddedVectorsAreLearnedAnew() throws IOException {
    var messages = new Messages();
    try (var directory = FSDirectory.open(folder)) {
      EideticVectorsFormatTest.fill(directory, documents, EideticVectorsFormatTest.indexing(SPEC));
      var settings =
          Documents.settings(EideticVectorsFormatTest.indexing(SPEC)).setInfoStream(messages);
      try (var writer = new IndexWriter(directory, settings)) {
        for (int i = 0; i < MORE; i++) {
          writer.addDocument(documents.next(longVector()));
        }
        writer.forceMerge(1);
      }
      assertThat(messages.all())
          .anyMatch(message -> message.contains("does not suit the others"))
          .noneMatch(message -> message.contains("taking over"));
      try (var reader = DirectoryReader.open(directory)) {
        int found = 0;
        for (int i = 0; i < 30; i++) {
          float[] query = longVector();
          var truth = documents.best(query, 10, _ -> true);
          found +=
              (int)
                  Documents.found(reader, query, 10, Documents.ALL, SegmentSearchStrategy.DEFAULT)
                      .stream()
                      .filter(truth::contains)
                      .count();
        }
        assertThat(found).isGreaterThan(285);
      }
    }
  }

  @Test
  void aFailedTakeOverIsBuiltAnew() throws IOException {
    try (var directory = FSDirectory.open(folder)) {
      EideticVectorsFormatTest.fill(directory, documents, EideticVectorsFormatTest.indexing(SPEC));
      try (var reader = DirectoryReader.open(directory)) {
        var segment = (SegmentReader) reader.leaves().getFirst().reader();
        var ours =
            (EideticVectorsReader)
                ((PerFieldKnnVectorsFormat.FieldsReader) segment.getVectorReader())
                    .getFieldReader(Documents.FIELD);
        var index = ours.index(Documents.FIELD).orElseThrow();
        var vectors = RawVectors.of(ours.getFloatVectorValues(Documents.FIELD));
        int[] ordinals = IntStream.range(0, index.size()).toArray();
        ordinals[1] = 0; // no two vectors may have one number
        var messages = new Messages();
        var building =
            new IndexBuilding(
                segment.getFieldInfos().fieldInfo(Documents.FIELD),
                IndexSpec.parse(SPEC),
                1,
                messages);
        var base = new MergedBase(index, ordinals, index.size());
        try (var built =
            building.index(vectors, Metric.EUCLIDEAN, Optional.of(base)).orElseThrow()) {
          assertThat(built.size()).isEqualTo(vectors.count());
        }
        assertThat(messages.all()).anyMatch(message -> message.contains("taking over failed"));
      }
    }
  }
}
