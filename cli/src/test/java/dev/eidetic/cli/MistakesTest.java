package dev.eidetic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.testkit.LoopbackServer;
import dev.eidetic.testkit.TestPictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What users get wrong: one line that says so, and an exit code.
class MistakesTest {

  @TempDir private Path folder;
  private Session session;

  @BeforeEach
  void indexTwoPictures() throws IOException {
    session = new Session(folder);
    TestPictures.write(folder.resolve("p/one.png"), 1);
    TestPictures.write(folder.resolve("p/two.png"), 2);
    Files.writeString(folder.resolve("notes.txt"), "no picture");
    session.run("index", "p", "-c", "c", "--quiet");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          serach p                             | 2 | did you mean serve or search
          search --jsno p/one.png              | 2 | did you mean --json
          search                               | 2 | a search needs an example
          search p/one.png                     | 2 | no collection is near
          search -c nowhere p/one.png          | 2 | holds no collection
          search -c c nothing.png              | 2 | "nothing.png" is no file, and item
          search -c c id:oen.png               | 2 | did you mean "one.png"
          search -c c file:no.png              | 3 | no.png does not exist
          search -c c notes.txt                | 3 | notes.txt: the file is no image
          search -c c one.png --where widht:3  | 2 | did you mean "width"
          search -c c one.png --where "(a"     | 2 | cannot be read
          search -c c one.png --fields heigth  | 2 | did you mean "height"
          search -c c one.png -k 0             | 2 | count is 0; it must be 1 to 100000
          search -c c one.png -k many          | 2 | 'many' is not an int
          search -c c one.png --min-score 3    | 2 | minScore is 3.0; it must be -1 to 1
          search -c c http://[bad              | 2 | is no web address
          search -c c one.png --unlike one.png | 0 | ``
          index                                | 2 | Missing required parameter
          index nowhere                        | 2 | nowhere does not exist
          index p p/one.png -c c               | 2 | is a folder
          index @nolist.txt -c c               | 2 | list nolist.txt does not exist
          index p -c c --workers 0             | 2 | workers is 0
          index p -c c --max-megapixels 0      | 2 | maxPixels is 0
          index p -c c --key id                | 2 | need --metadata
          index p -c c --metadata no.csv       | 2 | no.csv does not exist
          index p -c d --model nomodel         | 2 | model "nomodel" is not in the store
          show -c c noe.png                    | 1 | did you mean "one.png"
          show -c c                            | 2 | Missing required parameter
          delete -c c                          | 2 | either ids or --where
          delete -c c a --where b              | 2 | either ids or --where
          delete -c c nothing                  | 1 | is not in collection
          delete -c c --where format:gif       | 1 | nothing passes the filter
          delete -c c --where format:png       | 2 | 2 items would be deleted
          export -c c --vectors v --items i    | 2 | ends in neither .npy nor .fvecs
          verify -c nowhere                    | 2 | holds no collection
          model show nomodel                   | 2 | model "nomodel" is not in the store
          model remove nomodel                 | 1 | is not in the store
          model add x                          | 2 | either --onnx FILE or --folder DIR
          model add x --onnx notes.txt         | 2 | say --preset
          model add x --onnx n --preset raw    | 2 | does not exist
          model pull hf:a/b --offline          | 3 | --offline is set
          model pull gold                      | 2 | must look like hf:owner/name
          """)
  void isSaidInOneLine(String commandLine, int code, String message) {
    var result = session.run(commandLine.strip().replace("\"", "").split(" +"));
    assertThat(result.code()).as(result.err()).isEqualTo(code);
    assertThat(result.err()).contains(message);
    assertThat(result.err()).doesNotContain("\tat ");
    if (code >= ExitCodes.USAGE) {
      assertThat(result.out()).isEmpty();
      assertThat(result.err().lines().filter(line -> line.startsWith("eidetic: "))).hasSize(1);
    }
  }

  @Test
  void nothingAboveTheScoreIsNothingFound() {
    var search = session.run("search", "-c", "c", "id:one.png", "--min-score", "0.9999");
    assertThat(search.code()).isEqualTo(ExitCodes.PARTIAL);
    assertThat(search.out()).isEmpty();
    assertThat(search.err()).contains("nothing found");
    var json = session.run("search", "-c", "c", "id:one.png", "--min-score", "0.9999", "--json");
    assertThat(json.code()).isEqualTo(ExitCodes.PARTIAL);
    assertThat(json.out()).contains("\"hits\":[]");
  }

  @Test
  void anOptionOutOfRangeLeavesNoCollectionBehind() {
    assertThat(session.run("index", "p", "-c", "d", "--workers", "0").code())
        .isEqualTo(ExitCodes.USAGE);
    assertThat(folder.resolve("d")).doesNotExist();
  }

  @Test
  void debuggingAddsTheStackTrace() {
    var result = session.with("EIDETIC_DEBUG", "1").run("search", "-c", "nowhere", "x");
    assertThat(result.err()).contains("\tat dev.eidetic");
  }

  @Test
  void deletingByFilterAsksAndTakesNoForNo() {
    var no = session.answering("n\n").run("delete", "-c", "c", "--where", "format:png");
    assertThat(no.code()).isEqualTo(ExitCodes.PARTIAL);
    assertThat(no.err()).contains("delete 2 items from").contains("nothing deleted");
    var yes = session.answering("y\n").run("delete", "-c", "c", "--where", "format:png");
    assertThat(yes.code()).isZero();
    assertThat(yes.out()).contains("deleted 2 items");
  }

  @Test
  void picturesFromTheWebAreSearchedAndTheirAbsenceIsSaid() throws IOException {
    try (var server = LoopbackServer.start()) {
      server.serve("/one.png", TestPictures.file(1, 96, 64, "png"));
      var found =
          session.run("search", "-c", "c", server.uri("/one.png").toString(), "-k", "1", "--json");
      assertThat(found.code()).as(found.err()).isZero();
      assertThat(found.jsonList("hits").getFirst()).containsEntry("id", "one.png");
      var missing = session.run("search", "-c", "c", server.uri("/no.png").toString());
      assertThat(missing.code()).isEqualTo(ExitCodes.FAILURE);
      assertThat(missing.err()).contains("404");
    }
  }
}
