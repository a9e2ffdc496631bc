package dev.eidetic.server.search;

import dev.eidetic.engine.EngineException.NotFoundException;
import dev.eidetic.engine.Hit;
import dev.eidetic.engine.Precision;
import dev.eidetic.engine.SearchRequest;
import dev.eidetic.engine.check.RecallCheck.MeasuredRecall;
import dev.eidetic.engine.check.RecallWindow;
import dev.eidetic.engine.tuning.TunedSearch;
import dev.eidetic.server.collections.Catalogue;
import dev.eidetic.server.metrics.RequestLog;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Asks some of the searches that people make once more, exactly and in the background, and keeps
/// which share of the true hits was found. One at a time; while one runs, others are not checked.
/// Safe for many threads.
public final class ShadowChecks implements AutoCloseable {

  /// Fewer say too little to warn.
  private static final int FEWEST = 100;

  private static final int PATIENCE_SECONDS = 20;

  private final double share;
  private final Catalogue catalogue;
  private final RequestLog log;
  private final Map<String, RecallWindow> windows = new ConcurrentHashMap<>();
  private final Set<String> warned = ConcurrentHashMap.newKeySet();
  private final ThreadPoolExecutor runner =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(1),
          Thread.ofPlatform().name("shadow-check").daemon().factory(),
          new ThreadPoolExecutor.DiscardPolicy());

  /// @param share of searches that are checked, 0 to 1
  public ShadowChecks(double share, Catalogue catalogue, RequestLog log) {
    this.share = share;
    this.catalogue = catalogue;
    this.log = log;
  }

  /// Perhaps checks a search that was answered.
  void saw(String collection, SearchRequest request, List<Hit> hits) {
    if (request.precision() instanceof Precision.Usual
        && ThreadLocalRandom.current().nextDouble() < share) {
      var found = new HashSet<String>();
      hits.forEach(hit -> found.add(hit.item().id()));
      runner.execute(() -> check(collection, request, found));
    }
  }

  private void check(String collection, SearchRequest request, Set<String> found) {
    try (var use = catalogue.get(collection).use()) {
      var truth = use.collection().search(request.with(Precision.EXACT));
      if (truth.isEmpty()) {
        return;
      }
      long kept = truth.stream().filter(hit -> found.contains(hit.item().id())).count();
      var window = windows.computeIfAbsent(collection, _ -> new RecallWindow());
      window.add((double) kept / truth.size());
      var tuned = TunedSearch.read(use.collection().folder());
      warn(collection, window, tuned.map(known -> known.goal().recall()).orElse(0.0));
    } catch (NotFoundException _) { // deleted meanwhile
    } catch (IOException | RuntimeException e) {
      log.failure("shadow check of " + collection, e);
    }
  }

  /// Once, until the goal is reached again.
  private void warn(String collection, RecallWindow window, double goal) {
    var measured = window.measured().orElseThrow();
    if (measured.queries() < FEWEST || measured.most() >= goal) {
      warned.remove(collection);
    } else if (warned.add(collection)) {
      log.warning(
          "searches of collection %s find %.4f of the true hits (95 %% interval %.4f to %.4f), less than the goal of %s; tune it again: eidetic tune --recall %s"
              .formatted(
                  collection, measured.recall(), measured.least(), measured.most(), goal, goal));
    }
  }

  /// What was measured of each collection whose searches were checked.
  public Map<String, MeasuredRecall> measured() {
    var measured = new LinkedHashMap<String, MeasuredRecall>();
    windows.forEach(
        (collection, window) ->
            window.measured().ifPresent(recall -> measured.put(collection, recall)));
    return measured;
  }

  /// The same as JSON.
  public Map<String, Object> json() {
    var json = new LinkedHashMap<String, Object>();
    measured()
        .forEach(
            (collection, recall) ->
                json.put(
                    collection,
                    Map.of(
                        "checks", recall.queries(),
                        "recall", recall.recall(),
                        "least", recall.least(),
                        "most", recall.most())));
    return json;
  }

  /// Waits for the check that runs: nothing is interrupted, or Lucene's files would be closed under
  /// it.
  @Override
  public void close() {
    runner.getQueue().clear();
    runner.shutdown();
    try {
      if (!runner.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        log.note("a shadow check does not end; it is left alone");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
