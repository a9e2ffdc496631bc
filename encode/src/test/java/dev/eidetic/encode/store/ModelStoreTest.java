package dev.eidetic.encode.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eidetic.encode.store.ModelStoreException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelStoreTest {

  @TempDir private Path folder;

  private Path source;
  private ModelStore store;

  @BeforeEach
  void prepare() throws IOException {
    source = folder.resolve("source");
    Files.createDirectories(source.resolve("onnx"));
    Files.writeString(source.resolve("onnx/model.onnx"), "weights");
    Files.writeString(source.resolve("config.json"), "{}");
    store = new ModelStore(folder.resolve("store"));
  }

  @Test
  void aStoreThatDoesNotExistIsEmpty() throws IOException {
    assertThat(store.list()).isEmpty();
    assertThat(store.remove("vit")).isFalse();
    assertThat(store.root()).doesNotExist();
  }

  @Test
  void listsWhatWasInstalledByName() throws IOException {
    store.install("vit", source, WhenPresent.REFUSE);
    store.install("google/vit-base", source, WhenPresent.REFUSE);
    store.install("clip", source, WhenPresent.REFUSE);
    assertThat(store.list())
        .extracting(StoredModel::name)
        .containsExactly("clip", "google/vit-base", "vit");
    var model = store.find("google/vit-base");
    assertThat(model.bytes()).isEqualTo("weights".length() + "{}".length());
    assertThat(model.folder()).isEqualTo(store.path("google/vit-base"));
    assertThat(model.folder().resolve("onnx/model.onnx")).hasContent("weights");
    assertThat(model.source()).isEmpty();
    assertThat(store.staging()).isEmptyDirectory();
  }

  @Test
  void aModelAndAnOwnerOfTheSameNameDoNotMeet() throws IOException {
    store.install("google", source, WhenPresent.REFUSE);
    store.install("google/vit", source, WhenPresent.REFUSE);
    store.remove("google");
    assertThat(store.list()).extracting(StoredModel::name).containsExactly("google/vit");
  }

  @Test
  void suggestsTheNearestName() throws IOException {
    store.install("google/vit-base", source, WhenPresent.REFUSE);
    store.install("mobilenet", source, WhenPresent.REFUSE);
    for (var wanted : new String[] {"google/vit-bse", "vit-base", "Google/VIT-base"}) {
      assertFails(() -> store.find(wanted), Kind.NOT_FOUND)
          .hasMessage(
              "model \"%s\" is not in the store %s (2 models); did you mean \"google/vit-base\"?",
              wanted, store.root());
    }
    assertFails(() -> store.find("resnet"), Kind.NOT_FOUND).hasMessageContaining("model pull");
  }

  @Test
  void refusesToOverwriteUnlessAsked() throws IOException {
    store.install("vit", source, WhenPresent.REFUSE);
    Files.writeString(source.resolve("config.json"), "{\"new\":1}");
    Files.delete(source.resolve("onnx/model.onnx"));
    assertFails(() -> store.install("vit", source, WhenPresent.REFUSE), Kind.ALREADY_THERE)
        .hasMessageContaining("model \"vit\" is already in the store");
    assertThat(store.path("vit").resolve("config.json")).hasContent("{}");

    store.install("vit", source, WhenPresent.REPLACE);
    assertThat(store.path("vit").resolve("config.json")).hasContent("{\"new\":1}");
    assertThat(store.path("vit").resolve("onnx")).doesNotExist();
    assertThat(store.staging()).isEmptyDirectory();
  }

  @Test
  void refusesNamesThatLeadElsewhere() {
    for (var name :
        new String[] {
          "",
          ".",
          "..",
          "../x",
          "a/../b",
          "/etc",
          "a/b/c",
          "a\\b",
          "a+b",
          "a b",
          "a/",
          "/a",
          "x.",
          ".hidden",
          "-x",
          "é",
          "a\nb",
          "nul",
          "google/CON.txt",
          "a".repeat(97)
        }) {
      assertThatIllegalArgumentException()
          .as(name)
          .isThrownBy(() -> store.path(name))
          .withMessageContaining("is not allowed");
    }
    assertThat(store.path("a.b_c-1/d")).hasParentRaw(store.root());
  }

  @Test
  void followsLinksToFilesAndLeavesHiddenOnes() throws IOException {
    Files.writeString(folder.resolve("blob"), "linked");
    Files.createSymbolicLink(source.resolve("whitening.bin"), folder.resolve("blob"));
    Files.createDirectory(source.resolve(".git"));
    Files.writeString(source.resolve(".git/HEAD"), "x");
    Files.writeString(source.resolve(".DS_Store"), "x");
    var model = store.install("vit", source, WhenPresent.REFUSE);
    assertThat(model.folder().resolve("whitening.bin")).hasContent("linked").isRegularFile();
    assertThat(model.folder().resolve("whitening.bin"))
        .matches(file -> !Files.isSymbolicLink(file));
    assertThat(model.folder()).isDirectoryNotContaining("glob:**.*git*");
    assertThat(model.folder().resolve(".DS_Store")).doesNotExist();
  }

  @Test
  void refusesFoldersThatCannotBeModels() throws IOException {
    var empty = Files.createDirectory(folder.resolve("empty"));
    assertFails(() -> store.install("x", empty, WhenPresent.REFUSE), Kind.UNSUITABLE)
        .hasMessage("%s has no files; name the folder that holds the files of one model", empty);
    assertFails(() -> install(folder.resolve("none")), Kind.UNSUITABLE)
        .hasMessageContaining("does not exist");
    assertFails(() -> install(source.resolve("config.json")), Kind.UNSUITABLE)
        .hasMessageContaining("is not a folder");
    Files.createDirectories(store.root());
    assertFails(() -> install(folder), Kind.UNSUITABLE)
        .hasMessageContaining("contains the model store");
    Files.createSymbolicLink(source.resolve("onnx/loop"), source);
    assertFails(() -> install(source), Kind.UNSUITABLE).hasMessageContaining("leads back");
    assertThat(store.list()).isEmpty();
  }

  @Test
  void refusesAFolderOfThousandsOfFiles() throws IOException {
    for (int i = 0; i < 1001; i++) {
      Files.createFile(source.resolve("f" + i));
    }
    assertFails(() -> install(source), Kind.UNSUITABLE)
        .hasMessageContaining("has more than 1000 files");
  }

  @Test
  void refusesALinkThatLeadsNowhere() throws IOException {
    Files.createSymbolicLink(source.resolve("weights.bin"), folder.resolve("nowhere"));
    assertFails(() -> install(source), Kind.UNSUITABLE)
        .hasMessageContaining("weights.bin, which leads nowhere");
    assertThat(store.list()).isEmpty();
  }

  @Test
  void sweepsWhatKilledProcessesLeftTheDayBefore() throws IOException {
    var old = Files.createDirectories(store.staging().resolve("new.dead"));
    var fresh = Files.createDirectories(store.staging().resolve("new.alive"));
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(100_000)));
    install(source);
    assertThat(old).doesNotExist();
    assertThat(fresh).exists();
  }

  @Test
  void ignoresWhatIsNoModelOfOurs() throws IOException {
    install(source);
    Files.createDirectory(store.root().resolve("not a model"));
    Files.createFile(store.root().resolve("notes.txt"));
    assertThat(store.list()).extracting(StoredModel::name).containsExactly("x");
  }

  @Test
  void saysWhenTheSourceRecordIsBroken() throws IOException {
    for (var text :
        new String[] {"", "[]", "{\"files\":3}", "{\"files\":[{}]}", "{\"files\":[]}"}) {
      Files.writeString(source.resolve("source.json"), text);
      var model = store.install("x", source, WhenPresent.REPLACE);
      assertFails(model::source, Kind.MALFORMED).hasMessageContaining("pull the model again");
    }
  }

  private StoredModel install(Path from) throws IOException {
    return store.install("x", from, WhenPresent.REFUSE);
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertFails(
      ThrowingCallable call, Kind kind) {
    return assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ModelStoreException.class,
            e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind));
  }
}
