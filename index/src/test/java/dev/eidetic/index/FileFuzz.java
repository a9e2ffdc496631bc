package dev.eidetic.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.testkit.Seeds;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// Opens damaged index files. Each must be refused as corrupt or give an index that can be used: no
/// other exception, no crash, no memory out of proportion; and right answers if the damage was not
/// hidden behind new checksums.
final class FileFuzz {

  private static final Path NAME = Path.of("mutant.index");

  private final Seeds random;
  private final byte[] original;
  private final Path folder;
  private final SearchRequest request;
  private final float[] query;
  private final Hits truth;

  /// @param index saved to a file in `folder`
  FileFuzz(VectorIndex index, Path folder, Seeds random) throws IOException {
    this.random = random;
    this.folder = folder;
    var file = folder.resolve("original.index");
    index.save(file);
    original = Files.readAllBytes(file);
    assertThat(new MutantFile(original, random).whole())
        .as("put together as documented")
        .isEqualTo(original);
    request = SearchRequest.top(5).with(new SearchEffort(50, 8, 2));
    query = random.vector(index.dimension());
    truth = index.search(query, request);
    try (var mapped = Indexes.map(file)) {
      TestVectors.requireSame(truth, mapped.search(query, request), "undamaged");
    }
  }

  /// @param files how many to try
  void run(int files) throws IOException {
    try (var arena = Arena.ofConfined()) {
      var memory = arena.allocate(5L * original.length + (1 << 16), 64);
      for (int i = 0; i < files; i++) {
        boolean isRepaired = random.nextInt(3) > 0;
        byte[] mutant = isRepaired ? repaired() : damaged();
        MemorySegment.copy(MemorySegment.ofArray(mutant), 0, memory, 0, mutant.length);
        try {
          if (i % 50 == 0) {
            openFile(mutant, isRepaired);
          } else {
            open(memory.asSlice(0, mutant.length), isRepaired);
          }
        } catch (CorruptFileException e) {
          assertThat(e).hasMessageContaining("byte");
        } catch (RuntimeException | Error e) {
          throw new AssertionError("mutant %d of %s".formatted(i, random), e);
        }
      }
    }
  }

  private byte[] repaired() {
    var mutant = new MutantFile(original, random);
    return random.nextInt(5) == 0 ? mutant.withHostileHeader() : mutant.change().whole();
  }

  private byte[] damaged() {
    byte[] mutant = original.clone();
    switch (random.nextInt(4)) {
      case 0 -> mutant = Arrays.copyOf(mutant, random.nextInt(mutant.length));
      case 1 -> mutant = Arrays.copyOf(mutant, mutant.length + 1 + random.nextInt(100));
      case 2 -> {
        int start = random.nextInt(mutant.length);
        int end = Math.min(mutant.length, start + 1 + random.nextInt(64));
        Arrays.fill(mutant, start, end, (byte) random.nextInt(256));
      }
      default -> {
        for (int i = random.nextInt(4); i >= 0; i--) {
          mutant[random.nextInt(mutant.length)] ^= (byte) (1 << random.nextInt(8));
        }
      }
    }
    return mutant;
  }

  private void openFile(byte[] mutant, boolean isRepaired) throws IOException {
    var file = folder.resolve("mutant.index");
    Files.write(file, mutant);
    try (var index = Indexes.map(file)) {
      use(index, isRepaired);
    }
    try (var index = Indexes.load(file)) {
      use(index, isRepaired);
    }
  }

  private void open(MemorySegment mutant, boolean isRepaired) throws IOException {
    if (random.nextInt(4) > 0) {
      try (var index = Indexes.map(NAME, mutant, FileCheck.EVERYTHING)) {
        use(index, isRepaired);
      }
      return;
    }
    var options = BuildOptions.DEFAULT.withThreads(1);
    try (var index = Indexes.load(NAME, mutant, FileCheck.EVERYTHING, options)) {
      use(index, isRepaired);
      assertThat(index.memoryBytes()).isLessThan(8 * mutant.byteSize() + (1 << 20));
      change(index);
    }
  }

  private void use(VectorIndex index, boolean isRepaired) {
    var searcher = index.searcher();
    if (!isRepaired) {
      TestVectors.requireSame(truth, searcher.search(query, request), random.toString());
      return;
    }
    float[] other = Arrays.copyOf(query, index.dimension());
    other[0] += 1;
    assertThat(searcher.search(other, request).count()).isLessThanOrEqualTo(5);
    searcher.search(other, request.with(IdFilter.range(0, 40)));
    searcher.search(other, request.with(IdFilter.of(3, 300)));
    searcher.range(other, -1, request);
    for (long id : new long[] {0, 17, 1L << 40}) {
      if (index.contains(id)) {
        assertThat(index.vector(id)).hasSize(index.dimension());
      }
    }
  }

  private void change(MutableIndex index) {
    float[] vector = random.vector(index.dimension());
    index.delete(1, 2, 3);
    long fresh = 1L << 41;
    while (index.contains(fresh)) { // The damage may have made it one of the ids.
      fresh++;
    }
    index.add(new long[] {fresh}, TestVectors.source(vector));
    index.search(vector, request);
  }
}
