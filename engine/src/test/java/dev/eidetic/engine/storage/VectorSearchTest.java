package dev.eidetic.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.engine.Item;
import dev.eidetic.engine.fields.FieldType;
import dev.eidetic.engine.fields.FieldValue;
import dev.eidetic.engine.fields.FilterParser;
import dev.eidetic.engine.fields.Schema;
import dev.eidetic.index.SearchEffort;
import dev.eidetic.lucene.SegmentSettings;
import dev.eidetic.testkit.Seeds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Both searches over the same documents, compared with a plain scan over an array.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VectorSearchTest {

  private static final int COUNT = 6_000;
  private static final int DIMENSION = 8;

  private final Seeds random = Seeds.of(11);
  private final float[][] vectors = new float[COUNT][];
  private final Schema schema = Schema.EMPTY.with(Map.of("n", FieldType.WHOLE));
  private final Directory directory = new ByteBuffersDirectory();
  private DirectoryReader reader;

  @BeforeAll
  void fill() throws IOException {
    var settings =
        new IndexWriterConfig()
            .setCodec(VectorsCodec.codec(SegmentSettings.DEFAULT.scanningUpTo(0)));
    try (var writer = new IndexWriter(directory, settings)) {
      for (int i = 0; i < COUNT; i++) {
        vectors[i] = random.unitVector(DIMENSION);
        var item = Item.of("i" + i, Map.of("n", FieldValue.of((long) i)));
        writer.addDocument(ItemDocument.of(item, vectors[i], schema));
        if (i == COUNT / 2) {
          writer.commit(); // so that there are two segments
        }
      }
      for (int i = 0; i < COUNT; i += 3) {
        writer.deleteDocuments(new Term(ItemDocument.ITEM_ID, "i" + i));
      }
    }
    reader = DirectoryReader.open(directory);
  }

  @AfterAll
  void close() throws IOException {
    reader.close();
    directory.close();
  }

  private static boolean isLive(int i) {
    return i % 3 != 0;
  }

  /// The oracle: every pair scored in double precision.
  private List<String> nearest(float[] query, int count, IntPredicate passes) {
    record Scored(int number, double score) {}
    var all = new ArrayList<Scored>();
    for (int i = 0; i < COUNT; i++) {
      if (isLive(i) && passes.test(i)) {
        double score = 0;
        for (int j = 0; j < DIMENSION; j++) {
          score += (double) query[j] * vectors[i][j];
        }
        all.add(new Scored(i, score));
      }
    }
    all.sort(Comparator.comparingDouble(Scored::score).reversed());
    return all.stream().limit(count).map(scored -> "i" + scored.number).toList();
  }

  private List<String> ids(List<ScoredDocument> hits) throws IOException {
    var ids = new ArrayList<String>();
    for (var hit : hits) {
      ids.add(
          ItemJson.read(reader.storedFields().document(hit.document()).get(ItemDocument.ITEM))
              .id());
    }
    return ids;
  }

  @Test
  void theExactSearchFindsTheSameAsAPlainScan() throws IOException {
    for (int i = 0; i < 5; i++) {
      float[] query = random.unitVector(DIMENSION);
      assertThat(ids(new ExactVectorSearch().search(reader, query, 20, Optional.empty())))
          .isEqualTo(nearest(query, 20, _ -> true));
    }
  }

  @Test
  void theIndexesFindNearlyTheSameAndScoreExactly() throws IOException {
    int found = 0;
    int queries = 50;
    for (int i = 0; i < queries; i++) {
      float[] query = random.unitVector(DIMENSION);
      var hits =
          new SegmentVectorSearch(SearchEffort.DEFAULT, _ -> {})
              .search(reader, query, 10, Optional.empty());
      var truth = nearest(query, 10, _ -> true);
      var ids = ids(hits);
      found += (int) ids.stream().filter(truth::contains).count();
      for (int rank = 0; rank < hits.size(); rank++) {
        int number = Integer.parseInt(ids.get(rank).substring(1));
        double score = 0;
        for (int j = 0; j < DIMENSION; j++) {
          score += (double) query[j] * vectors[number][j];
        }
        assertThat((double) hits.get(rank).score()).isCloseTo(score, within(1e-5));
      }
    }
    assertThat(found / (10.0 * queries)).as("recall at 10").isGreaterThan(0.95);
  }

  @Test
  void filtersNeverCostHitsFromMostItemsDownToAHandful() throws IOException {
    for (int limit : new int[] {5_000, 500, 50, 5}) {
      var filter = new FilterParser(schema).parse("n:[0 TO %d]".formatted(limit));
      float[] query = random.unitVector(DIMENSION);
      var truth = nearest(query, 10, i -> i <= limit);
      assertThat(ids(new ExactVectorSearch().search(reader, query, 10, Optional.of(filter))))
          .isEqualTo(truth);
      var hits =
          ids(
              new SegmentVectorSearch(SearchEffort.DEFAULT, _ -> {})
                  .search(reader, query, 10, Optional.of(filter)));
      assertThat(hits).as("up to %d", limit).hasSize(truth.size());
      assertThat(hits.stream().filter(truth::contains).count())
          .as("hits in common up to %d", limit)
          .isGreaterThanOrEqualTo(truth.size() - 1L);
    }
  }
}
