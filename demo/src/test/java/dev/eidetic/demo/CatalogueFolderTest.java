package dev.eidetic.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueFolderTest {

  private static final Catalogue TINY = Catalogue.ofSize(16);

  @Test
  void oneAndThreeThreadsWriteTheSameFiles(@TempDir Path one, @TempDir Path three)
      throws Exception {
    TINY.write(one, 1, _ -> {});
    TINY.write(three, 3, _ -> {});
    assertThat(contents(three)).isEqualTo(contents(one));
  }

  @Test
  void writesAPictureForEveryRowOfTheTable(@TempDir Path folder) throws Exception {
    var done = new ArrayList<Integer>();
    var written = TINY.write(folder, 2, done::add);

    assertThat(written).isEqualTo(new Written(288, 0, folder.resolve("products.csv")));
    assertThat(done).hasSize(288).startsWith(1, 2, 3).endsWith(288);
    List<String> rows = Files.readAllLines(written.table());
    assertThat(rows.getFirst()).isEqualTo("image,product,name,category,material,colour,price,view");
    assertThat(rows.get(8))
        .isEqualTo(
            "images/mugs/product-01-midnight-glazed-mug-1.jpg,product-01,midnight glazed mug,mugs,"
                + "stoneware,blue,21.90,1");
    assertThat(rows).hasSize(289);
    for (var row : rows.subList(1, rows.size())) {
      var fields = row.split(",", -1);
      assertThat(fields).as(row).hasSize(8);
      var image = ImageIO.read(folder.resolve(fields[0]).toFile());
      assertThat(image.getWidth()).as(row).isEqualTo(16);
    }
  }

  @Test
  void drawsOnlyWhatIsMissingOrChanged(@TempDir Path folder) throws Exception {
    TINY.write(folder, 2, _ -> {});
    var before = contents(folder);
    assertThat(TINY.write(folder, 2, _ -> {}).drawn()).isZero();
    assertThat(contents(folder)).isEqualTo(before);

    Files.delete(folder.resolve(TINY.path(new ProductView(5, 2))));
    Files.writeString(folder.resolve(TINY.path(new ProductView(40, 0))), "not a picture");
    assertThat(TINY.write(folder, 2, _ -> {}).drawn()).isEqualTo(2);
    assertThat(contents(folder)).isEqualTo(before);
  }

  @Test
  void goesOnWhereAnInterruptedRunStopped(@TempDir Path folder) throws Exception {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                TINY.write(
                    folder,
                    2,
                    done -> {
                      if (done == 100) {
                        throw new IllegalStateException("stopped");
                      }
                    }))
        .withMessage("stopped");
    assertThat(TINY.write(folder, 2, _ -> {}).kept()).isEqualTo(100);
  }

  @Test
  void drawsEverythingAnewWhereTheManifestIsDamagedOrOfAnotherSize(@TempDir Path folder)
      throws Exception {
    TINY.write(folder, 2, _ -> {});
    Files.write(folder.resolve("catalogue.sha256"), new byte[] {(byte) 0xff, 0, 10});
    assertThat(TINY.write(folder, 2, _ -> {}).drawn()).isEqualTo(288);
    assertThat(Catalogue.ofSize(17).write(folder, 2, _ -> {}).drawn()).isEqualTo(288);
  }

  @Test
  void saysWhichFolderCannotBeWritten(@TempDir Path folder) throws Exception {
    var file = Files.writeString(folder.resolve("occupied"), "a file, not a folder");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> TINY.write(file, 1, _ -> {}))
        .withMessageStartingWith(file + " cannot be written (")
        .withMessageEndingWith("choose a folder that you may write to and that has 10 MB free");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TINY.write(folder, 0, _ -> {}))
        .withMessage("threads is 0; it must be at least 1");
  }

  private static Map<String, String> contents(Path folder) throws IOException {
    var contents = new TreeMap<String, String>();
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        contents.put(
            folder.relativize(file).toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
      }
    }
    return contents;
  }
}
