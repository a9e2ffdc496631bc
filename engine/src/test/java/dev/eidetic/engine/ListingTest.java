package dev.eidetic.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.eidetic.engine.fields.FieldValue;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lists in order, and values with their counts.
class ListingTest {

  @TempDir private Path folder;

  private Collection shop() throws Exception {
    var collection = Collection.create(folder, Pictures.encoder(), Pictures.decoder());
    add(collection, "a", Map.of("price", FieldValue.of(2.5), "kind", FieldValue.of("shoe")));
    add(collection, "b", Map.of("price", FieldValue.of(-1.0), "sold", FieldValue.of(true)));
    add(
        collection,
        "c",
        Map.of(
            "price", FieldValue.of(10.0),
            "kind", new FieldValue.Strings(List.of("shoe", "boot")),
            "sold", FieldValue.of(false)));
    add(collection, "d", Map.of("place", new FieldValue.Place(1, 2)));
    return collection;
  }

  private static void add(Collection collection, String id, Map<String, FieldValue> fields)
      throws Exception {
    collection.add(new NewImage(id, Pictures.png(id.hashCode()), "", fields));
  }

  private static List<String> ids(Snapshot now, ListRequest request) throws Exception {
    return now.list(request).stream().map(Item::id).toList();
  }

  @Test
  void listsFollowAFieldAndThoseWithoutItComeLast() throws Exception {
    try (var collection = shop();
        var now = collection.snapshot()) {
      assertThat(ids(now, new ListRequest("", "price", false, 0, 9)))
          .containsExactly("b", "a", "c", "d");
      assertThat(ids(now, new ListRequest("", "price", true, 0, 9)))
          .containsExactly("c", "a", "b", "d");
      assertThat(ids(now, new ListRequest("price:[0 TO *]", "price", true, 1, 5)))
          .containsExactly("a");
      assertThat(ids(now, new ListRequest("", "kind", false, 0, 2))).containsExactly("c", "a");
      assertThat(ids(now, ListRequest.newest(9).where("kind:shoe"))).hasSize(2);
    }
  }

  @Test
  void valuesAreCountedAmongWhatPasses() throws Exception {
    try (var collection = shop()) {
      collection.delete("a");
      try (var now = collection.snapshot()) {
        assertThat(now.values("kind", "", 10))
            .containsExactly(new ValueCount("boot", 1), new ValueCount("shoe", 1));
        assertThat(now.values("sold", "price:[0 TO *]", 10))
            .containsExactly(new ValueCount("false", 1));
        assertThat(now.values("kind", "", 1)).hasSize(1);
      }
    }
  }

  @Test
  void whatHasNoOrderOrNoValuesIsRefusedWithTheReason() throws Exception {
    try (var collection = shop();
        var now = collection.snapshot()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> now.list(new ListRequest("", "place", false, 0, 9)))
          .withMessage("field \"place\" holds places, which have no order; order by another");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> now.values("price", "", 9))
          .withMessageContaining("field \"price\" is of type decimal");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> now.list(new ListRequest("", "prise", false, 0, 9)))
          .withMessageContaining("did you mean \"price\"?");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new ListRequest("", "price", false, 999_999, 2))
          .withMessageContaining("offset + count is 1000001");
    }
  }
}
