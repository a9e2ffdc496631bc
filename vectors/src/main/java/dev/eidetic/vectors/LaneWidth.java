package dev.eidetic.vectors;

import static dev.eidetic.vectors.Preconditions.require;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// How wide the SIMD lanes of this process are; decided once, when the first kernel runs.
///
/// It is what the JVM prefers on this processor, unless the system property `eidetic.lanes` asks
/// for 128, 256 or 512 bits. Asking for more than the processor has gives the same numbers, but in
/// software and very slowly: a test's choice.
final class LaneWidth {

  static final int BITS = decide();

  static final VectorSpecies<Float> FLOATS =
      VectorSpecies.of(float.class, VectorShape.forBitSize(BITS));

  /// Whether one instruction permutes 64 bytes (AVX-512 VBMI). The Vector API does not tell, and
  /// without it does the permutation in software, a hundred times slower; so Linux is asked, and
  /// elsewhere the answer is no.
  static final boolean HAS_WIDE_SHUFFLE = BITS == 512 && hasFeature("avx512vbmi");

  /// Whether one instruction counts the bits of eight 64-bit lanes (AVX-512 VPOPCNTDQ).
  static final boolean HAS_POPULATION_COUNT = BITS == 512 && hasFeature("avx512_vpopcntdq");

  private LaneWidth() {}

  private static int decide() {
    int bits = Integer.getInteger("eidetic.lanes", FloatVector.SPECIES_PREFERRED.vectorBitSize());
    require(
        bits == 128 || bits == 256 || bits == 512,
        "system property eidetic.lanes is %d; it must be 128, 256 or 512 bits",
        bits);
    return bits;
  }

  private static boolean hasFeature(String name) {
    var description = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(description)) {
      return false;
    }
    try (var lines = Files.lines(description)) {
      return lines
          .filter(line -> line.startsWith("flags"))
          .findFirst()
          .filter(line -> List.of(line.split("\\s+")).contains(name))
          .isPresent();
    } catch (IOException | UncheckedIOException _) {
      return false;
    }
  }
}
