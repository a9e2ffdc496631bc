package dev.eidetic.lucene;

import dev.eidetic.testkit.Seeds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;

/// Documents whose vectors lie around random centres, and what a plain scan finds among them.
final class Documents {

  static final String FIELD = "vector";
  static final String NUMBER = "number";
  static final Query ALL = MatchAllDocsQuery.INSTANCE;

  private final Seeds random;
  private final float[][] centres;
  private final VectorSimilarityFunction similarity;

  /// By number; those that are not in the index any more stay here.
  final List<float[]> vectors = new ArrayList<>();

  Documents(int dimension, VectorSimilarityFunction similarity, long seed) {
    this.random = Seeds.of(seed);
    this.similarity = similarity;
    this.centres = new float[50][];
    Arrays.setAll(centres, _ -> random.unitVector(dimension));
  }

  static IndexWriterConfig settings(SegmentSettings settings) {
    var format = new EideticVectorsFormat(settings);
    return new IndexWriterConfig()
        .setCodec(
            new Lucene104Codec() {
              @Override
              public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                return format;
              }
            });
  }

  float[] vector() {
    float[] vector = centres[random.nextInt(0, centres.length)].clone();
    float[] offset = random.unitVector(vector.length);
    double length = 0;
    for (int i = 0; i < vector.length; i++) {
      vector[i] += 0.7f * offset[i];
      length += vector[i] * vector[i];
    }
    boolean mustBeUnit = similarity == VectorSimilarityFunction.DOT_PRODUCT;
    for (int i = 0; i < vector.length && mustBeUnit; i++) {
      vector[i] /= (float) Math.sqrt(length);
    }
    return vector;
  }

  /// The next document.
  Document next() {
    return next(vector());
  }

  /// The next document, with a vector of its own kind.
  Document next(float[] vector) {
    int number = vectors.size();
    vectors.add(vector);
    var document = new Document();
    document.add(new KnnFloatVectorField(FIELD, vector, similarity));
    document.add(new StringField("id", Integer.toString(number), Field.Store.NO));
    document.add(new IntPoint(NUMBER, number));
    document.add(new StoredField(NUMBER, number));
    return document;
  }

  /// The numbers of the best documents by a plain scan.
  Set<Integer> best(float[] query, int count, IntPredicate passes) {
    record Scored(int number, float score) {}
    return IntStream.range(0, vectors.size())
        .filter(passes)
        .mapToObj(i -> new Scored(i, similarity.compare(query, vectors.get(i))))
        .sorted(Comparator.comparingDouble(Scored::score).reversed())
        .limit(count)
        .map(Scored::number)
        .collect(Collectors.toSet());
  }

  static List<Integer> found(
      DirectoryReader reader,
      float[] query,
      int count,
      Query filter,
      SegmentSearchStrategy strategy)
      throws IOException {
    var searcher = new IndexSearcher(reader);
    var hits =
        searcher.search(new KnnFloatVectorQuery(FIELD, query, count, filter, strategy), count);
    var numbers = new ArrayList<Integer>();
    for (ScoreDoc hit : hits.scoreDocs) {
      numbers.add(
          searcher.storedFields().document(hit.doc).getField(NUMBER).numericValue().intValue());
    }
    return numbers;
  }

  /// Mean share of the true best that is found, over some queries; each must get as many as there
  /// are.
  double recall(DirectoryReader reader, int count, Query filter, IntPredicate passes, int queries)
      throws IOException {
    double sum = 0;
    for (int i = 0; i < queries; i++) {
      float[] query = vector();
      var truth = best(query, count, passes);
      var found = found(reader, query, count, filter, SegmentSearchStrategy.DEFAULT);
      if (found.size() != truth.size()) {
        throw new AssertionError(
            "%d hits where %d pass, %s".formatted(found.size(), truth.size(), random));
      }
      sum +=
          truth.isEmpty()
              ? 1
              : found.stream().filter(truth::contains).count() / (double) truth.size();
    }
    return sum / queries;
  }
}
