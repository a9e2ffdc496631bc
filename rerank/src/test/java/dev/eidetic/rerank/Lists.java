package dev.eidetic.rerank;

import dev.eidetic.testkit.Seeds;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// Galleries and first lists for tests, and the slow numbers to hold stages against.
public final class Lists {

  private Lists() {}

  /// Unit vectors around a few centres.
  public static float[][] clustered(Seeds random, int count, int dimension, int clusters) {
    var centres = new float[clusters][];
    Arrays.setAll(centres, _ -> random.unitVector(dimension));
    var rows = new float[count][];
    for (int i = 0; i < count; i++) {
      rows[i] = centres[i % clusters].clone();
      float[] noise = random.unitVector(dimension);
      for (int j = 0; j < dimension; j++) {
        rows[i][j] += 0.7f * noise[j];
      }
      rows[i] = unit(rows[i]);
    }
    return rows;
  }

  public static float[] unit(float[] vector) {
    double norm = Math.sqrt(dot(vector, vector));
    var unit = vector.clone();
    for (int j = 0; j < unit.length; j++) {
      unit[j] = (float) (unit[j] / norm);
    }
    return unit;
  }

  public static double dot(float[] a, float[] b) {
    return IntStream.range(0, a.length).mapToDouble(j -> (double) a[j] * b[j]).sum();
  }

  public static double dot(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(j -> a[j] * b[j]).sum();
  }

  public static double[] doubles(float[] vector) {
    return IntStream.range(0, vector.length).mapToDouble(j -> vector[j]).toArray();
  }

  public static double[] unit(double[] vector) {
    double norm = Math.sqrt(dot(vector, vector));
    return Arrays.stream(vector).map(x -> x / norm).toArray();
  }

  /// The whole gallery ranked for a query.
  public static Candidates ranked(float[][] rows, float[] query) {
    return ranked(rows, query, rows.length, OptionalInt.empty());
  }

  /// The nearest of a gallery for a query, the query's own image left out.
  public static Candidates ranked(float[][] rows, float[] query, int count, OptionalInt self) {
    int[] order =
        IntStream.range(0, rows.length)
            .filter(i -> self.isEmpty() || i != self.getAsInt())
            .boxed()
            .sorted((a, b) -> Double.compare(dot(rows[b], query), dot(rows[a], query)))
            .limit(count)
            .mapToInt(Integer::intValue)
            .toArray();
    var scores = new float[order.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = (float) dot(rows[order[i]], query);
    }
    return Candidates.of(Gallery.of(rows), new Query(query, self), order, scores);
  }

  /// Runs a stage over the whole list.
  public static Candidates run(Stage stage, Candidates candidates) {
    return stage
        .rerank(candidates, Math.min(stage.top(), candidates.size()), TimeBudget.unlimited())
        .orElseThrow();
  }

  /// Makes a stage ready and runs it.
  public static Candidates run(StageSpec spec, float[][] rows, Candidates candidates) {
    var gallery = Gallery.of(rows);
    try {
      return run(spec.prepare(gallery, new ExhaustiveNeighbours(gallery, 2), 2), candidates);
    } catch (InterruptedException e) {
      throw new AssertionError("nobody interrupts a test", e);
    }
  }

  /// Scores by ordinal, for the first places of a list; NaN for what is not there.
  public static double[] scoresByOrdinal(Candidates candidates, int places) {
    var scores = new double[candidates.gallery().count()];
    Arrays.fill(scores, Double.NaN);
    for (int i = 0; i < places; i++) {
      scores[candidates.ordinal(i)] = candidates.score(i);
    }
    return scores;
  }
}
