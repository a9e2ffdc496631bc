package dev.eidetic.evaluate.ranks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.eidetic.evaluate.file.MalformedFileException;
import dev.eidetic.testkit.Seeds;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankFileTest {

  private static final int[][] ANSWERS = {{2, 0, 3, 1}, {1, 3, 0, 2}, {3, 2, 1, 0}};
  private static final RankFormat FORMAT = RankFormat.of(3, 4);
  private static final RankFormat NAMED =
      FORMAT.named(List.of("q0", "q1", "q2"), List.of("a", "b", "c", "d"));

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"v1-i8", "v1-u2-columns-first", "v2-i4-big", "v3-u1"})
  void readsWhatNumPyWrites(String name) throws IOException {
    assertReads(resource(name + ".npy"), FORMAT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1-i4-transposed", "v1-i4-transposed-columns-first"})
  void readsOneColumnPerQueryIfTold(String name) throws IOException {
    assertReads(resource(name + ".npy"), FORMAT.transposed());
  }

  @Test
  void takesOneAxisAsOneAnswer() throws IOException {
    try (var ranks = RankFile.open(resource("one-axis.npy"), RankFormat.of(1, 4))) {
      assertThat(ranks.ranked(0)).containsExactly(2, 0, 3, 1);
    }
  }

  @Test
  void saysWhetherAnswersListTheWholeGallery() throws IOException {
    try (var top = RankFile.open(resource("top2.npy"), FORMAT);
        var whole = RankFile.open(resource("v3-u1.npy"), FORMAT)) {
      assertThat(top.complete()).isFalse();
      assertThat(top.ranked(1)).containsExactly(1, 3);
      assertThat(whole.complete()).isTrue();
    }
  }

  @Test
  void readsRawNumbersBySizesInTheName() throws IOException {
    assertReads(raw("r_u16le_3x4.bin", 2, ANSWERS), FORMAT);
    assertReads(raw("r_u32le_3x4.bin", 4, ANSWERS), FORMAT);
    int[][] turned = {{2, 1, 3}, {0, 3, 2}, {3, 0, 1}, {1, 2, 0}};
    assertReads(raw("t_u16le_4x3.bin", 2, turned), FORMAT.transposed());
  }

  @Test
  void readsJsonOfOrdinalsAndOfNames() throws IOException {
    assertReads(text("a.json", "[[2,0,3,1],[1,3,0,2],[3,2,1,0]]"), FORMAT);
    assertReads(text("t.json", "[[2,1,3],[0,3,2],[3,0,1],[1,2,0]]"), FORMAT.transposed());
    assertReads(
        text("n.json", "[[\"c\",\"a\",\"d\",\"b\"],[1,3,0,2],[\"d\",\"c\",\"b\",\"a\"]]"), NAMED);
    assertReads(text("o.json", "{\"q2\":[3,2,1,0],\"q0\":[\"c\",0,3,1],\"q1\":[1,3,0,2]}"), NAMED);
  }

  @Test
  void readsCsvOfOrdinalsOfNamesAndAsSubmitted() throws IOException {
    assertReads(text("a.csv", "2,0,3,1\n1,3,0,2\r\n3, 2, 1, 0\n"), FORMAT);
    assertReads(text("t.csv", "2,1,3\n0,3,2\n3,0,1\n1,2,0"), FORMAT.transposed());
    assertReads(text("n.csv", "c,a,d,b\nb,d,a,c\nd,c,b,a"), NAMED);
    assertReads(text("s.csv", "id,images\nq1,b d a c\nq0,c a d b\nq2,d c b a\n"), NAMED);
  }

  @Test
  void answersMayBeOfDifferentLengthsInText() throws IOException {
    try (var ranks = RankFile.open(text("r.json", "[[],[3],[0,1]]"), FORMAT)) {
      assertThat(ranks.ranked(0)).isEmpty();
      assertThat(ranks.ranked(2)).containsExactly(0, 1);
      assertThat(ranks.complete()).isFalse();
    }
  }

  @Test
  void refusesAnswersThatAreNoRankings() throws IOException {
    refuses(
        raw("d_u16le_3x4.bin", 2, new int[][] {{0, 1, 2, 3}, {0, 1, 1, 2}, {0, 1, 2, 3}}),
        FORMAT,
        "answer 1, place 2: image 1 was listed before; an answer names each once");
    refuses(
        raw("o_u16le_3x4.bin", 2, new int[][] {{0, 1, 2, 3}, {0, 1, 2, 3}, {0, 1, 2, 4}}),
        FORMAT,
        "answer 2, place 3: 4 is no image; the gallery's are 0 to 3");
    refuses(text("n.json", "[[0],[-1],[0]]"), FORMAT, "answer 1, place 0: -1 is no image");
    refuses(text("z.csv", "2,0,0\n1\n2\n"), FORMAT, "is the list padded with zeros? shorten it");
    refuses(text("x.csv", "2,x\n1\n2\n"), FORMAT, "line 1: \"x\" is no ordinal");
    refuses(
        text("b.json", "[[3000000000],[1],[1]]"), FORMAT, "3000000000 does not fit into 32 bits");
  }

  @Test
  void refusesOtherSidesAndSaysWhichWayRound() throws IOException {
    refuses(
        resource("v1-i4-transposed.npy"),
        FORMAT,
        "it is 4 x 3, with one row per query; there are 3 queries: its columns are the queries (as"
            + " in revisitop), read it as \"transposed\"");
    refuses(
        resource("v1-i8.npy"),
        FORMAT.transposed(),
        "its rows are the queries, read it without \"transposed\"");
    refuses(resource("v1-i8.npy"), RankFormat.of(3, 3), "its answers have 4 entries");
    refuses(text("few.json", "[[1]]"), FORMAT, "it has 1 answers; there are 3 queries");
    refuses(text("many.json", "[[1],[1],[1],[1]]"), FORMAT, "it has more than 3 rows");
    refuses(text("unknown.json", "{\"q9\":[1]}"), NAMED, "it answers query \"q9\", which is not");
    refuses(text("twice.json", "{\"q1\":[1],\"q1\":[1]}"), NAMED, "it answers query \"q1\" twice");
    refuses(text("name.csv", "c,e\n"), NAMED, "answer 0 names \"e\", which is not in the gallery");
    refuses(text("nameless.json", "[[\"c\"]]"), FORMAT, "the gallery's list of names is needed");
  }

  @Test
  void refusesFilesThatAreNotWhatTheyClaim() throws IOException {
    refuses(resource("scores.npy"), FORMAT, "its numbers are of type <f4; ranks are whole");
    refuses(resource("three-axes.npy"), FORMAT, "its shape is (3, 2, 2); one or two axes are read");
    refuses(resource("records.npy"), FORMAT, "it holds records with named fields");
    refuses(resource("texts.npy"), FORMAT, "its numbers are of type \"<U1\"");
    refuses(
        raw("w_u16le_4x4.bin", 2, ANSWERS),
        FORMAT,
        "it has 24 bytes; its name promises 4 x 4 numbers of 2 bytes: truncated?");
    refuses(raw("w_u16le.bin", 2, ANSWERS), FORMAT, "a raw file's name must end with its layout");
    refuses(raw("w_u32le_999999999x9999999999.bin", 4, ANSWERS), FORMAT, "truncated?");
    refuses(text("a.txt", "1 2"), FORMAT, "its name does not tell how it is laid out");
    refuses(text("e.npy", ""), FORMAT, "it does not begin as a .npy file does");
    refuses(text("e.json", ""), FORMAT, "rankings are an array of arrays");
    refuses(text("h.json", "[[1,2"), FORMAT, "it is no JSON");
    refuses(text("d.json", "[".repeat(100_000)), FORMAT, "an array");
    refuses(text("u.csv", "\"1,2\n3"), FORMAT, "it is no CSV");
  }

  @Test
  void refusesEveryTruncationOfAnArray() throws IOException {
    byte[] whole = Files.readAllBytes(resource("v2-i4-big.npy"));
    for (int length = 0; length < whole.length; length++) {
      var file = folder.resolve("cut.npy");
      Files.write(file, Arrays.copyOf(whole, length));
      refuses(file, FORMAT, "cut.npy");
    }
  }

  @Test
  void aDamagedArrayIsRefusedOrReadAndNothingElse() throws IOException {
    byte[] whole = Files.readAllBytes(resource("v1-i8.npy"));
    for (var random : Seeds.many(300)) {
      byte[] damaged = whole.clone();
      for (int i = random.nextInt(1, 5); i > 0; i--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      var file = folder.resolve("damaged.npy");
      Files.write(file, damaged);
      try (var ranks = RankFile.open(file, FORMAT)) {
        assertThat(ranks.queries()).as("%s", random).isEqualTo(3);
      } catch (MalformedFileException e) {
        assertThat(e).as("%s", random).hasMessageContaining("damaged.npy");
      }
    }
  }

  @Test
  void readsAMillionColumns() throws IOException {
    int gallery = 1_000_000;
    var order = new ArrayList<>(IntStream.range(0, gallery).boxed().toList());
    Collections.shuffle(order, Seeds.of(7));
    int[] answer = order.stream().mapToInt(Integer::intValue).toArray();
    var format = RankFormat.of(2, gallery);
    int[] reversed = order.reversed().stream().mapToInt(Integer::intValue).toArray();
    int[][] answers = {answer, reversed};
    var json = new StringBuilder("[");
    var csv = new StringBuilder();
    for (int[] one : answers) {
      String list = Arrays.toString(one).replace(" ", "");
      json.append(json.length() > 1 ? "," : "").append(list);
      csv.append(list, 1, list.length() - 1).append('\n');
    }
    for (var file :
        List.of(
            raw("m_u32le_2x1000000.bin", 4, answers),
            text("m.json", json.append(']').toString()),
            text("m.csv", csv.toString()))) {
      try (var ranks = RankFile.open(file, format)) {
        assertThat(ranks.complete()).as(file.toString()).isTrue();
        assertThat(ranks.ranked(0)).isEqualTo(answer);
        assertThat(ranks.ranked(1)).isEqualTo(reversed);
      }
    }
  }

  private static void assertReads(Path file, RankFormat format) throws IOException {
    try (var ranks = RankFile.open(file, format)) {
      assertThat(ranks.queries()).isEqualTo(ANSWERS.length);
      assertThat(ranks.complete()).isTrue();
      for (int query = 0; query < ANSWERS.length; query++) {
        assertThat(ranks.ranked(query)).as("%s, %d", file, query).isEqualTo(ANSWERS[query]);
      }
    }
  }

  private static void refuses(Path file, RankFormat format, String complaint) {
    assertThatExceptionOfType(MalformedFileException.class)
        .as("%s", file)
        .isThrownBy(() -> RankFile.open(file, format).close())
        .withMessageContaining(complaint);
  }

  private Path resource(String name) throws IOException {
    try (var stream = RankFileTest.class.getResourceAsStream(name)) {
      assertThat(stream).as(name).isNotNull();
      return Files.write(folder.resolve(name), stream.readAllBytes());
    }
  }

  private Path text(String name, String content) throws IOException {
    return Files.write(folder.resolve(name), content.getBytes(StandardCharsets.UTF_8));
  }

  private Path raw(String name, int bytes, int[][] rows) throws IOException {
    var buffer =
        ByteBuffer.allocate(rows.length * rows[0].length * bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int[] row : rows) {
      for (int entry : row) {
        if (bytes == 2) {
          buffer.putShort((short) entry);
        } else {
          buffer.putInt(entry);
        }
      }
    }
    return Files.write(folder.resolve(name), buffer.array());
  }
}
