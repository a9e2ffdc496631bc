package dev.eidetic.benchmarks;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.testkit.Seeds;
import dev.eidetic.vectors.Kernels;
import dev.eidetic.vectors.ScalarKernels;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Inner products per microsecond on one core, vectors in cache: lanes against the scalar twin.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 3, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DotBenchmark {

  /// A tail, and the usual sizes of embeddings.
  @Param({"127", "384", "493", "1280"})
  int dimension;

  private float[] a = {};
  private float[] b = {};

  @Setup
  public void prepare() {
    a = Seeds.of(1).vector(dimension);
    b = Seeds.of(2).vector(dimension);
    float difference = Math.abs(Kernels.dot(a, b) - ScalarKernels.dot(a, b));
    require(difference < 1e-2f, "kernels differ by %s; nothing to measure", difference);
  }

  @Benchmark
  public float lanes() {
    return Kernels.dot(a, b);
  }

  @Benchmark
  public float scalar() {
    return ScalarKernels.dot(a, b);
  }
}
