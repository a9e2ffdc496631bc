package dev.eidetic.evaluate.mat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.eidetic.evaluate.file.MalformedFileException;
import dev.eidetic.testkit.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatFileTest {

  @TempDir private Path folder;

  private Path written(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("a.mat"), bytes);
  }

  @Test
  void readsWhatSciPyWrote() throws IOException {
    var variables = MatFile.read(written(MatSample.bytes()));
    if (!(variables.get("annotations") instanceof MatValue.Structures annotations)) {
      throw new AssertionError("no structures: " + variables.keySet());
    }
    assertThat(annotations.fields())
        .containsOnlyKeys("relative_im_path", "bbox_x1", "class", "test");
    var paths = annotations.fields().getOrDefault("relative_im_path", List.of());
    assertThat(paths).hasSize(5).startsWith(new MatValue.Text("car_ims/000001.jpg"));
    assertThat(numbers(annotations.fields().getOrDefault("class", List.of()).get(4)))
        .containsExactly(102);
    assertThat(numbers(variables.get("x")))
        .as("column after column")
        .containsExactly(0, 4.5, 1.5, 6, 3, 7.5);
    assertThat(numbers(variables.get("big"))).containsExactly(0x1p40);
    assertThat(numbers(variables.get("neg"))).containsExactly(-3, 4);
    assertThat(numbers(variables.get("e"))).isEmpty();
    assertThat(variables.get("class_names"))
        .isEqualTo(
            new MatValue.Cells(
                List.of(new MatValue.Text("AM General Hummer"), new MatValue.Text("Ünï"))));
  }

  private static double[] numbers(@org.jspecify.annotations.Nullable MatValue value) {
    assertThat(value).isInstanceOf(MatValue.Numbers.class);
    return value instanceof MatValue.Numbers numbers ? numbers.values() : new double[0];
  }

  @Test
  void whatIsNoMatFileIsRefusedWithTheRemedy() throws IOException {
    assertThatExceptionOfType(MalformedFileException.class)
        .isThrownBy(() -> MatFile.read(written(new byte[10])))
        .withMessageContaining("it is 10 bytes");
    assertThatExceptionOfType(MalformedFileException.class)
        .isThrownBy(() -> MatFile.read(written(new byte[200])))
        .withMessageContaining("save it with -v7");
    var cut = Arrays.copyOf(MatSample.bytes(), MatSample.bytes().length - 40);
    assertThatExceptionOfType(MalformedFileException.class)
        .isThrownBy(() -> MatFile.read(written(cut)))
        .withMessageContaining("truncated?");
  }

  @Test
  void damagedFilesAreRefusedAndNothingElseHappens() throws IOException {
    for (var random : Seeds.many(300)) {
      byte[] bytes = MatSample.plainBytes();
      for (int i = 0; i < 3; i++) {
        bytes[128 + random.nextInt(bytes.length - 128)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(MatFile.read(written(bytes))).isNotNull();
      } catch (MalformedFileException e) {
        assertThat(e.getMessage()).as("%s", random).contains("a.mat: ");
      }
    }
  }
}
