package dev.eidetic.benchmarks;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.testkit.Seeds;
import dev.eidetic.vectors.FastScan;
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

/// Nanoseconds per block of 32 vectors, codes in the second-level cache: on lanes, and by plain
/// loops in a JVM without the Vector API.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 3, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FastScanBenchmark {

  private static final int BLOCKS = 32;

  @Param({"16", "32", "64", "320"})
  int subquantizers;

  @Param({"6", "7", "8"})
  int entryBits;

  private final Arena arena = Arena.ofShared();
  private MemorySegment codes = MemorySegment.NULL;
  private byte[] tables = {};
  private final int[] sums = new int[BLOCKS * FastScan.BLOCK];
  private final int[] positions = new int[BLOCKS * FastScan.BLOCK];

  @Setup
  public void prepare() {
    var random = Seeds.of(1);
    int bytes = FastScan.blockBytes(subquantizers);
    codes = arena.allocate((long) BLOCKS * bytes, 64);
    var noise = new byte[BLOCKS * bytes];
    random.nextBytes(noise);
    codes.copyFrom(MemorySegment.ofArray(noise));
    tables = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      tables[i] = (byte) random.nextInt(1 << entryBits);
    }
    sums();
    for (int vector = 0; vector < sums.length; vector++) {
      int expected = expected(vector);
      require(sums[vector] == expected, "sum is %d; it should be %d", sums[vector], expected);
    }
  }

  private int expected(int vector) {
    long block = (long) vector / FastScan.BLOCK * FastScan.blockBytes(subquantizers);
    int sum = 0;
    for (int i = 0; i < subquantizers; i++) {
      int code = FastScan.code(codes, block, i, vector % FastScan.BLOCK);
      sum += Byte.toUnsignedInt(tables[16 * i + code]);
    }
    return sum;
  }

  @TearDown
  public void free() {
    arena.close();
  }

  /// All blocks by one call, as inverted lists are scanned.
  @Benchmark
  @OperationsPerInvocation(BLOCKS)
  public int[] sums() {
    FastScan.sums(codes, 0, BLOCKS, subquantizers, tables, entryBits, sums);
    return sums;
  }

  /// With a threshold that no vector passes.
  @Benchmark
  @OperationsPerInvocation(BLOCKS)
  public int above() {
    return FastScan.above(
        codes, 0, BLOCKS, subquantizers, tables, entryBits, 65535, sums, positions);
  }

  /// A call for each block, as a graph asks for the neighbours of one node.
  @Benchmark
  @OperationsPerInvocation(BLOCKS)
  public int[] singleBlocks() {
    long bytes = FastScan.blockBytes(subquantizers);
    for (int block = 0; block < BLOCKS; block++) {
      FastScan.sums(codes, block * bytes, 1, subquantizers, tables, entryBits, sums);
    }
    return sums;
  }

  @Benchmark
  @OperationsPerInvocation(BLOCKS)
  @Fork(value = 1)
  public int[] scalar() {
    return sums();
  }
}
