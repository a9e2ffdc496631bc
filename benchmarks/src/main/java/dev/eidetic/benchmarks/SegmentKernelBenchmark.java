package dev.eidetic.benchmarks;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.testkit.Seeds;
import dev.eidetic.vectors.ElementType;
import dev.eidetic.vectors.Rows;
import java.lang.foreign.Arena;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Nanoseconds per row scored against a query of floats, 32 scattered rows a call as in the walk
/// over a graph: from the cache, and from a table far larger than any cache.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 3, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SegmentKernelBenchmark {

  private static final int ROWS = 32;

  private static final int CALLS = 1 << 12;

  @Param({"FLOAT32", "FLOAT16", "BFLOAT16", "INT8"})
  ElementType type = ElementType.FLOAT32;

  @Param({"128", "960"})
  int dimension;

  /// Size of the table; 0 is 32 rows.
  @Param({"0", "1024"})
  long megabytes;

  private final Arena arena = Arena.ofShared();
  private Rows rows = Rows.of(ElementType.INT8, 1, arena.allocate(1));
  private float[] query = {};
  private final int[][] ordinals = new int[CALLS][];
  private final float[] scores = new float[ROWS];
  private int call;

  @Setup
  public void prepare() {
    var random = Seeds.of(1);
    long rowBytes = (long) dimension * type.bytes();
    int count = (int) Math.max(ROWS, (megabytes << 20) / rowBytes);
    rows = Rows.of(type, dimension, arena.allocate(count * rowBytes, 64));
    var row = new float[dimension];
    for (int ordinal = 0; ordinal < count; ordinal++) {
      for (int i = 0; i < dimension; i++) {
        row[i] = random.nextInt(-100, 100);
      }
      rows.write(ordinal, row, 0);
    }
    query = random.vector(dimension);
    for (int i = 0; i < CALLS; i++) {
      ordinals[i] = random.ints(ROWS, 0, count).toArray();
    }
    rows.dots(query, ordinals[0], ROWS, scores);
    for (int i = 0; i < ROWS; i++) {
      rows.read(ordinals[0][i], row, 0);
      double difference = Math.abs(scores[i] - exactDot(row));
      require(difference < 1, "score differs by %s; nothing to measure", difference);
    }
  }

  private double exactDot(float[] row) {
    double sum = 0;
    for (int i = 0; i < dimension; i++) {
      sum += (double) query[i] * row[i];
    }
    return sum;
  }

  @TearDown
  public void free() {
    arena.close();
  }

  private int[] next() {
    return ordinals[++call & (CALLS - 1)];
  }

  @Benchmark
  @OperationsPerInvocation(ROWS)
  public float[] dots() {
    rows.dots(query, next(), ROWS, scores);
    return scores;
  }

  @Benchmark
  @OperationsPerInvocation(ROWS)
  public float[] squaredDistances() {
    rows.squaredDistances(query, next(), ROWS, scores);
    return scores;
  }

  /// One call per row.
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public float[] singleDots() {
    int[] named = next();
    for (int i = 0; i < ROWS; i++) {
      scores[i] = rows.dot(query, named[i]);
    }
    return scores;
  }

  @Benchmark
  @OperationsPerInvocation(ROWS)
  @Fork(value = 1)
  public float[] scalarDots() {
    return dots();
  }
}
