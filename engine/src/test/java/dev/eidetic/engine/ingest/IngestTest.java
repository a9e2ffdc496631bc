package dev.eidetic.engine.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.eidetic.engine.Collection;
import dev.eidetic.engine.EngineException.NotFoundException;
import dev.eidetic.engine.Pictures;
import dev.eidetic.engine.Refusal;
import dev.eidetic.engine.Refusal.Reason;
import dev.eidetic.engine.fields.BuiltInField;
import dev.eidetic.engine.fields.FieldValue;
import dev.eidetic.engine.metadata.MetadataTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestTest {

  @TempDir Path folder;
  private Path photos;
  private Collection collection;

  @BeforeEach
  void create() throws IOException {
    photos = folder.resolve("photos");
    Files.createDirectories(photos);
    collection =
        Collection.create(folder.resolve("collection"), Pictures.encoder(), Pictures.decoder());
  }

  @AfterEach
  void close() throws IOException {
    collection.close();
  }

  private IngestReport run() throws IOException, InterruptedException {
    return run(IngestOptions.standard());
  }

  private IngestReport run(IngestOptions options) throws IOException, InterruptedException {
    return collection.addAll(new FolderSource(photos), options, IngestListener.silent());
  }

  private Set<String> ids() throws IOException {
    var ids = new TreeSet<String>();
    try (var now = collection.snapshot()) {
      now.forEach("", (item, _) -> ids.add(item.id()));
    }
    return ids;
  }

  private Map<String, Refusal> refusals() throws IOException {
    var byId = new java.util.TreeMap<String, Refusal>();
    try (var now = collection.snapshot()) {
      now.refusals().forEach(refusal -> byId.put(refusal.id(), refusal));
    }
    return byId;
  }

  private Refusal refusal(String id) throws IOException {
    return Objects.requireNonNull(refusals().get(id), id);
  }

  @Test
  void everyPictureOfAFolderBecomesAnItemWithItsFacts() throws Exception {
    Pictures.write(photos.resolve("a.png"), 1);
    var inner = Pictures.write(photos.resolve("sea/beach/IMG_2041.png"), 2);
    Files.setLastModifiedTime(inner, FileTime.from(Instant.parse("2024-05-06T07:08:09Z")));
    Pictures.write(photos.resolve(".hidden/c.png"), 3);
    Pictures.write(photos.resolve(".d.png"), 4);

    var report = run();

    assertThat(ids()).containsExactly("a.png", "sea/beach/IMG_2041.png");
    assertThat(report.progress().added()).isEqualTo(2);
    assertThat(report.progress().saved()).isEqualTo(2);
    assertThat(report.isComplete()).isTrue();
    var item = collection.get("sea/beach/IMG_2041.png").orElseThrow();
    assertThat(item.path()).isEqualTo(inner.toRealPath().toString());
    assertThat(item.root()).isEqualTo(photos.toRealPath().toString());
    assertThat(item.fields())
        .containsEntry("format", FieldValue.of("png"))
        .containsEntry("width", FieldValue.of(8L))
        .containsEntry("height", FieldValue.of(8L))
        .containsEntry("bytes", FieldValue.of((long) Pictures.png(2).length))
        .containsEntry("folder", FieldValue.of("sea/beach"))
        .containsEntry("modified", FieldValue.of(Instant.parse("2024-05-06T07:08:09Z")));
    try (var now = collection.snapshot()) {
      assertThat(now.count("folder:sea AND 2041")).isEqualTo(1);
    }
  }

  @Test
  void aSecondRunSkipsWhatIsUnchangedReplacesWhatChangedAndKeepsVectorsOfTheTouched()
      throws Exception {
    for (int i = 0; i < 10; i++) {
      Pictures.write(photos.resolve(i + ".png"), i);
    }
    run();
    var indexed = collection.get("3.png").orElseThrow().field(BuiltInField.INDEXED.label());
    assertThat(run().progress().unchanged()).isEqualTo(10);

    Pictures.write(photos.resolve("1.png"), 101);
    Files.setLastModifiedTime(
        photos.resolve("1.png"), FileTime.from(Instant.parse("2031-01-01T00:00:00Z")));
    Files.setLastModifiedTime(
        photos.resolve("3.png"), FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));
    var report = run();
    assertThat(report.progress().unchanged()).isEqualTo(8);
    assertThat(report.progress().replaced()).isEqualTo(2);
    assertThat(ids()).hasSize(10);
    assertThat(collection.get("3.png").orElseThrow().field(BuiltInField.INDEXED.label()))
        .as("only touched: its vector was kept")
        .isEqualTo(indexed);
    assertThat(collection.get("3.png").orElseThrow().field("modified"))
        .contains(FieldValue.of(Instant.parse("2030-01-01T00:00:00Z")));
    assertThat(collection.get("1.png").orElseThrow().field("sha256"))
        .contains(FieldValue.of(ImagePreparer.sha256(Pictures.png(101))));
  }

  @Test
  void pruningRemovesWhatIsGoneAndOnlyOnRequest() throws Exception {
    Pictures.write(photos.resolve("a.png"), 1);
    Pictures.write(photos.resolve("b.png"), 2);
    collection.put(dev.eidetic.engine.NewImage.of("from-memory", Pictures.png(3)));
    run();
    Files.delete(photos.resolve("a.png"));
    assertThat(run().pruned()).isZero();
    assertThat(ids()).containsExactly("a.png", "b.png", "from-memory");
    assertThat(run(IngestOptions.standard().prunes(true)).pruned()).isEqualTo(1);
    assertThat(ids()).containsExactly("b.png", "from-memory");
  }

  @Test
  void aCollectionInsideTheFolderIsLeftAlone() throws Exception {
    Pictures.write(photos.resolve("a.png"), 1);
    collection.close();
    collection =
        Collection.create(photos.resolve("inside"), Pictures.encoder(), Pictures.decoder());
    run();
    assertThat(run().refusedBy()).isEmpty();
    assertThat(ids()).containsExactly("a.png");
  }

  @Test
  void aRunThatWaitsForItsLastPictureSleepsMeanwhile() throws Exception {
    Pictures.write(photos.resolve("a.png"), 1);
    collection.close();
    var reports = new AtomicInteger();
    try (var encoder = Pictures.slowEncoder(500);
        var slow = Collection.create(folder.resolve("slow"), encoder, Pictures.decoder())) {
      slow.addAll(
          new FolderSource(photos),
          IngestOptions.standard().workers(16),
          _ -> {
            reports.incrementAndGet();
            return true;
          });
    }
    assertThat(reports.get()).as("one report per 100 ms or finished thread").isLessThan(60);
  }

  @Test
  void aFolderThatMovedKeepsItsItems() throws Exception {
    Pictures.write(photos.resolve("a.png"), 1);
    run();
    var moved = folder.resolve("moved");
    Files.move(photos, moved);
    photos = moved;
    assertThat(run(IngestOptions.standard().prunes(true)).progress().replaced()).isEqualTo(1);
    assertThat(collection.get("a.png").orElseThrow().path())
        .isEqualTo(moved.resolve("a.png").toRealPath().toString());
    assertThat(ids()).containsExactly("a.png");
  }

  @Test
  void aFileOfAnotherFolderCannotTakeAnId() throws Exception {
    Pictures.write(photos.resolve("a.png"), 1);
    run();
    var first = photos.resolve("a.png").toRealPath();
    photos = folder.resolve("others");
    Pictures.write(photos.resolve("a.png"), 2);
    assertThat(run().refusedBy()).containsEntry(Reason.ID_TAKEN, 1L);
    assertThat(refusal("a.png").message())
        .isEqualTo(
            "id \"a.png\" belongs to %s; use another collection for this folder".formatted(first));
    assertThat(collection.get("a.png").orElseThrow().path()).isEqualTo(first.toString());
  }

  @Test
  void whatIsNoImageGoesIntoQuarantineAndIsTriedAgain() throws Exception {
    Pictures.write(photos.resolve("good.png"), 1);
    Files.writeString(photos.resolve("notes.txt"), "hello, this is text");
    Files.createFile(photos.resolve("empty.png"));
    Files.write(photos.resolve("cut.png"), java.util.Arrays.copyOf(Pictures.png(5), 60));
    var report = run();
    assertThat(report.progress().added()).isEqualTo(1);
    assertThat(report.refusedBy())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(Reason.NOT_AN_IMAGE, 1L, Reason.EMPTY, 1L, Reason.CORRUPT, 1L));
    assertThat(refusals().keySet()).containsExactly("cut.png", "empty.png", "notes.txt");

    Pictures.write(photos.resolve("cut.png"), 5);
    Files.delete(photos.resolve("notes.txt"));
    assertThat(run().progress().added()).isEqualTo(1);
    assertThat(refusals().keySet())
        .as("mended and gone ones are forgotten")
        .containsExactly("empty.png");
  }

  @Test
  void aFileThatBreaksLaterLeavesItsItemAsItWas() throws Exception {
    Pictures.write(photos.resolve("a.png"), 1);
    run();
    var before = collection.get("a.png").orElseThrow();
    Files.writeString(photos.resolve("a.png"), "overwritten by mistake");
    run();
    assertThat(collection.get("a.png")).contains(before);
    assertThat(refusal("a.png").reason()).isEqualTo(Reason.NOT_AN_IMAGE);
  }

  @Test
  void strangeFoldersAndNamesDoNoHarm() throws Exception {
    Pictures.write(photos.resolve("a.png"), 1);
    Pictures.write(photos.resolve("line\nbreak 📷 <b>&amp;.png"), 2);
    Files.createSymbolicLink(photos.resolve("loop"), photos);
    Files.createSymbolicLink(photos.resolve("nowhere.png"), photos.resolve("missing.png"));
    Pictures.write(folder.resolve("elsewhere/linked.png"), 3);
    Files.createSymbolicLink(photos.resolve("link"), folder.resolve("elsewhere"));
    run();
    assertThat(ids()).containsExactly("a.png", "line\nbreak 📷 <b>&amp;.png", "link/linked.png");
    assertThat(refusal("nowhere.png").message()).isEqualTo("a link that leads nowhere");
    assertThat(refusals()).hasSize(1);
  }

  @Test
  void aNameThatIsNoUtf8IsRefused() throws Exception {
    Pictures.write(photos.resolve("a.png"), 1);
    var made =
        new ProcessBuilder("sh", "-c", "cp a.png \"$(printf 'b\\377.png')\"")
            .directory(photos.toFile())
            .start();
    assumeThat(made.waitFor()).as("the file system takes any bytes").isZero();
    run();
    assertThat(ids()).containsExactly("a.png");
    assertThat(refusals().values())
        .singleElement()
        .satisfies(refusal -> assertThat(refusal.message()).startsWith("its name is not UTF-8"));
  }

  @Test
  void unreadableFilesAndFoldersAreRefusedWithTheReason() throws Exception {
    assumeThat(isRoot()).as("root reads everything").isFalse();
    Pictures.write(photos.resolve("a.png"), 1);
    Pictures.write(photos.resolve("locked/b.png"), 2);
    Files.setPosixFilePermissions(
        photos.resolve("a.png"), PosixFilePermissions.fromString("---------"));
    Files.setPosixFilePermissions(
        photos.resolve("locked"), PosixFilePermissions.fromString("---------"));
    try {
      run();
    } finally {
      Files.setPosixFilePermissions(
          photos.resolve("locked"), PosixFilePermissions.fromString("rwx------"));
    }
    assertThat(refusals().keySet()).containsExactly("a.png", "locked");
    assertThat(refusal("a.png").message()).startsWith("permission denied");
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  @Test
  void aPipeIsRefusedAndNotOpened() throws Exception {
    Pictures.write(photos.resolve("a.png"), 1);
    var made = new ProcessBuilder("mkfifo", photos.resolve("pipe.jpg").toString()).start();
    assumeThat(made.waitFor()).as("mkfifo works here").isZero();
    run();
    assertThat(ids()).containsExactly("a.png");
    assertThat(refusal("pipe.jpg").message()).startsWith("neither a file nor a folder");
  }

  @Test
  void metadataJoinsAtFirstAndOnALaterRunWithoutEncodingAgain() throws Exception {
    Pictures.write(photos.resolve("shoes/1.png"), 1);
    Pictures.write(photos.resolve("2.png"), 2);
    run();
    var indexed = collection.get("2.png").orElseThrow().field("indexed");
    var csv =
        Files.writeString(
            folder.resolve("m.csv"),
            "path,price,tags\nshoes/1.png,3.5,red|new\n2.png,4,\n3.png,5,x\n");
    try (var table = MetadataTable.read(csv, "", Map.of())) {
      var report = run(IngestOptions.standard().metadata(table));
      assertThat(report.progress().replaced()).isEqualTo(2);
      assertThat(report.unmatchedRows()).isEqualTo(1);
      assertThat(run(IngestOptions.standard().metadata(table)).progress().unchanged()).isEqualTo(2);
    }
    try (var now = collection.snapshot()) {
      assertThat(now.count("price:[3 TO 3.9] AND tags:red")).isEqualTo(1);
    }
    assertThat(collection.get("2.png").orElseThrow().field("indexed")).isEqualTo(indexed);
    assertThat(run().progress().unchanged()).as("fields stay without the table").isEqualTo(2);
    Pictures.write(photos.resolve("2.png"), 22);
    Files.setLastModifiedTime(
        photos.resolve("2.png"), FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));
    run();
    assertThat(collection.get("2.png").orElseThrow().field("price"))
        .as("a replaced picture keeps its fields")
        .contains(FieldValue.of(4.0));
  }

  @Test
  void aStoppedRunSavesWhatItWroteAndTheNextOneGoesOn() throws Exception {
    for (int i = 0; i < 200; i++) {
      Pictures.write(photos.resolve(i + ".png"), i);
    }
    var calls = new AtomicInteger();
    var report =
        collection.addAll(
            new FolderSource(photos), IngestOptions.standard(), _ -> calls.incrementAndGet() < 1);
    assertThat(report.isComplete()).isFalse();
    assertThat(report.progress().saved()).isEqualTo(report.progress().added());
    var rest = run();
    assertThat(rest.isComplete()).isTrue();
    assertThat(rest.progress().added() + rest.progress().unchanged()).isEqualTo(200);
    assertThat(ids()).hasSize(200);
  }

  @Test
  void singleFilesAreIndexedByTheirPathBelowTheRoot() throws Exception {
    var file = Pictures.write(photos.resolve("sub/a.png"), 1);
    var source = new FileListSource(photos, List.of(file, photos.resolve("missing.png"), photos));
    var report = collection.addAll(source, IngestOptions.standard(), IngestListener.silent());
    assertThat(ids()).containsExactly("sub/a.png");
    assertThat(report.refusedBy()).containsEntry(Reason.UNREADABLE, 2L);
    assertThat(refusal("missing.png").message()).isEqualTo("it has vanished");
  }

  @Test
  void aFolderThatDoesNotExistIsAnErrorAndPrunesNothing() throws Exception {
    Pictures.write(photos.resolve("a.png"), 1);
    run();
    assertThatThrownBy(() -> new FolderSource(folder.resolve("no")))
        .isInstanceOf(NotFoundException.class)
        .hasMessageEndingWith("no does not exist");
    assertThatThrownBy(() -> new FolderSource(photos.resolve("a.png")))
        .hasMessageEndingWith("is not a folder");
    assertThat(ids()).containsExactly("a.png");
  }
}
