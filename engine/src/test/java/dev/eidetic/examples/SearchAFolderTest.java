package dev.eidetic.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.engine.Pictures;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchAFolderTest {

  @Test
  void findsThePictureItself(@TempDir Path folder) throws Exception {
    var photos = folder.resolve("photos");
    for (int i = 0; i < 10; i++) {
      Files.createDirectories(photos);
      Files.write(photos.resolve(i + ".png"), Pictures.png(i, 64, 64));
    }
    var out = new ByteArrayOutputStream();
    SearchAFolder.run(
        photos,
        folder.resolve("collection"),
        photos.resolve("7.png"),
        new PrintStream(out, true, StandardCharsets.UTF_8));
    var lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines).hasSize(5);
    assertThat(lines.getFirst()).startsWith("1  1.0000").endsWith("7.png");
  }

  @Test
  void theReadmeShowsThisVeryCode() throws Exception {
    var source = Path.of("src/test/java/dev/eidetic/examples/SearchAFolder.java");
    String code = Files.readString(source);
    String example =
        code.substring(
                code.indexOf("// begin of the README's example") + 33,
                code.indexOf("    // end of the README's example"))
            .stripTrailing()
            .stripIndent()
            .strip();
    String readme =
        Files.readString(Path.of("../README.md"))
            .lines()
            .map(String::stripTrailing)
            .reduce("", (all, line) -> all + line + "\n");
    assertThat(readme).contains(example);
  }
}
