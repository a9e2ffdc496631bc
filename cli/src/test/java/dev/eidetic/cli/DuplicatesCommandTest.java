package dev.eidetic.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.eidetic.testkit.SharedData;
import dev.eidetic.testkit.TestPictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuplicatesCommandTest {

  @TempDir private Path folder;

  /// One picture as two files of the same bytes and once smaller, one alone, one whose file goes.
  @BeforeEach
  void makePictures() throws IOException {
    Files.createDirectories(folder.resolve("p"));
    write("a.png", TestPictures.file(1, 300, 200, "png"));
    write("b.png", TestPictures.file(1, 300, 200, "png"));
    write("other.png", TestPictures.file(2, 300, 200, "png"));
  }

  private void write(String name, byte[] file) throws IOException {
    Files.write(folder.resolve("p").resolve(name), file);
  }

  private Session.Result run(String... arguments) {
    return new Session(folder).run(arguments);
  }

  @Test
  void copiesAreListedAndNothingIsDeleted() {
    assertThat(run("index", "p").code()).isZero();
    var result = run("duplicates", "-c", "p");
    assertThat(result.code()).isZero();
    assertThat(result.out())
        .contains("keep    a.png", "exact   b.png", "1 copy of 3 items in 1 group");
    assertThat(run("duplicates", "-c", "p", "--ids").out()).isEqualToIgnoringNewLines("b.png");
    assertThat(folder.resolve("p/b.png")).exists();
  }

  @Test
  void theNextRunReadsNewPicturesOnly() throws IOException {
    assertThat(run("index", "p").code()).isZero();
    assertThat(run("duplicates", "-c", "p", "--kind", "near").code()).isZero();
    var log = folder.resolve("p/.eidetic/perceptual-hashes.pdq");
    long record = Files.size(log) / 2; // of two different files
    write("new.jpg", TestPictures.file(1, 300, 200, "jpg"));
    assertThat(run("index", "p").code()).isZero();
    var result = run("duplicates", "-c", "p", "--kind", "near");
    assertThat(result.out()).contains("near    new.jpg");
    assertThat(Files.size(log)).isEqualTo(3 * record);
  }

  @Test
  void whatAPersonSaysIsNoCopyIsKeptApart() throws IOException {
    write("new.jpg", TestPictures.file(1, 300, 200, "jpg"));
    assertThat(run("index", "p").code()).isZero();
    assertThat(run("duplicates", "-c", "p").out()).contains("near    new.jpg", "2 copies of 4");
    var said = run("duplicates", "-c", "p", "--not-copies", "new.jpg,a.png");
    assertThat(said.code()).isZero();
    assertThat(said.err()).contains("remembered");
    assertThat(run("duplicates", "-c", "p").out())
        .contains("exact   b.png", "1 copy of 4 items in 1 group")
        .doesNotContain("new.jpg");
    var same = run("duplicates", "-c", "p", "--not-copies", "a.png,b.png");
    assertThat(same.code()).isEqualTo(ExitCodes.USAGE);
    assertThat(same.err()).contains("both are of one file, which is always its own copy");
    assertThat(run("duplicates", "-c", "p", "--not-copies", "a.png").err())
        .contains("names [a.png] only; it takes two ids or more");
    assertThat(run("duplicates", "-c", "p", "--not-copies", "a.png,c.png").err()).contains("c.png");
  }

  @Test
  void aFileThatIsGoneIsSaidToBe() throws IOException {
    assertThat(run("index", "p").code()).isZero();
    Files.delete(folder.resolve("p/other.png"));
    var result = run("duplicates", "-c", "p");
    assertThat(result.code()).isZero();
    assertThat(result.err()).contains("1 file could not be read");
  }

  @Test
  void withoutCopiesItSaysSo() throws IOException {
    Files.delete(folder.resolve("p/b.png"));
    assertThat(run("index", "p").code()).isZero();
    var result = run("duplicates", "-c", "p");
    assertThat(result.code()).isEqualTo(ExitCodes.PARTIAL);
    assertThat(result.out()).isEqualToIgnoringNewLines("0 copies of 2 items in 0 groups");
  }

  @Test
  void wrongChoicesSayWhichThereAre() {
    assertThat(run("index", "p").code()).isZero();
    var kind = run("duplicates", "-c", "p", "--kind", "all");
    assertThat(kind.code()).isEqualTo(ExitCodes.USAGE);
    assertThat(kind.err()).contains("kind \"all\" is unknown; it is exact, near, edited or scene");
    assertThat(run("duplicates", "-c", "p", "--keep", "newest").err()).contains("largest, oldest");
  }

  /// PDQ's own test pictures: eleven edits of one photograph, and it in eight orientations.
  @Test
  void allPublishedEditsAndOrientationsOfOnePhotographAreFound() throws IOException {
    var photographs = SharedData.find("copydetect-pdq");
    assumeThat(photographs).as(SharedData.REASON).isPresent();
    assertThat(run("index", photographs.get().toString(), "-c", "c").code()).isLessThan(2);
    var page = folder.resolve("copies.html");
    var result = run("duplicates", "-c", "c", "--json", "--html", page.toString());
    assertThat(page).content().contains("bridge-7-flip-plus-1.jpg").contains("data:image/jpeg");
    var kinds = new LinkedHashMap<String, Object>();
    for (var group : list(result.json(), "groups")) {
      var names = new ArrayList<>(List.of(String.valueOf(((Map<?, ?>) group).get("keep"))));
      for (var copy : list((Map<?, ?>) group, "copies")) {
        names.add(String.valueOf(((Map<?, ?>) copy).get("id")));
        kinds.put(names.getLast(), ((Map<?, ?>) copy).get("kind"));
      }
      if (names.contains("bridge-mods/aaa-orig.jpg")) {
        assertThat(names.stream().filter(name -> name.startsWith("bridge-mods/"))).hasSize(12);
        assertThat(names.stream().filter(name -> name.contains("/dih/"))).hasSize(8);
        assertThat(names).noneMatch(name -> name.contains("labelme"));
      }
    }
    assertThat(kinds)
        .containsEntry("bridge-mods/shrink-a-lot.jpg", "near")
        .containsEntry("reg-test-input/dih/bridge-5-flipx.jpg", "edited");
  }

  private static List<?> list(Map<?, ?> json, String name) {
    return (List<?>) Objects.requireNonNull(json.get(name), name);
  }
}
