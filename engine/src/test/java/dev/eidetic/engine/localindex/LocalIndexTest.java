package dev.eidetic.engine.localindex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.eidetic.engine.Arrangement;
import dev.eidetic.engine.Collection;
import dev.eidetic.engine.EngineException.BusyException;
import dev.eidetic.engine.Example;
import dev.eidetic.engine.ExplainedHits;
import dev.eidetic.engine.Hit;
import dev.eidetic.engine.NewImage;
import dev.eidetic.engine.Pictures;
import dev.eidetic.engine.SearchRequest;
import dev.eidetic.engine.fields.FieldValue;
import dev.eidetic.engine.local.PictureFeatures;
import dev.eidetic.index.CorruptFileException;
import dev.eidetic.index.aggregated.AggregationSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pictures that have some tiles in common.
class LocalIndexTest {

  private static final AggregationSettings SETTINGS = new AggregationSettings(64, 3, 3, 0, 1);

  @TempDir private Path folder;
  private Collection collection;
  private PictureFeatures features;

  @BeforeEach
  void fill() throws Exception {
    collection = Collection.create(folder.resolve("c"), Pictures.encoder(), Pictures.decoder());
    features = new PictureFeatures(collection.folder(), Mosaics.extractor(), Pictures.decoder());
    for (int i = 0; i < 40; i++) {
      put(Integer.toString(i), Mosaics.png(Mosaics.own(i)), i % 2 == 0 ? "even" : "odd");
    }
  }

  @AfterEach
  void close() throws IOException {
    collection.close();
  }

  private void put(String id, byte[] png, String parity) throws Exception {
    var file = Files.write(folder.resolve(id + ".png"), png);
    collection.put(new NewImage(id, png, file.toString(), Map.of("parity", FieldValue.of(parity))));
  }

  private LocalIndexReport update() throws IOException {
    return update((_, _, _) -> {});
  }

  private LocalIndexReport update(LocalIndexListener listener) throws IOException {
    try (var now = collection.snapshot()) {
      return new LocalIndexUpdate(now, collection.folder(), features, SETTINGS, 2, listener).run();
    }
  }

  private static SearchRequest request() {
    return SearchRequest.like(new Example.Vector(new float[] {1}));
  }

  private ExplainedHits search(int[] tiles, SearchRequest request) throws Exception {
    var index = LocalIndex.open(collection.folder(), "tiles");
    try (var now = collection.snapshot()) {
      return new LocalSearch(now, index).search(request, features.ofBytes(Mosaics.png(tiles)));
    }
  }

  private List<String> found(int[] tiles, SearchRequest request) throws Exception {
    return search(tiles, request).hits().stream().map(hit -> hit.item().id()).toList();
  }

  private static int[] part(int picture) {
    return Mosaics.mixed(Mosaics.own(picture), 12, Mosaics.own(500 + picture));
  }

  @Test
  void aPictureThatSharesAThirdOfItsDetailsIsFoundFirst() throws Exception {
    var report = update();
    assertThat(report.described()).isEqualTo(40);
    assertThat(report.isRelearned()).isTrue();
    for (int i = 0; i < 40; i++) {
      assertThat(found(part(i), request().count(1))).containsExactly(Integer.toString(i));
    }
    var whole = search(Mosaics.own(3), request());
    assertThat(whole.hits().getFirst().rank()).isEqualTo(1);
    assertThat(whole.hits()).isSortedAccordingTo((a, b) -> Float.compare(b.score(), a.score()));
    assertThat(whole.hits()).allMatch(hit -> hit.score() > 0);
    var how = (LocalExplanation) whole.explanation();
    assertThat(how.details()).isEqualTo(Mosaics.TILES);
    assertThat(how.pictures()).isEqualTo(40);
    assertThat(how.words()).isEqualTo(64);
  }

  @Test
  void onlyNewPicturesAreDescribed() throws Exception {
    update();
    assertThat(update().described()).isZero();
    put("new", Mosaics.png(Mosaics.own(100)), "even");
    var report = update();
    assertThat(report.described()).isEqualTo(1);
    assertThat(report.pictures()).isEqualTo(41);
    assertThat(report.isRelearned()).isFalse();
    assertThat(found(part(100), request().count(1))).containsExactly("new");
  }

  @Test
  void wordsAreLearnedAnewWhenTheCollectionHasGrownFourfold() throws Exception {
    for (int i = 8; i < 40; i++) {
      collection.delete(Integer.toString(i));
    }
    assertThat(update().index().orElseThrow().words()).isEqualTo(8 * Mosaics.TILES / 16);
    for (int i = 100; i < 123; i++) {
      put(Integer.toString(i), Mosaics.png(Mosaics.own(i)), "even");
    }
    assertThat(update().isRelearned()).isFalse();
    put("123", Mosaics.png(Mosaics.own(123)), "even");
    var report = update();
    assertThat(report.isRelearned()).isTrue();
    assertThat(report.described()).isEqualTo(32);
    assertThat(report.index().orElseThrow().words()).isEqualTo(64);
    assertThat(found(part(110), request().count(1))).containsExactly("110");
  }

  @Test
  void deletedItemsAreNoHitsAndComeBackWithoutBeingDescribedAgain() throws Exception {
    update();
    collection.delete("7");
    assertThat(found(part(7), request().count(40))).hasSizeLessThan(40).doesNotContain("7");
    put("again", Mosaics.png(Mosaics.own(7)), "odd");
    assertThat(update().described()).isZero();
    assertThat(found(part(7), request().count(1))).containsExactly("again");
  }

  @Test
  void whatTheFilterKeepsOutIsNotCountedAsAHit() throws Exception {
    update();
    var even = request().where("parity:even").count(20);
    var hits = found(part(7), even);
    assertThat(hits).hasSize(20).allMatch(id -> Integer.parseInt(id) % 2 == 0);
    assertThat(found(part(8), even).getFirst()).isEqualTo("8");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> found(part(7), request().where("partiy:even")))
        .withMessageContaining("parity");
  }

  @Test
  void allItemsOfOneFileAreHitsAndTheExampleIsNone() throws Exception {
    put("copy", Mosaics.png(Mosaics.own(5)), "odd");
    update();
    assertThat(found(part(5), request().count(2))).containsExactlyInAnyOrder("5", "copy");
    var like = SearchRequest.like(new Example.OfItem("5")).count(1);
    assertThat(found(Mosaics.own(5), like)).containsExactly("copy");
    assertThat(found(part(5), request().minScore(0.99f))).isEmpty();
  }

  @Test
  void picturesWithoutDetailsAndWithoutFilesAreNotFound() throws Exception {
    put("plain", Mosaics.plain(), "even");
    put("gone", Mosaics.png(Mosaics.own(200)), "even");
    Files.delete(folder.resolve("gone.png"));
    var report = update();
    assertThat(report.described()).isEqualTo(41);
    assertThat(report.unreadable()).isEqualTo(1);
    assertThat(found(Mosaics.own(200), request().count(42))).doesNotContain("gone", "plain");
    try (var now = collection.snapshot()) {
      var nothing = features.ofBytes(Mosaics.plain());
      var index = LocalIndex.open(collection.folder(), "tiles");
      assertThat(new LocalSearch(now, index).search(request(), nothing).hits()).isEmpty();
      assertThat(new LocalSearch(now, Optional.empty()).search(request(), nothing).hits())
          .isEmpty();
    }
  }

  @Test
  void aCollectionWithoutDetailsHasNoIndexAndFindsNothing() throws Exception {
    collection.deleteWhere("*:*");
    assertThat(update().index()).isEmpty();
    assertThat(collection.folder().resolve(LocalIndex.NAME)).doesNotExist();
    put("plain", Mosaics.plain(), "even");
    assertThat(update().index()).isEmpty();
    assertThat(found(Mosaics.own(1), request())).isEmpty();
  }

  @Test
  void segmentsStayFewAndWhatLeftTheCollectionLeavesThem() throws Exception {
    update();
    for (int i = 0; i < 40; i += 2) {
      collection.delete(Integer.toString(i));
    }
    for (int i = 100; i < 140; i++) {
      put(Integer.toString(i), Mosaics.png(Mosaics.own(i)), "even");
      update();
    }
    var index = LocalIndex.open(collection.folder(), "tiles").orElseThrow();
    assertThat(index.segments()).hasSizeLessThan(8);
    assertThat(index.pictures()).isEqualTo(20 + 40);
    for (int i = 100; i < 140; i++) {
      assertThat(found(part(i), request().count(1))).containsExactly(Integer.toString(i));
    }
    assertThat(found(part(7), request().count(1))).containsExactly("7");
  }

  @Test
  void damageIsSaidAndMendedByTheNextUpdate() throws Exception {
    update();
    put("later", Mosaics.png(Mosaics.own(300)), "even");
    update();
    var before = search(part(3), request()).hits();
    var files = new ArrayList<Path>();
    try (var listed = Files.list(LocalIndex.folder(collection.folder(), "tiles"))) {
      listed.filter(file -> !file.endsWith("lock")).forEach(files::add);
    }
    assertThat(files).hasSize(1 + 1 + 2 * 2);
    restore(files);
    for (var file : files) {
      byte[] whole = Objects.requireNonNull(saved.get(file));
      for (var damage : List.of("cut", "changed", "gone")) {
        restore(files);
        damage(file, whole, damage);
        boolean isManifestGone = damage.equals("gone") && file.endsWith("manifest.json");
        if (isManifestGone) {
          assertThat(LocalIndex.open(collection.folder(), "tiles")).isEmpty();
        } else {
          assertThatExceptionOfType(CorruptFileException.class)
              .as("%s %s", file, damage)
              .isThrownBy(() -> LocalIndex.open(collection.folder(), "tiles"))
              .withMessageContaining(String.valueOf(file.getFileName()).substring(0, 8));
        }
        var report = update();
        assertThat(report.described()).isEqualTo(41);
        assertThat(search(part(3), request()).hits().getFirst().item().id()).isEqualTo("3");
      }
    }
    assertThat(before.getFirst().item().id()).isEqualTo("3");
  }

  private final Map<Path, byte[]> saved = new HashMap<>();

  /// Puts the files back as they were at first.
  private void restore(List<Path> files) throws IOException {
    for (var file : files) {
      if (!saved.containsKey(file)) {
        saved.put(file, Files.readAllBytes(file));
      }
    }
    for (var entry : saved.entrySet()) {
      Files.write(entry.getKey(), entry.getValue());
    }
  }

  private static void damage(Path file, byte[] whole, String damage) throws IOException {
    switch (damage) {
      case "cut" -> Files.write(file, Arrays.copyOf(whole, whole.length / 2));
      case "changed" -> {
        byte[] changed = whole.clone();
        changed[20] ^= 0x55; // in the header, whatever the file
        Files.write(file, changed);
      }
      default -> Files.delete(file);
    }
  }

  @Test
  void whatAnUpdateSavedBeforeItWasStoppedStaysAndLeftOversGo() throws Exception {
    for (int i = 1000; i < 1000 + 520; i++) {
      put(Integer.toString(i), Mosaics.png(Mosaics.own(i)), "even");
    }
    var calls = new AtomicInteger();
    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(
            () ->
                update(
                    (step, done, _) -> {
                      calls.incrementAndGet();
                      if (step == LocalIndexListener.Step.DESCRIBE && done > 540) {
                        throw new CancellationException();
                      }
                    }));
    assertThat(calls.get()).isGreaterThan(540);
    var index = LocalIndex.open(collection.folder(), "tiles").orElseThrow();
    assertThat(index.pictures()).isEqualTo(512);
    var leftOver = LocalIndex.folder(collection.folder(), "tiles").resolve("left.words");
    Files.write(leftOver, new byte[] {1});
    assertThat(update().described()).isEqualTo(48);
    assertThat(leftOver).doesNotExist();
  }

  @Test
  void twoUpdatesAtOnceDoNotMeet() throws Exception {
    update();
    put("new", Mosaics.png(Mosaics.own(100)), "even");
    try (var _ = LocalIndexFolder.open(collection.folder(), "tiles")) {
      assertThatExceptionOfType(BusyException.class)
          .isThrownBy(this::update)
          .withMessageContaining("is being written by somebody else; wait for it");
      assertThat(found(part(3), request().count(1))).containsExactly("3");
    }
    assertThat(update().described()).isEqualTo(1);
  }

  @Test
  void whatGoesByVectorsOnlyIsRefused() throws Exception {
    update();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> search(part(1), request().andLike(new Example.OfItem("1"))))
        .withMessageContaining("goes by one picture; there are 2 examples");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> search(part(1), request().minProbability(0.5)))
        .withMessageContaining("minProbability is 0.5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> search(part(1), request().with(Arrangement.BY_SCORE.distinct(0.9f))))
        .withMessageContaining("without paging, grouping");
  }

  @Test
  void readersGoOnWhileAnIndexIsReplaced() throws Exception {
    update();
    var before = LocalIndex.open(collection.folder(), "tiles");
    for (int i = 100; i < 200; i++) {
      put(Integer.toString(i), Mosaics.png(Mosaics.own(i)), "even");
    }
    update();
    try (var now = collection.snapshot()) {
      var hits =
          new LocalSearch(now, before)
              .search(request().count(1), features.ofBytes(Mosaics.png(part(3))));
      assertThat(hits.hits().stream().map(Hit::item).toList())
          .allMatch(item -> item.id().equals("3"))
          .hasSize(1);
    }
  }
}
