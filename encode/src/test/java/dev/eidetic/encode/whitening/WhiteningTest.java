package dev.eidetic.encode.whitening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.eidetic.vectors.AffineProjection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WhiteningTest {

  @TempDir private Path folder;

  private final AffineProjection projection =
      new AffineProjection(new float[] {1, 2, 3}, new float[][] {{1, 0, 0}, {0, 2, 0.5f}});

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    Path file = folder.resolve("whitening.bin");
    Whitening.write(file, projection);
    assertThat(Files.size(file)).isEqualTo(20 + 4 * 3 + 4 * 6 + 4);
    assertThat(Whitening.read(file).apply(new float[] {2, 4, 5})).containsExactly(1, 5);
  }

  @Test
  void everyFlippedByteIsNoticed() throws IOException {
    byte[] bytes = Whitening.bytes(projection);
    for (int i = 0; i < bytes.length; i++) {
      byte[] broken = bytes.clone();
      broken[i] ^= 0x10;
      Path file = Files.write(folder.resolve("broken"), broken);
      assertThatIOException().as("byte %d", i).isThrownBy(() -> Whitening.read(file));
    }
  }

  @Test
  void everyTruncationIsNoticed() throws IOException {
    byte[] bytes = Whitening.bytes(projection);
    for (int length = 0; length < bytes.length; length++) {
      Path file = Files.write(folder.resolve("short"), Arrays.copyOf(bytes, length));
      assertThatIOException().as("length %d", length).isThrownBy(() -> Whitening.read(file));
    }
  }
}
