package dev.eidetic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.eidetic.testkit.TestPictures;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a user does with a folder of photographs.
class WholePathTest {

  @TempDir private Path folder;
  private Session session;
  private Path photos;

  @BeforeEach
  void drawPhotos() throws IOException {
    session = new Session(folder);
    photos = folder.resolve("photos");
    TestPictures.write(photos.resolve("red.png"), 1);
    TestPictures.write(photos.resolve("summer/blue.jpg"), 2);
    TestPictures.write(photos.resolve("summer/green.jpg"), 3);
    TestPictures.write(photos.resolve("summer/again.png"), 1); // the picture of red.png
  }

  @Test
  void indexSearchShowStatsVerifyExportDelete() throws IOException {
    var index = session.run("index", "photos");
    assertThat(index.code()).as(index.err()).isZero();
    assertThat(index.out()).containsPattern("added +4").contains("next: eidetic search");

    var search = session.run("search", "photos/red.png", "-k", "2", "--json");
    assertThat(search.code()).as(search.err()).isZero();
    assertThat(search.err()).contains("using collection " + photos.resolve(".eidetic"));
    assertThat(search.jsonList("hits"))
        .extracting(hit -> hit.get("id"))
        .containsExactlyInAnyOrder("red.png", "summer/again.png");
    assertThat(search.jsonList("hits"))
        .allSatisfy(hit -> assertThat(Session.number(hit.get("score"))).isGreaterThan(0.99999));

    var show = session.run("show", "-c", "photos", "summer/blue.jpg", "--json");
    assertThat(Session.object(show.json().get("fields")))
        .containsEntry("width", 96)
        .containsEntry("height", 64)
        .containsEntry("format", "jpeg")
        .containsEntry("folder", "summer");

    var stats = session.run("stats", "-c", "photos", "--json");
    assertThat(stats.json()).containsEntry("items", 4);
    assertThat(Session.object(stats.json().get("formats")))
        .containsEntry("png", 2)
        .containsEntry("jpeg", 2);

    var verify = session.run("verify", "-c", "photos", "--files");
    assertThat(verify.code()).isZero();
    assertThat(verify.out()).isEqualToIgnoringNewLines("4 items read, all whole");

    var delete = session.run("delete", "-c", "photos", "red.png");
    assertThat(delete.code()).isZero();
    assertThat(session.run("show", "-c", "photos", "red.png").code()).isEqualTo(ExitCodes.PARTIAL);
  }

  @Test
  void exportedRowsAndVectorsBelongTogether() throws IOException {
    session.run("index", "photos");
    var export =
        session.run("export", "-c", "photos", "--vectors", "v.fvecs", "--items", "i.jsonl");
    assertThat(export.code()).as(export.err()).isZero();
    var lines = Files.readAllLines(folder.resolve("i.jsonl"));
    assertThat(lines).hasSize(4);
    var vectors =
        ByteBuffer.wrap(Files.readAllBytes(folder.resolve("v.fvecs")))
            .order(ByteOrder.LITTLE_ENDIAN);
    int dimension = vectors.getInt(0);
    assertThat(vectors.capacity()).isEqualTo(4 * (4 * dimension + 4));
    for (int row = 0; row < 4; row++) {
      var item = JSON.std.mapFrom(lines.get(row));
      var show =
          session.run("show", "-c", "photos", "--json", "--vector", String.valueOf(item.get("id")));
      float first = vectors.getFloat(row * (4 * dimension + 4) + 4);
      assertThat(show.out()).contains("\"vector\":[" + first + ",");
    }
  }

  @Test
  void aSecondRunSkipsAllAndAThirdFindsWhatChanged() throws IOException {
    session.run("index", "photos");
    var second = session.run("index", "photos");
    assertThat(second.out()).containsPattern("added +0").containsPattern("unchanged +4");
    TestPictures.write(photos.resolve("red.png"), 77);
    var third = session.run("index", "photos");
    assertThat(third.out()).containsPattern("replaced +1").containsPattern("unchanged +3");
  }

  @Test
  void pruneRemovesWhatIsGoneAndNothingElse() throws IOException {
    session.run("index", "photos");
    Files.delete(photos.resolve("red.png"));
    assertThat(session.run("index", "photos").out()).doesNotContain("pruned");
    assertThat(session.run("show", "-c", "photos", "red.png").code()).isZero();
    assertThat(session.run("index", "photos", "--prune").out()).containsPattern("pruned +1");
    assertThat(session.run("show", "-c", "photos", "red.png").code()).isEqualTo(1);
    assertThat(session.run("stats", "-c", "photos", "--json").json()).containsEntry("items", 3);
  }

  @Test
  void metadataJoinsByPathAndCanBeFiltered() throws IOException {
    Files.writeString(
        folder.resolve("m.csv"),
        "image,price,colour\nred.png,10,red\nsummer/blue.jpg,20.5,blue\nnowhere.jpg,1,none\n");
    var index = session.run("index", "photos", "--metadata", "m.csv");
    assertThat(index.code()).as(index.err()).isZero();
    assertThat(index.out()).containsPattern("unmatched +1");
    var search = session.run("search", "photos/red.png", "--where", "price:[15 TO 30]", "--json");
    assertThat(search.jsonList("hits"))
        .extracting(hit -> hit.get("id"))
        .containsExactly("summer/blue.jpg");
    var table = session.run("search", "photos/red.png", "--fields", "price,colour", "-k", "1");
    assertThat(table.out().lines().findFirst().orElse("")).contains("price").contains("colour");
    var badType = session.run("index", "photos", "--metadata", "m.csv", "--type", "price=number");
    assertThat(badType.code()).isEqualTo(ExitCodes.USAGE);
    assertThat(badType.err()).contains("field type \"number\" is unknown").contains("decimal");
  }

  @Test
  void likeAndUnlikeTakeIdsFilesAndBoth() throws IOException {
    session.run("index", "photos");
    var search =
        session.run(
            "search",
            "-c",
            "photos",
            "red.png",
            "--like",
            "photos/summer/blue.jpg",
            "--unlike",
            "summer/green.jpg",
            "--json");
    assertThat(search.code()).as(search.err()).isZero();
    assertThat(Session.object(search.json().get("query")))
        .containsEntry("like", List.of("red.png", "photos/summer/blue.jpg"))
        .containsEntry("unlike", List.of("summer/green.jpg"));
    assertThat(search.jsonList("hits"))
        .extracting(hit -> hit.get("id"))
        .doesNotContain("red.png", "summer/green.jpg");
  }

  @Test
  void anExistingFileWinsOverAnIdUnlessTold() throws IOException {
    session.run("index", "photos", "-c", "all");
    var inside = new Session(photos);
    var asFile = inside.run("search", "-c", "../all", "red.png", "-k", "1", "--json");
    assertThat(asFile.jsonList("hits").getFirst().get("id")).isIn("red.png", "summer/again.png");
    var asId = inside.run("search", "-c", "../all", "id:red.png", "--json");
    assertThat(asId.jsonList("hits")).extracting(hit -> hit.get("id")).doesNotContain("red.png");
  }

  @Test
  void aPageWithPicturesIsWritten() throws IOException {
    session.run("index", "photos");
    var search = session.run("search", "photos/red.png", "--html", "out/hits.html");
    assertThat(search.code()).as(search.err()).isZero();
    assertThat(Files.readString(folder.resolve("out/hits.html"), StandardCharsets.UTF_8))
        .contains("summer/again.png")
        .contains("data:image/jpeg;base64,");
  }

  @Test
  void filesAndListsGetTheIdsThatTheFolderWouldGive() throws IOException {
    session.run("index", "photos");
    TestPictures.write(photos.resolve("summer/new one.jpg"), 9);
    Files.writeString(folder.resolve("list.txt"), "photos/summer/new one.jpg\n\n");
    var index = session.run("index", "@list.txt", "-c", "photos");
    assertThat(index.code()).as(index.err()).isZero();
    assertThat(session.run("show", "-c", "photos", "summer/new one.jpg").code()).isZero();
    var folderRun = session.run("index", "photos");
    assertThat(folderRun.out()).containsPattern("added +0").containsPattern("unchanged +5");
  }

  @Test
  void theCollectionOfTheEnvironmentIsUsed() {
    session.run("index", "photos", "-c", "elsewhere");
    session.with("EIDETIC_COLLECTION", folder.resolve("elsewhere").toString());
    var stats = session.run("stats");
    assertThat(stats.code()).as(stats.err()).isZero();
    assertThat(stats.err()).contains("elsewhere");
  }
}
