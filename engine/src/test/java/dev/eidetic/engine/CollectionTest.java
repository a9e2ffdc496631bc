package dev.eidetic.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eidetic.encode.image.ImageRefusedException;
import dev.eidetic.engine.EngineException.BusyException;
import dev.eidetic.engine.EngineException.ConflictException;
import dev.eidetic.engine.EngineException.NotFoundException;
import dev.eidetic.engine.fields.FieldValue;
import dev.eidetic.testkit.Seeds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectionTest {

  @TempDir Path folder;

  private Collection create() throws IOException {
    return Collection.create(folder, Pictures.encoder(), Pictures.decoder());
  }

  private Collection reopen() throws IOException {
    return Collection.open(folder, Pictures.encoder(), Pictures.decoder());
  }

  private static NewImage image(long seed, Map<String, FieldValue> fields) {
    return new NewImage("item-" + seed, Pictures.png(seed), "", fields);
  }

  private static void addTen(Collection collection) throws IOException, ImageRefusedException {
    for (int seed = 0; seed < 10; seed++) {
      collection.add(image(seed, Map.of("number", FieldValue.of((long) seed))));
    }
  }

  @Test
  void findsWhatWasAddedByPictureByIdAndByVector() throws Exception {
    try (var collection = create()) {
      addTen(collection);
      var picture =
          new Example.Picture(Pictures.decoder().decode(Pictures.png(3), Pictures.SIDE).pixels());
      var byPicture = collection.search(SearchRequest.like(picture).count(3));
      assertThat(byPicture).hasSize(3);
      assertThat(byPicture.getFirst().item().id()).isEqualTo("item-3");
      assertThat(byPicture.getFirst().score())
          .isCloseTo(1, org.assertj.core.api.Assertions.within(1e-6f));
      assertThat(byPicture).extracting(Hit::rank).containsExactly(1, 2, 3);

      var byId = collection.search(SearchRequest.like(new Example.OfItem("item-3")).count(9));
      assertThat(byId).hasSize(9).noneMatch(hit -> hit.item().id().equals("item-3"));
      assertThat(byId.getFirst().item()).isEqualTo(byPicture.get(1).item());

      try (var now = collection.snapshot()) {
        float[] doubled = now.vector("item-3").orElseThrow();
        for (int i = 0; i < doubled.length; i++) {
          doubled[i] *= 2;
        }
        var byVector = now.search(SearchRequest.like(new Example.Vector(doubled)).count(3));
        assertThat(byVector)
            .extracting(hit -> hit.item().id())
            .containsExactlyElementsOf(byPicture.stream().map(hit -> hit.item().id()).toList());
      }
    }
  }

  @Test
  void aMixtureRanksByTheWeightedSumOfItsExamples() throws Exception {
    try (var collection = create()) {
      addTen(collection);
      var request =
          SearchRequest.like(new Example.OfItem("item-1"))
              .andLike(new Example.OfItem("item-2"))
              .unlike(new Example.OfItem("item-3"))
              .count(7);
      try (var now = collection.snapshot()) {
        float[] one = now.vector("item-1").orElseThrow();
        float[] two = now.vector("item-2").orElseThrow();
        float[] three = now.vector("item-3").orElseThrow();
        double length = 0;
        var sum = new double[one.length];
        for (int i = 0; i < sum.length; i++) {
          sum[i] = one[i] + two[i] - 0.5 * three[i];
          length += sum[i] * sum[i];
        }
        for (var hit : now.search(request)) {
          float[] vector = now.vector(hit.item().id()).orElseThrow();
          double score = 0;
          for (int i = 0; i < sum.length; i++) {
            score += sum[i] * vector[i] / Math.sqrt(length);
          }
          assertThat((double) hit.score())
              .isCloseTo(score, org.assertj.core.api.Assertions.within(1e-5));
        }
      }
      assertThat(collection.search(request))
          .hasSize(7)
          .isSortedAccordingTo((a, b) -> Float.compare(b.score(), a.score()))
          .extracting(hit -> hit.item().id())
          .doesNotContain("item-1", "item-2", "item-3");
    }
  }

  @Test
  void filtersLeaveAsManyHitsAsPass() throws Exception {
    try (var collection = create()) {
      addTen(collection);
      var request =
          SearchRequest.like(new Example.OfItem("item-0")).where("number:[4 TO 6]").count(5);
      assertThat(collection.search(request))
          .extracting(hit -> hit.item().id())
          .containsExactlyInAnyOrder("item-4", "item-5", "item-6");
    }
  }

  @Test
  void putReplacesUpdateKeepsTheVectorDeleteRemoves() throws Exception {
    try (var collection = create()) {
      addTen(collection);
      assertThatExceptionOfType(ConflictException.class)
          .isThrownBy(() -> collection.add(image(3, Map.of())))
          .withMessageContaining("item \"item-3\" is in collection");
      var replaced = new NewImage("item-3", Pictures.png(77), "", Map.of());
      assertThat(collection.put(replaced).field("number")).isEmpty();

      try (var now = collection.snapshot()) {
        float[] before = now.vector("item-4").orElseThrow();
        collection.update("item-4", Map.of("name", FieldValue.of("four")));
        assertThat(collection.get("item-4").orElseThrow().field("number"))
            .contains(FieldValue.of(4L));
        assertThat(collection.get("item-4").orElseThrow().field("name"))
            .contains(FieldValue.of("four"));
        try (var later = collection.snapshot()) {
          assertThat(later.vector("item-4").orElseThrow()).containsExactly(before);
        }
      }
      assertThat(collection.delete("item-5")).isTrue();
      assertThat(collection.delete("item-5")).isFalse();
      assertThat(collection.deleteWhere("number:[8 TO *]")).isEqualTo(2);
      assertThatIllegalArgumentException().isThrownBy(() -> collection.deleteWhere(" "));
    }
    try (var collection = reopen();
        var now = collection.snapshot()) {
      assertThat(now.size()).isEqualTo(7);
      assertThat(now.get("item-5")).isEmpty();
    }
  }

  @Test
  void aSnapshotDoesNotSeeWhatComesLater() throws Exception {
    try (var collection = create()) {
      addTen(collection);
      try (var before = collection.snapshot()) {
        collection.delete("item-1");
        collection.add(image(11, Map.of()));
        assertThat(before.size()).isEqualTo(10);
        assertThat(before.get("item-1")).isPresent();
        assertThat(before.get("item-11")).isEmpty();
      }
      try (var after = collection.snapshot()) {
        assertThat(after.get("item-1")).isEmpty();
        assertThat(after.get("item-11")).isPresent();
      }
    }
  }

  @Test
  void readersSeeCommitsOfTheWriterAndASecondWriterIsRefused() throws Exception {
    try (var writer = create();
        var reader = reopen()) {
      addTen(writer);
      assertThat(sizeOf(reader)).isZero();
      writer.commit();
      assertThat(sizeOf(reader)).isEqualTo(10);
      assertThat(reader.search(SearchRequest.like(new Example.OfItem("item-0")))).hasSize(9);
      assertThatExceptionOfType(BusyException.class)
          .isThrownBy(() -> reader.delete("item-0"))
          .withMessageContaining("is being written by another process");
    }
    try (var again = reopen()) {
      assertThat(again.delete("item-0")).isTrue();
    }
  }

  private static int sizeOf(Collection collection) throws IOException {
    try (var now = collection.snapshot()) {
      return now.size();
    }
  }

  @Test
  void refusesVectorsAndEncodersOfAnotherSpaceNamingBoth() throws Exception {
    create().close();
    assertThatExceptionOfType(ConflictException.class)
        .isThrownBy(() -> Collection.open(folder, Pictures.otherEncoder(), Pictures.decoder()))
        .withMessageContaining("holds vectors of plain (192 numbers, aaaaaaaaaaaa)")
        .withMessageContaining("makes vectors of other (192 numbers, bbbbbbbbbbbb)");
    try (var collection = reopen()) {
      assertThatExceptionOfType(ConflictException.class)
          .isThrownBy(() -> collection.search(SearchRequest.like(new Example.Vector(new float[3]))))
          .withMessageContaining("the example vector has 3 numbers");
    }
  }

  @Test
  void saysWhatIsWrong() throws Exception {
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> Collection.open(folder.resolve("none")))
        .withMessageContaining("holds no collection; make one with: eidetic index");
    try (var collection = create()) {
      addTen(collection);
      assertThatExceptionOfType(ConflictException.class)
          .isThrownBy(() -> Collection.create(folder, Pictures.encoder(), Pictures.decoder()));
      assertThatExceptionOfType(NotFoundException.class)
          .isThrownBy(() -> collection.search(SearchRequest.like(new Example.OfItem("itm-3"))))
          .withMessageContaining("did you mean \"item-3\"?");
      assertThatThrownBy(() -> collection.put(new NewImage("x", new byte[0], "", Map.of())))
          .isInstanceOf(ImageRefusedException.class);
      assertThatExceptionOfType(ConflictException.class)
          .isThrownBy(() -> collection.update("item-3", Map.of("number", FieldValue.of("x"))))
          .withMessageContaining("field \"number\" is of type whole");
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  collection.search(
                      SearchRequest.like(new Example.OfItem("item-3"))
                          .unlike(new Example.OfItem("item-3"))
                          .unlike(new Example.OfItem("item-3"))))
          .withMessageContaining("cancel each other out");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> SearchRequest.like(new Example.OfItem("a")).count(0));
    }
    try (var withoutEncoder = Collection.open(folder)) {
      var pixels = Pictures.decoder().decode(Pictures.png(1), 8).pixels();
      assertThat(withoutEncoder.search(SearchRequest.like(new Example.OfItem("item-3"))))
          .hasSize(9);
      assertThatThrownBy(
              () -> withoutEncoder.search(SearchRequest.like(new Example.Picture(pixels))))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("was opened without an encoder");
    }
  }

  /// Random operations against a map; a failure names its seed.
  @Test
  void agreesWithAMapAfterRandomOperationsAndReopening() throws Exception {
    for (var random : Seeds.many(2)) {
      var place = folder.resolve(random.toString().replace(' ', '-'));
      var model = new java.util.TreeMap<String, Long>();
      var collection = Collection.create(place, Pictures.encoder(), Pictures.decoder());
      collection.put( // so that the schema has the field that filters name
          new NewImage("i0", Pictures.png(0), "", Map.of("seed", FieldValue.of(0L))));
      model.put("i0", 0L);
      for (int step = 0; step < 200; step++) {
        String id = "i" + random.nextInt(40);
        switch (random.nextInt(10)) {
          case 0, 1, 2, 3 -> {
            long seed = random.nextInt(1000);
            collection.put(
                new NewImage(id, Pictures.png(seed), "", Map.of("seed", FieldValue.of(seed))));
            model.put(id, seed);
          }
          case 4, 5 ->
              assertThat(collection.delete(id))
                  .as("%s", random)
                  .isEqualTo(model.remove(id) != null);
          case 6 -> {
            int limit = random.nextInt(1000);
            int deleted = collection.deleteWhere("seed:[%d TO *]".formatted(limit + 900));
            int before = model.size();
            model.values().removeIf(seed -> seed >= limit + 900);
            assertThat(deleted).as("%s", random).isEqualTo(before - model.size());
          }
          case 7 -> collection.commit();
          case 8 -> {
            collection.close();
            collection = Collection.open(place, Pictures.encoder(), Pictures.decoder());
          }
          default -> assertSame(collection, model, random);
        }
      }
      assertSame(collection, model, random);
      collection.close();
    }
  }

  private static void assertSame(Collection collection, Map<String, Long> model, Seeds random)
      throws Exception {
    try (var now = collection.snapshot()) {
      assertThat(now.size()).as("%s", random).isEqualTo(model.size());
      for (var entry : model.entrySet()) {
        var picture =
            Pictures.decoder().decode(Pictures.png(entry.getValue()), Pictures.SIDE).pixels();
        assertThat(now.vector(entry.getKey()).orElseThrow())
            .as("%s", random)
            .containsExactly(Pictures.encoder().encode(List.of(picture)).getFirst());
        assertThat(now.count("seed:" + entry.getValue())).as("%s", random).isPositive();
      }
    }
  }
}
