package dev.eidetic.server.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.encode.image.DecodeLimits;
import dev.eidetic.encode.lookup.Encoders;
import dev.eidetic.encode.store.ModelStore;
import dev.eidetic.engine.Example;
import dev.eidetic.engine.Hit;
import dev.eidetic.engine.NewImage;
import dev.eidetic.engine.SearchRequest;
import dev.eidetic.engine.opening.CollectionOpener;
import dev.eidetic.engine.tuning.SearchGoal;
import dev.eidetic.engine.tuning.TunedSearch;
import dev.eidetic.engine.tuning.TuningStep;
import dev.eidetic.index.SearchEffort;
import dev.eidetic.server.collections.Catalogue;
import dev.eidetic.server.metrics.RequestLog;
import dev.eidetic.server.metrics.ServerMetrics;
import dev.eidetic.testkit.TestPictures;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a search is said to have found is ours to choose here.
class ShadowChecksTest {

  private static final SearchRequest REQUEST = SearchRequest.like(new Example.OfItem("0")).count(4);

  @TempDir private Path folder;
  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  private Catalogue catalogue;
  private Path shop;

  @BeforeEach
  void open() throws Exception {
    shop = folder.resolve("shop");
    var encoders = new Encoders(new ModelStore(folder.resolve("models")), folder);
    var opener = new CollectionOpener(encoders, DecodeLimits.DEFAULT);
    try (var made = opener.openOrCreate(shop, Optional.of("classic"))) {
      for (int i = 0; i < 10; i++) {
        made.collection()
            .put(NewImage.of(Integer.toString(i), TestPictures.file(i, 60, 60, "png")));
      }
    }
    catalogue = Catalogue.open(opener, List.of(shop), Optional.empty(), new ServerMetrics());
  }

  @AfterEach
  void close() throws Exception {
    catalogue.close();
  }

  private ShadowChecks checks(double share) {
    return new ShadowChecks(share, catalogue, new RequestLog(lines::add));
  }

  private List<Hit> hits() throws Exception {
    try (var use = catalogue.get("shop").use()) {
      return use.collection().search(REQUEST);
    }
  }

  /// Each waits for the one before, so that none is left out.
  private static void see(ShadowChecks checks, List<Hit> hits, int times) throws Exception {
    int before = queries(checks);
    for (int i = 1; i <= times; i++) {
      checks.saw("shop", REQUEST, hits);
      while (queries(checks) < before + i) {
        Thread.sleep(1);
      }
    }
  }

  private static int queries(ShadowChecks checks) {
    var measured = checks.measured().get("shop");
    return measured == null ? 0 : measured.queries();
  }

  @Test
  void theRecallIsTheShareOfTheTrueHitsThatWasFound() throws Exception {
    try (var checks = checks(1)) {
      see(checks, hits(), 1);
      assertThat(checks.json().toString()).contains("recall=1.0", "checks=1");
    }
    try (var checks = checks(1)) {
      see(checks, hits().subList(0, 3), 1);
      var measured = checks.measured();
      assertThat(measured.get("shop")).isNotNull().extracting("recall").isEqualTo(0.75);
    }
  }

  @Test
  void noShareIsNoCheckAndExactSearchesNeedNone() throws Exception {
    var none = checks(0);
    var all = checks(1);
    try (none;
        all) {
      for (int i = 0; i < 100; i++) {
        none.saw("shop", REQUEST, hits());
        all.saw("shop", REQUEST.exact(), hits());
      }
    }
    assertThat(none.measured()).isEmpty();
    assertThat(all.measured()).isEmpty();
  }

  @Test
  void itIsSaidOnceWhenTheGoalIsMissed() throws Exception {
    var step = new TuningStep(SearchEffort.DEFAULT, 0.99, 0.001, 1);
    new TunedSearch(new SearchGoal(0.95, Optional.empty()), step, 500, 10, Instant.EPOCH)
        .write(shop);
    var checks = checks(1);
    try (checks) {
      see(checks, hits().subList(0, 2), 99);
      assertThat(lines).isEmpty();
      see(checks, hits().subList(0, 2), 30);
    }
    assertThat(lines)
        .singleElement()
        .satisfies(
            line ->
                assertThat(line)
                    .contains(
                        "\"level\":\"warning\"", "collection shop find 0.5000", "goal of 0.95"));
    assertThat(checks.measured().get("shop")).isNotNull().extracting("recall").isEqualTo(0.5);
  }

  @Test
  void whatIsGoneIsNotChecked() throws Exception {
    var checks = checks(1);
    try (checks) {
      checks.saw("other", REQUEST, hits());
    }
    assertThat(checks.measured()).isEmpty();
    assertThat(lines).isEmpty();
  }
}
