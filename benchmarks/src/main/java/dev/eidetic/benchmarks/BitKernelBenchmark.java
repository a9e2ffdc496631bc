package dev.eidetic.benchmarks;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.testkit.Seeds;
import dev.eidetic.vectors.BitKernels;
import dev.eidetic.vectors.ByteKernels;
import dev.eidetic.vectors.PackedCodes;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
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

/// Nanoseconds per code, codes in the cache: one bit per number against a query of four bits,
/// packed codes of one to four bits against a query of floats, and bytes against bytes.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 3, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class BitKernelBenchmark {

  private static final int CODES = 64;

  @Param({"128", "960"})
  int dimension;

  private final Arena arena = Arena.ofShared();
  private MemorySegment codes = MemorySegment.NULL;
  private long[] planes = {};
  private byte[] bytes = {};
  private float[] query = {};
  private final int[] products = new int[CODES];

  @Setup
  public void prepare() {
    var random = Seeds.of(1);
    codes = arena.allocate((long) CODES * dimension, 64);
    var noise = new byte[CODES * dimension];
    random.nextBytes(noise);
    codes.copyFrom(MemorySegment.ofArray(noise));
    bytes = new byte[dimension];
    for (int i = 0; i < dimension; i++) {
      bytes[i] = (byte) random.nextInt(16);
    }
    planes = new long[BitKernels.planeWords(dimension, 4)];
    BitKernels.split(bytes, 4, planes);
    query = random.vector(dimension);
    fourBitQuery();
    int expected = 0;
    for (int i = 0; i < dimension; i++) {
      expected += ((noise[i / 8] >> (i % 8)) & 1) * bytes[i];
    }
    require(products[0] == expected, "product is %d, not %d", products[0], expected);
  }

  @TearDown
  public void free() {
    arena.close();
  }

  @Benchmark
  @OperationsPerInvocation(CODES)
  public int[] fourBitQuery() {
    int words = BitKernels.words(dimension);
    BitKernels.dots(codes, 0, 8L * words, CODES, words, planes, 4, products);
    return products;
  }

  @Benchmark
  @OperationsPerInvocation(CODES)
  public float oneBit() {
    return packed(1);
  }

  @Benchmark
  @OperationsPerInvocation(CODES)
  public float threeBits() {
    return packed(3);
  }

  @Benchmark
  @OperationsPerInvocation(CODES)
  public float fourBits() {
    return packed(4);
  }

  private float packed(int bits) {
    long size = PackedCodes.bytes(dimension, bits);
    float sum = 0;
    for (int code = 0; code < CODES; code++) {
      sum += PackedCodes.dot(codes, code * size, bits, query);
    }
    return sum;
  }

  @Benchmark
  @OperationsPerInvocation(CODES)
  public int bytes() {
    int sum = 0;
    for (int code = 0; code < CODES; code++) {
      sum += ByteKernels.dot(bytes, codes, (long) code * dimension);
    }
    return sum;
  }
}
