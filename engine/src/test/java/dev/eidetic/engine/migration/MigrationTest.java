package dev.eidetic.engine.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.eidetic.encode.ImageEncoder;
import dev.eidetic.engine.Collection;
import dev.eidetic.engine.EngineException.BusyException;
import dev.eidetic.engine.EngineException.ConflictException;
import dev.eidetic.engine.EngineException.DamagedException;
import dev.eidetic.engine.Example;
import dev.eidetic.engine.NewImage;
import dev.eidetic.engine.Pictures;
import dev.eidetic.engine.SearchRequest;
import dev.eidetic.engine.backup.CollectionCopy;
import dev.eidetic.engine.fields.FieldValue;
import dev.eidetic.engine.relevance.MatchModel;
import dev.eidetic.engine.relevance.MatchModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From vectors of the plain encoder to those of the other.
class MigrationTest {

  private static final int PICTURES = 20;

  @TempDir private Path folder;
  private Path shop;

  @BeforeEach
  void fill() throws Exception {
    shop = folder.resolve("shop");
    try (var collection = Collection.create(shop, Pictures.encoder(), Pictures.decoder())) {
      for (int i = 0; i < PICTURES; i++) {
        put(collection, i);
      }
    }
  }

  private void put(Collection collection, int number) throws Exception {
    var file = Pictures.write(folder.resolve("p/%d.png".formatted(number)), number);
    collection.put(
        new NewImage(
            Integer.toString(number),
            Files.readAllBytes(file),
            file.toString(),
            Map.of("price", FieldValue.of((long) number))));
  }

  private MigrationReport migrate(
      ImageEncoder encoder, boolean leavesOut, MigrationListener listener) throws IOException {
    return new Migration(shop, Pictures.decoder(), 2, listener).run(encoder, "there", leavesOut);
  }

  private MigrationReport migrate(ImageEncoder encoder) throws IOException {
    return migrate(encoder, false, (_, _) -> {});
  }

  private Collection open(ImageEncoder encoder) throws IOException {
    return Collection.open(shop, encoder, Pictures.decoder());
  }

  @Test
  void allItemsGetTheNewVectorsAndKeepWhatTheyHave() throws Exception {
    var report = migrate(Pictures.otherEncoder());
    assertThat(report).isEqualTo(new MigrationReport(true, PICTURES, PICTURES, List.of()));
    assertThat(Collection.spaceOf(shop)).isEqualTo(Pictures.otherEncoder().space());
    assertThat(Migration.former(shop)).contains(Pictures.encoder().space());
    try (var collection = open(Pictures.otherEncoder());
        var now = collection.snapshot()) {
      assertThat(now.size()).isEqualTo(PICTURES);
      assertThat(now.count("price:[5 TO 9]")).isEqualTo(5);
      var hits = now.search(SearchRequest.like(new Example.OfItem("3")).count(3));
      assertThat(hits).hasSize(3);
      put(collection, 100);
      assertThat(collection.get("100")).isPresent();
    }
  }

  @Test
  void whatWasMigratedCanBeUndoneWithWhatCameSince() throws Exception {
    migrate(Pictures.otherEncoder());
    try (var collection = open(Pictures.otherEncoder())) {
      put(collection, 100);
      collection.delete("7");
      collection.update("8", Map.of("price", FieldValue.of(800L)));
    }
    var back = migrate(Pictures.encoder());
    assertThat(back.encoded()).as("only the new one").isEqualTo(1);
    try (var collection = open(Pictures.encoder());
        var now = collection.snapshot()) {
      assertThat(now.size()).isEqualTo(PICTURES);
      assertThat(now.get("7")).isEmpty();
      assertThat(now.get("100")).isPresent();
      assertThat(now.count("price:800")).isEqualTo(1);
    }
  }

  @Test
  void formerVectorsAreGivenUpOnPurposeOnly() throws Exception {
    assertThat(Migration.finish(shop)).isZero();
    migrate(Pictures.otherEncoder());
    assertThat(shop.resolve("index")).isDirectory();
    assertThat(Migration.finish(shop)).isPositive();
    assertThat(shop.resolve("index")).doesNotExist();
    assertThat(Migration.former(shop)).isEmpty();
    try (var collection = open(Pictures.otherEncoder())) {
      assertThat(collection.get("3")).isPresent();
    }
    migrate(Pictures.encoder());
    assertThat(Collection.spaceOf(shop)).isEqualTo(Pictures.encoder().space());
  }

  @Test
  void aStoppedMigrationGoesOnAndChangesNothingBefore() throws Exception {
    try (var collection = open(Pictures.encoder())) {
      for (int i = 1000; i < 2100; i++) {
        put(collection, i);
      }
    }
    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(
            () ->
                migrate(
                    Pictures.otherEncoder(),
                    false,
                    (done, _) -> {
                      if (done > 1050) {
                        throw new CancellationException();
                      }
                    }));
    assertThat(Collection.spaceOf(shop)).isEqualTo(Pictures.encoder().space());
    assertThat(Migration.unfinished(shop)).contains(Pictures.otherEncoder().space());
    assertThat(Migration.former(shop)).isEmpty();
    var report = migrate(Pictures.otherEncoder());
    assertThat(report.isSwitched()).isTrue();
    assertThat(report.items()).isEqualTo(PICTURES + 1100);
    assertThat(report.encoded()).isLessThanOrEqualTo(PICTURES + 1100 - 1024);
  }

  @Test
  void whatIsWrittenMeanwhileIsCaughtUpWith() throws Exception {
    var isFirst = new AtomicBoolean(true);
    var report =
        migrate(
            Pictures.otherEncoder(),
            false,
            (_, _) -> {
              if (isFirst.getAndSet(false)) {
                try (var other = open(Pictures.encoder())) {
                  put(other, 100);
                  other.delete("7");
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              }
            });
    assertThat(report.items()).isEqualTo(PICTURES);
    try (var collection = open(Pictures.otherEncoder())) {
      assertThat(collection.get("100")).isPresent();
      assertThat(collection.get("7")).isEmpty();
    }
  }

  @Test
  void nothingChangesOverWhileSomebodyWrites() throws Exception {
    try (var writing = open(Pictures.encoder())) {
      put(writing, 100);
      assertThatExceptionOfType(BusyException.class)
          .isThrownBy(() -> migrate(Pictures.otherEncoder()));
      put(writing, 101);
      assertThat(writing.get("101")).isPresent();
    }
    var report = migrate(Pictures.otherEncoder());
    assertThat(report.items()).isEqualTo(PICTURES + 2);
    assertThat(report.encoded()).as("the rest was done before").isLessThanOrEqualTo(2);
  }

  @Test
  void whoOpenedTheCollectionBeforeSearchesOnAndCannotWriteInVain() throws Exception {
    try (var before = open(Pictures.encoder())) {
      migrate(Pictures.otherEncoder());
      assertThat(before.search(SearchRequest.like(new Example.OfItem("3")).count(2))).hasSize(2);
      assertThatExceptionOfType(ConflictException.class)
          .isThrownBy(() -> put(before, 100))
          .withMessageContaining("has got other vectors since it was opened");
      assertThat(before.get("3")).isPresent();
    }
    try (var collection = open(Pictures.otherEncoder())) {
      assertThat(collection.get("100")).isEmpty();
    }
  }

  @Test
  void missingPicturesHoldItUpUnlessTheyAreLeftOut() throws Exception {
    Files.delete(folder.resolve("p/4.png"));
    Pictures.write(folder.resolve("p/5.png"), 500); // another picture now
    var held = migrate(Pictures.otherEncoder());
    assertThat(held.isSwitched()).isFalse();
    assertThat(held.missing()).containsExactly("4", "5");
    assertThat(Collection.spaceOf(shop)).isEqualTo(Pictures.encoder().space());
    Pictures.write(folder.resolve("p/5.png"), 5);
    var done = migrate(Pictures.otherEncoder(), true, (_, _) -> {});
    assertThat(done.isSwitched()).isTrue();
    assertThat(done.missing()).containsExactly("4");
    assertThat(done.items()).isEqualTo(PICTURES - 1);
  }

  @Test
  void vectorsThatAreThereAlreadyAndThirdOnesAreRefused() throws Exception {
    assertThatExceptionOfType(ConflictException.class)
        .isThrownBy(() -> migrate(Pictures.encoder()))
        .withMessageContaining("has vectors of plain");
    migrate(Pictures.otherEncoder());
    assertThatExceptionOfType(ConflictException.class)
        .isThrownBy(() -> migrate(Pictures.thirdEncoder()))
        .withMessageContaining("keeps vectors of plain")
        .withMessageContaining("--finish");
  }

  @Test
  void whatWasLearnedOfScoresBelongsToItsVectors() throws Exception {
    var background = new float[10 * 192];
    Arrays.fill(background, 0.07f);
    var model = new MatchModel(background, 192, 0, 1, 2, 3, "kind", 10, Instant.EPOCH);
    MatchModelFile.write(shop, model);
    migrate(Pictures.otherEncoder());
    assertThat(MatchModelFile.read(shop)).isEmpty();
    assertThat(Migration.otherEncoder(shop)).isEmpty();
    migrate(Pictures.encoder());
    assertThat(MatchModelFile.read(shop)).isPresent();
    assertThat(Migration.otherEncoder(shop)).contains("there");
  }

  @Test
  void aBackupIsOfTheVectorsThatCount() throws Exception {
    migrate(Pictures.otherEncoder());
    var backup = folder.resolve("backup");
    CollectionCopy.backUp(shop, backup);
    assertThat(Collection.spaceOf(backup)).isEqualTo(Pictures.otherEncoder().space());
    assertThat(backup.resolve("encoder.txt")).hasContent("there");
    try (var collection = open(Pictures.otherEncoder())) {
      collection.delete("3");
    }
    CollectionCopy.restore(backup, shop, true);
    try (var collection = open(Pictures.otherEncoder())) {
      assertThat(collection.get("3")).isPresent();
    }
  }

  @Test
  void aDamagedNoteOfWhichIndexCountsIsSaid() throws Exception {
    migrate(Pictures.otherEncoder());
    Files.writeString(shop.resolve("current-index.txt"), "3");
    assertThatExceptionOfType(DamagedException.class)
        .isThrownBy(() -> Collection.spaceOf(shop))
        .withMessageContaining("it should say 1 or 2");
  }
}
