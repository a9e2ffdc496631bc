package dev.eidetic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.testkit.TestPictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that are no good, and names that are no good.
class RefusedFilesTest {

  @TempDir private Path folder;
  private Session session;

  @BeforeEach
  void drawOne() throws IOException {
    session = new Session(folder);
    TestPictures.write(folder.resolve("p/good.jpg"), 1);
  }

  @Test
  void aReadmeIsToldButIsNoFailure() throws IOException {
    Files.writeString(folder.resolve("p/README"), "hello, these are my photographs");
    var index = session.run("index", "p");
    assertThat(index.code()).isZero();
    assertThat(index.out()).containsPattern("refused +1").contains("not an image: 1");
  }

  @Test
  void anEmptyFolderIsToldInsteadOfASearchSuggested() throws IOException {
    Files.createDirectories(folder.resolve("nothing"));
    var index = session.run("index", "nothing");
    assertThat(index.code()).isZero();
    assertThat(index.out()).contains("no file was found in").doesNotContain("next:");
  }

  @Test
  void aCorruptImageMakesTheRunPartialAndIsListedUntilItIsMended() throws IOException {
    byte[] picture = TestPictures.file(2, 96, 64, "png");
    Files.write(folder.resolve("p/broken.png"), Arrays.copyOf(picture, 40));
    Files.createFile(folder.resolve("p/empty.jpg"));
    var index = session.run("index", "p");
    assertThat(index.code()).isEqualTo(ExitCodes.PARTIAL);
    var stats = session.run("stats", "-c", "p", "--quarantine");
    assertThat(stats.out()).contains("broken.png: ").contains("empty.jpg: ");
    assertThat(session.run("stats", "-c", "p", "--json").jsonList("quarantine"))
        .extracting(refusal -> refusal.get("id"))
        .containsExactlyInAnyOrder("broken.png", "empty.jpg");
    var show = session.run("show", "-c", "p", "broken.png");
    assertThat(show.code()).isEqualTo(ExitCodes.PARTIAL);
    assertThat(show.err()).contains("in quarantine");

    Files.write(folder.resolve("p/broken.png"), picture);
    Files.delete(folder.resolve("p/empty.jpg"));
    assertThat(session.run("index", "p").code()).isZero();
    assertThat(session.run("stats", "-c", "p", "--json").jsonList("quarantine")).isEmpty();
  }

  @Test
  void namesWithLineBreaksAndEmojiStayOneLineOfVisibleText() throws IOException {
    String name = "a\n\u001b[31mcat \uD83D\uDC08.jpg";
    TestPictures.write(folder.resolve("p").resolve(name), 5);
    assertThat(session.run("index", "p").code()).isZero();
    var search = session.run("search", "p/good.jpg");
    assertThat(search.out().lines()).hasSize(3); // heading and two hits
    assertThat(search.out()).contains("a␊␛[31mcat \uD83D\uDC08.jpg").doesNotContain("\u001b");
    var json = session.run("search", "p/good.jpg", "--json");
    assertThat(json.jsonList("hits")).extracting(hit -> hit.get("id")).contains(name);
    var show = session.run("show", "-c", "p", name);
    assertThat(show.code()).isZero();
    assertThat(show.out()).doesNotContain("\u001b");
    var missing = session.run("show", "-c", "p", "x\u001b[2J");
    assertThat(missing.err()).doesNotContain("\u001b");
  }

  @Test
  void aNarrowTerminalShortensPathsInTheMiddleAndAPipeDoesNot() throws IOException {
    String name = "a".repeat(60) + "/" + "b".repeat(60) + ".jpg";
    TestPictures.write(folder.resolve("p").resolve(name), 5);
    session.run("index", "p");
    assertThat(session.run("search", "p/good.jpg").out()).contains(name);
    session.wide(80);
    var narrow = session.run("search", "p/good.jpg");
    assertThat(narrow.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(81));
    assertThat(narrow.out()).contains("…").contains("b.jpg");
  }
}
