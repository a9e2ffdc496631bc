package dev.eidetic.engine.tuning;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.engine.Example;
import dev.eidetic.engine.Precision;
import dev.eidetic.engine.SearchRequest;
import dev.eidetic.engine.Snapshot;
import dev.eidetic.engine.check.DrawnItems;
import dev.eidetic.index.SearchEffort;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// Finds the least effort with which searches of a collection reach a goal, by trying: items drawn
/// at random ask for their neighbours, exactly and with more and more effort. Queries from
/// elsewhere can be harder than a collection's own items. Belongs to one thread.
public final class SearchTuner {

  private static final int COUNT = 10;
  private static final int NARROWEST = 10;
  private static final int WIDEST = 2048;
  private static final double GROWTH = 1.42;

  private final Snapshot now;
  private final int queries;
  private final long seed;

  /// @param queries to ask, at least 20; fewer if there are fewer items
  /// @param seed of the items that ask
  public SearchTuner(Snapshot now, int queries, long seed) {
    require(queries >= 20, "queries is %d; at least 20 tell something", queries);
    this.now = now;
    this.queries = queries;
    this.seed = seed;
  }

  /// Efforts from the least to the greatest: probes and beam rise together.
  static List<SearchEffort> ladder() {
    var ladder = new ArrayList<SearchEffort>();
    for (double beam = NARROWEST; beam < WIDEST; beam *= GROWTH) {
      int width = (int) Math.round(beam);
      ladder.add(SearchEffort.DEFAULT.withBeam(width).withProbes(Math.max(1, width / 4)));
    }
    ladder.add(SearchEffort.DEFAULT.withBeam(WIDEST).withProbes(WIDEST / 4));
    return ladder;
  }

  /// Tries efforts until one reaches the recall in 19 of 20 such measurements, or takes too long.
  ///
  /// @param steps is told of each as it was measured
  /// @return the one to use: where the goal cannot be reached, the one that finds most in the time
  /// @throws IllegalArgumentException if there are fewer than 20 items
  public TunedSearch tune(SearchGoal goal, Consumer<TuningStep> steps) throws IOException {
    int items = now.size();
    require(items >= 20, "there are %d items; at least 20 are needed to tune by", items);
    var ids = DrawnItems.of(now, queries, seed);
    var truths = new ArrayList<Set<String>>();
    for (String id : ids) {
      truths.add(new HashSet<>(found(id, Precision.EXACT)));
    }
    var ladder = ladder();
    var _ = measured(ladder.getFirst(), ids, truths); // warms up
    var chosen = measured(ladder.getFirst(), ids, truths);
    steps.accept(chosen);
    for (var effort : ladder.subList(1, ladder.size())) {
      if (chosen.surely() >= goal.recall()) {
        break;
      }
      var next = measured(effort, ids, truths);
      steps.accept(next);
      boolean isTooSlow =
          goal.latency().map(most -> next.medianMillis() > most.toNanos() / 1e6).orElse(false);
      if (isTooSlow) {
        break;
      }
      chosen = next;
    }
    return new TunedSearch(goal, chosen, ids.size(), items, Instant.now());
  }

  private TuningStep measured(SearchEffort effort, List<String> ids, List<Set<String>> truths)
      throws IOException {
    var recalls = new double[ids.size()];
    var nanos = new long[ids.size()];
    for (int i = 0; i < recalls.length; i++) {
      var truth = truths.get(i);
      long start = System.nanoTime();
      var hits = found(ids.get(i), new Precision.Effort(effort));
      nanos[i] = System.nanoTime() - start;
      recalls[i] = hits.stream().filter(truth::contains).count() / (double) truth.size();
    }
    Arrays.sort(nanos);
    double mean = Arrays.stream(recalls).average().orElse(0);
    double squares = Arrays.stream(recalls).map(each -> (each - mean) * (each - mean)).sum();
    double error = Math.sqrt(squares / (recalls.length - 1) / recalls.length);
    return new TuningStep(effort, mean, error, nanos[nanos.length / 2] / 1e6);
  }

  private List<String> found(String id, Precision precision) throws IOException {
    var request = SearchRequest.like(new Example.OfItem(id)).count(COUNT).with(precision);
    return now.search(request).stream().map(hit -> hit.item().id()).toList();
  }
}
