package dev.eidetic.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.eidetic.engine.fields.FieldValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArrangementTest {

  private static final int COUNT = 12;

  @TempDir private Path folder;
  private Collection collection;

  /// Twelve pictures, and two more copies of the fourth.
  @BeforeEach
  void fill() throws Exception {
    collection = Collection.create(folder, Pictures.encoder(), Pictures.decoder());
    for (int i = 0; i < COUNT; i++) {
      add("item-" + i, i);
    }
    add("copy-1", 3);
    add("copy-2", 3);
  }

  private void add(String id, int seed) throws Exception {
    var fields = Map.of("third", FieldValue.of((long) seed % 3));
    collection.put(new NewImage(id, Pictures.png(seed), "", fields));
  }

  @AfterEach
  void close() throws Exception {
    collection.close();
  }

  private List<Hit> search(int count, Arrangement arrangement) throws Exception {
    return collection.search(
        SearchRequest.like(new Example.OfItem("item-0")).count(count).with(arrangement));
  }

  private static List<String> ids(List<Hit> hits) {
    return hits.stream().map(hit -> hit.item().id()).toList();
  }

  @Test
  void pagesTogetherAreTheWholeList() throws Exception {
    var whole = search(100, Arrangement.BY_SCORE);
    assertThat(whole).hasSize(COUNT + 1);
    var pages = new ArrayList<Hit>();
    var page = search(3, Arrangement.BY_SCORE);
    while (!page.isEmpty()) {
      pages.addAll(page);
      var cursor = Cursor.parse(Cursor.of(page.getLast()).text());
      page = search(3, Arrangement.BY_SCORE.after(cursor));
    }
    assertThat(pages).isEqualTo(whole);
  }

  @Test
  void aPageGoesOnWhereItsCursorStoodThoughThatItemIsGone() throws Exception {
    var whole = ids(search(100, Arrangement.BY_SCORE));
    var cursor = Cursor.of(search(4, Arrangement.BY_SCORE).getLast());
    collection.delete(cursor.id());
    assertThat(ids(search(100, Arrangement.BY_SCORE.after(cursor))))
        .isEqualTo(whole.subList(4, whole.size()));
  }

  @Test
  void nearDuplicatesAreFoldedIntoTheBestOfThem() throws Exception {
    var hits = search(100, Arrangement.BY_SCORE.distinct(0.99f));
    assertThat(hits).hasSize(COUNT - 1);
    assertThat(hits)
        .filteredOn(hit -> !hit.folded().isEmpty())
        .singleElement()
        .satisfies(hit -> assertThat(hit.folded()).hasSize(2));
    assertThat(hits).extracting(Hit::rank).startsWith(1, 2, 3);
  }

  @Test
  void eachValueOfAFieldIsShownOnce() throws Exception {
    var hits = search(2, Arrangement.BY_SCORE.groupBy("third"));
    assertThat(hits).hasSize(2);
    assertThat(hits).extracting(hit -> hit.item().field("third")).doesNotHaveDuplicates();
    assertThat(search(100, Arrangement.BY_SCORE.groupBy("third"))).hasSize(3);
    var next = search(2, Arrangement.BY_SCORE.groupBy("third").after(Cursor.of(hits.getLast())));
    assertThat(next).singleElement().satisfies(hit -> assertThat(hit.rank()).isEqualTo(3));
  }

  /// Alone by likeness, the copies come one after the other.
  @Test
  void varietyPutsCopiesApart() throws Exception {
    var query = new Example.OfItem("item-3");
    var byScore = collection.search(SearchRequest.like(query).count(2));
    assertThat(ids(byScore)).containsExactlyInAnyOrder("copy-1", "copy-2");
    var varied =
        collection.search(
            SearchRequest.like(query).count(2).with(Arrangement.BY_SCORE.diversity(0.7f)));
    assertThat(ids(varied).getFirst()).startsWith("copy");
    assertThat(ids(varied).getLast()).startsWith("item");
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Cursor.parse("nonsense"))
        .withMessageContaining("no cursor");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> search(3, Arrangement.BY_SCORE.groupBy("colour")))
        .withMessageContaining("colour");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Arrangement.BY_SCORE.after(new Cursor(3, 0.5f, "item-1")).diversity(0.5f))
        .withMessageContaining("no pages");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Arrangement.BY_SCORE.distinct(0))
        .withMessageContaining("distinct is 0.0");
  }
}
