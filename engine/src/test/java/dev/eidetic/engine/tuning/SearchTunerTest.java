package dev.eidetic.engine.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.eidetic.engine.Collection;
import dev.eidetic.engine.Example;
import dev.eidetic.engine.Hit;
import dev.eidetic.engine.NewImage;
import dev.eidetic.engine.Pictures;
import dev.eidetic.engine.Precision;
import dev.eidetic.engine.SearchRequest;
import dev.eidetic.engine.VectorExplanation;
import dev.eidetic.engine.check.RecallCheck;
import dev.eidetic.index.SearchEffort;
import dev.eidetic.lucene.SegmentReport.Way;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Random pictures, which have no neighbourhoods, so that an index finds few of the true best hits
/// with little effort.
class SearchTunerTest {

  /// More than what is scanned.
  private static final int ITEMS = 14_000;

  private static final SearchGoal GOAL = new SearchGoal(0.9, Optional.empty());

  @TempDir private static Path folder;
  private static Collection collection;

  @BeforeAll
  static void fill() throws Exception {
    collection = Collection.create(folder, Pictures.encoder(), Pictures.decoder());
    for (int i = 0; i < ITEMS; i++) {
      collection.put(NewImage.of(Integer.toString(i), Pictures.png(i)));
    }
    collection.compact();
  }

  @AfterAll
  static void close() throws Exception {
    collection.close();
  }

  @BeforeEach
  void forget() throws Exception {
    TunedSearch.remove(folder);
  }

  private static TunedSearch tune(SearchGoal goal, List<TuningStep> steps) throws Exception {
    try (var now = collection.snapshot()) {
      return new SearchTuner(now, 200, 1).tune(goal, steps::add);
    }
  }

  @Test
  void theLeastEffortThatReachesTheRecallIsChosenAndUsed() throws Exception {
    var steps = new ArrayList<TuningStep>();
    var tuned = tune(GOAL, steps);
    assertThat(tuned.isMet()).isTrue();
    assertThat(tuned.items()).isEqualTo(ITEMS);
    assertThat(tuned.step()).isEqualTo(steps.getLast());
    assertThat(tuned.step().surely()).isGreaterThanOrEqualTo(0.9);
    assertThat(steps.getFirst().recall()).as("of the least effort").isLessThan(0.8);
    assertThat(steps.subList(0, steps.size() - 1))
        .allMatch(step -> step.surely() < 0.9)
        .hasSizeGreaterThan(2);
    assertThat(steps).isSortedAccordingTo((a, b) -> a.effort().beam() - b.effort().beam());
    tuned.write(folder);
    assertThat(RecallCheck.run(collection, 300, 10, 7).recall()).isGreaterThan(0.88);
    try (var now = collection.snapshot()) {
      var request = SearchRequest.like(new Example.OfItem("77")).count(10);
      var usual = now.explain(request);
      assertThat(((VectorExplanation) usual.explanation()).segments().getFirst().way())
          .isNotEqualTo(Way.SCAN);
      var effort = new Precision.Effort(tuned.step().effort());
      assertThat(ids(usual.hits())).isEqualTo(ids(now.search(request.with(effort))));
    }
  }

  private static List<String> ids(List<Hit> hits) {
    return hits.stream().map(hit -> hit.item().id()).toList();
  }

  @Test
  void searchesFollowTheFileAndItsEnd() throws Exception {
    var least = new SearchEffort(10, 2, 4);
    var step = new TuningStep(least, 0.5, 0.01, 1);
    new TunedSearch(GOAL, step, 200, ITEMS, Instant.EPOCH).write(folder);
    double little = RecallCheck.run(collection, 200, 10, 7).recall();
    assertThat(TunedSearch.remove(folder)).isTrue();
    double usual = RecallCheck.run(collection, 200, 10, 7).recall();
    assertThat(usual).isGreaterThan(little + 0.1);
  }

  @Test
  void aLatencyThatCannotBeKeptIsNotCalledMet() throws Exception {
    var steps = new ArrayList<TuningStep>();
    var tuned = tune(new SearchGoal(0.999, Optional.of(Duration.ofNanos(1000))), steps);
    assertThat(tuned.isMet()).isFalse();
    assertThat(steps).hasSize(2);
    assertThat(tuned.step()).isEqualTo(steps.getFirst());
  }

  @Test
  void whatIsWrittenIsReadAndDamageIsSaidAndDoesNotStopSearches() throws Exception {
    var goal = new SearchGoal(0.98, Optional.of(Duration.ofMillis(10)));
    var step = new TuningStep(new SearchEffort(99, 24, 4), 0.985, 0.002, 1.5);
    var tuned = new TunedSearch(goal, step, 500, 1000, Instant.parse("2026-01-02T03:04:05Z"));
    tuned.write(folder);
    assertThat(TunedSearch.read(folder)).contains(tuned);
    assertThat(tuned.isMet()).isTrue();
    assertThat(tuned.isOutgrown(1400)).isFalse();
    assertThat(tuned.isOutgrown(1600)).isTrue();
    assertThat(tuned.isOutgrown(600)).isTrue();
    Files.writeString(folder.resolve(TunedSearch.NAME), "{\"format\": 1}");
    assertThatIOException()
        .isThrownBy(() -> TunedSearch.read(folder))
        .withMessageContaining("is damaged")
        .withMessageContaining("tune again");
    assertThat(collection.search(SearchRequest.like(new Example.OfItem("1")))).hasSize(10);
  }

  @Test
  void goalsThatMeanNothingAreRefused() throws Exception {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SearchGoal(1, Optional.empty()))
        .withMessageContaining("for 1, search exactly");
    try (var now = collection.snapshot()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new SearchTuner(now, 5, 1))
          .withMessageContaining("at least 20");
    }
  }
}
