package dev.eidetic.evaluate.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.evaluate.Rankings;
import dev.eidetic.evaluate.dataset.Box;
import dev.eidetic.evaluate.file.MalformedFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevisitedProtocolTest {

  /// One query; image 0 is easy, 1 hard, 2 and 3 junk, 4 wrong.
  private final RevisitedTruth truth =
      new RevisitedTruth(
          "tiny",
          List.of("a", "b", "c", "d", "e"),
          List.of(
              new RevisitedQuery(
                  "q", new Box(1, 2, 3, 4), new int[] {0}, new int[] {1}, new int[] {2, 3})));

  @TempDir Path folder;

  @Test
  void setupsDifferInWhatIsRelevantAndWhatIsJunk() {
    var easy = truth.at(Difficulty.EASY).relevance(0);
    assertThat(easy.relevant()).containsExactly(0);
    assertThat(easy.junk()).containsExactly(1, 2, 3);
    var medium = truth.at(Difficulty.MEDIUM).relevance(0);
    assertThat(medium.relevant()).containsExactly(0, 1);
    assertThat(medium.junk()).containsExactly(2, 3);
    var hard = truth.at(Difficulty.HARD).relevance(0);
    assertThat(hard.relevant()).containsExactly(1);
    assertThat(hard.junk()).containsExactly(0, 2, 3);
  }

  @Test
  void junkMovesNobodyDown() {
    // junk, junk, easy, wrong, hard: judged are easy, wrong, hard
    var results =
        new RevisitedProtocol(truth, 0).evaluate(Rankings.of(new int[][] {{2, 3, 0, 4, 1}}, true));
    assertThat(results.get(0).meanAveragePrecision()).isEqualTo(1);
    // 0 at rank 0: (1 + 1) / 2; 1 at rank 2: (1/2 + 2/3) / 2; over two images
    assertThat(results.get(1).meanAveragePrecision())
        .isCloseTo((1 + (0.5 + 2 / 3.0) / 2) / 2, within(1e-12));
    // hard: easy is junk, so wrong then hard: (0 + 1/2) / 2
    assertThat(results.get(2).meanAveragePrecision()).isEqualTo(0.25);
  }

  @Test
  void distractorsPushRelevantImagesDown() {
    var protocol = new RevisitedProtocol(truth, 2);
    var results = protocol.evaluate(Rankings.of(new int[][] {{5, 0, 6, 1, 2, 3, 4}}, true));
    // easy, with 1 and the junk passed over: distractor, relevant: (0 + 1/2) / 2
    assertThat(results.getFirst().meanAveragePrecision()).isEqualTo(0.25);
    assertThat(truth.galleryWith(List.of("x", "y")))
        .containsExactly("a", "b", "c", "d", "e", "x", "y");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> truth.galleryWith(List.of("c")))
        .withMessage("distractor \"c\" is in the gallery already");
  }

  @Test
  void thePapersWaySpendsTheBudgetOnJudgedImagesOnly() {
    var first = Rankings.of(new int[][] {{2, 3, 4, 0, 1}}, true);
    Reranker relevantFirst = // knows that low numbers are right
        (_, candidates) -> IntStream.of(candidates).sorted().toArray();
    var results = new RevisitedProtocol(truth, 0).evaluate(first, relevantFirst, 3);
    assertThat(results).hasSize(6);
    var paper = results.get(1);
    assertThat(paper.rule())
        .isEqualTo(
            "re-ranked 3, as in papers: ground-truth junk removed before the re-rank budget is"
                + " spent");
    assertThat(paper.meanAveragePrecision()).isEqualTo(1); // 0, 1, 4
    var deployable = results.get(4);
    assertThat(deployable.rule())
        .isEqualTo(
            "re-ranked 3, deployable: re-rank budget spent without knowledge of the ground truth");
    // sees 2, 3, 4 and leaves 4, 0, 1: (0 + 1/2) / 2 and (1/2 + 2/3) / 2, over two
    assertThat(deployable.meanAveragePrecision())
        .isCloseTo((0.25 + (0.5 + 2 / 3.0) / 2) / 2, within(1e-12));
  }

  @Test
  void rerankersMayOnlyReorder() {
    var first = Rankings.of(new int[][] {{2, 3, 4, 0, 1}}, true);
    var protocol = new RevisitedProtocol(truth, 0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> protocol.evaluate(first, (_, _) -> new int[] {0, 0}, 2))
        .withMessage(
            "the re-ranker answered query 0 with other images than its 2 candidates; it may only"
                + " reorder them");
  }

  @Test
  void readsAnyTruthOfTheSameForm() throws IOException {
    var file = folder.resolve("gnd_mine.json");
    Files.writeString(
        file,
        """
        {"imlist": ["a", "b"], "qimlist": ["q"],
         "gnd": [{"easy": [1], "hard": [], "junk": [0], "bbx": [1, 2.5, 10, 20]}]}
        """);
    var read = RevisitedTruth.read(file);
    assertThat(read.name()).isEqualTo("mine");
    assertThat(read.queries().getFirst().box()).isEqualTo(new Box(1, 2.5, 10, 20));
  }

  @Test
  void refusesOtherFilesAndSaysWhere() throws IOException {
    refuses("[]", "it holds a list of 0; a dict of imlist, qimlist and gnd is expected");
    refuses("{}", "the file has no \"imlist\"");
    refuses("{\"imlist\": [\"a\", \"a\"]}", "imlist names an image twice");
    refuses("{\"imlist\": [1]}", "imlist[0] is the int 1; a str is expected");
    refuses(truth("[]"), "qimlist has 1 queries, gnd has 0; they must be as many");
    refuses(truth("[3]"), "gnd[0] is the int 3; a dict is expected");
    refuses(truth("[{\"ok\": []}]"), "gnd[0] has no \"easy\": this is the truth of the original");
    refuses(
        truth("[{\"easy\": [2], \"hard\": [], \"junk\": []}]"),
        "gnd[0].easy[0] is the int 2; an int from 0 to 1 is expected");
    refuses(
        truth("[{\"easy\": [1], \"hard\": [1], \"junk\": []}]"),
        "gnd[0].hard[0] is 1, which was listed before; an image is one of easy, hard and junk");
    refuses(
        truth("[{\"easy\": [1], \"hard\": [], \"junk\": [], \"bbx\": [1, 2]}]"),
        "gnd[0].bbx has 2 numbers; it must have 4");
    refuses(
        truth("[{\"easy\": [1], \"hard\": [], \"junk\": [], \"bbx\": [5, 2, 4, 9]}]"),
        "gnd[0].bbx: box is 5.0 2.0 4.0 9.0; its left and top must lie before");
    refuses("{", "it is no JSON");
  }

  private static String truth(String queries) {
    return "{\"imlist\": [\"a\", \"b\"], \"qimlist\": [\"q\"], \"gnd\": " + queries + "}";
  }

  private void refuses(String json, String complaint) throws IOException {
    var file = folder.resolve("gnd_bad.json");
    Files.writeString(file, json);
    assertThatExceptionOfType(MalformedFileException.class)
        .as(json)
        .isThrownBy(() -> RevisitedTruth.read(file))
        .withMessageContaining(complaint);
  }
}
