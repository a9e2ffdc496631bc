package dev.eidetic.engine.duplicates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.encode.hash.HashedPicture;
import dev.eidetic.encode.hash.PdqHasher;
import dev.eidetic.encode.image.Pixels;
import dev.eidetic.testkit.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HashLogTest {

  private static final int RECORD = 32 + 1 + 8 * 32 + 4;

  @TempDir private Path folder;

  private static HashedPicture picture(int seed) {
    var rgb = new byte[3 * 40 * 40];
    Seeds.of(seed).nextBytes(rgb);
    return new PdqHasher().hash(Pixels.of(40, 40, rgb));
  }

  private static String name(int seed) {
    return "%064x".formatted(seed);
  }

  private Map<String, HashedPicture> read() throws IOException {
    var read = new LinkedHashMap<String, HashedPicture>();
    new HashLog(folder).read(read::put);
    return read;
  }

  private byte[] written(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      new HashLog(folder).append(name(i), picture(i));
    }
    return Files.readAllBytes(folder.resolve(HashLog.NAME));
  }

  @Test
  void whatIsAppendedIsRead() throws IOException {
    assertThat(read()).isEmpty();
    assertThat(written(3)).hasSize(3 * RECORD);
    assertThat(read())
        .containsExactly(
            Map.entry(name(0), picture(0)),
            Map.entry(name(1), picture(1)),
            Map.entry(name(2), picture(2)));
  }

  @Test
  void whatACrashLeavesHalfWrittenIsWrittenOver() throws IOException {
    byte[] whole = written(2);
    Files.write(folder.resolve(HashLog.NAME), Arrays.copyOf(whole, whole.length - 7));
    assertThat(read()).containsOnlyKeys(name(0));
    new HashLog(folder).append(name(5), picture(5));
    assertThat(read()).containsOnlyKeys(name(0), name(5));
  }

  @Test
  void damageCostsOneRecord() throws IOException {
    byte[] bytes = written(3);
    for (int at : new int[] {RECORD, RECORD + 40, 2 * RECORD - 1}) {
      byte[] damaged = bytes.clone();
      damaged[at] ^= 4;
      Files.write(folder.resolve(HashLog.NAME), damaged);
      assertThat(read()).as("byte %d", at).containsOnlyKeys(name(0), name(2));
    }
  }
}
