package dev.eidetic.server.jobs;

import dev.eidetic.engine.ingest.IngestProgress;
import dev.eidetic.engine.ingest.IngestReport;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One job and how far it is. Safe for many threads.
public final class Job {

  private final String id;
  private final JobOrder order;
  private final Instant created = Instant.now();
  private State state = State.QUEUED;
  private Optional<IngestProgress> progress = Optional.empty();
  private Optional<IngestReport> report = Optional.empty();
  private Optional<String> failure = Optional.empty();
  private boolean isCancelled;
  private long version;

  /// How a job stands.
  public enum State {
    QUEUED,
    RUNNING,
    DONE,
    FAILED,
    CANCELLED;

    public boolean isFinal() {
      return this != QUEUED && this != RUNNING;
    }

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  Job(String id, JobOrder order) {
    this.id = id;
    this.order = order;
  }

  public String id() {
    return id;
  }

  public JobOrder order() {
    return order;
  }

  public synchronized State state() {
    return state;
  }

  synchronized boolean isCancelled() {
    return isCancelled;
  }

  /// Asks it to stop; what it has done stays.
  synchronized void cancel() {
    isCancelled = true;
    if (state == State.QUEUED) {
      state = State.CANCELLED;
    }
    changed();
  }

  /// @return false if it was cancelled before it began
  synchronized boolean begin() {
    if (state == State.QUEUED) {
      state = State.RUNNING;
      changed();
    }
    return state == State.RUNNING;
  }

  /// @return true to go on
  synchronized boolean progress(IngestProgress latest) {
    if (!progress.equals(Optional.of(latest))) {
      progress = Optional.of(latest);
      changed();
    }
    return !isCancelled;
  }

  synchronized void done(IngestReport result) {
    report = Optional.of(result);
    progress = Optional.of(result.progress());
    state = result.isComplete() ? State.DONE : State.CANCELLED;
    changed();
  }

  synchronized void failed(String reason) {
    failure = Optional.of(reason);
    state = State.FAILED;
    changed();
  }

  private void changed() {
    version++;
    notifyAll();
  }

  /// A job as JSON, and the number of changes it has gone through.
  record Picture(long version, boolean isFinal, Map<String, Object> json) {}

  /// Waits until it has changed since a version, or the patience ends.
  ///
  /// @param seen version that is known already; -1 for none
  synchronized Picture await(long seen, Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    for (long left = patience.toMillis(); version == seen && left > 0; ) {
      wait(left);
      left = (end - System.nanoTime()) / 1_000_000;
    }
    return new Picture(version, state.isFinal(), json());
  }

  synchronized Map<String, Object> json() {
    var json = new LinkedHashMap<String, Object>();
    json.put("id", id);
    json.put("type", "ingest");
    json.put("collection", order.collection());
    json.put("folder", String.valueOf(order.folder().getFileName()));
    json.put("state", state.label());
    json.put("created", created.toString());
    progress.ifPresent(latest -> json.put("progress", json(latest)));
    failure.ifPresent(reason -> json.put("failure", reason));
    report.ifPresent(result -> json.put("report", json(result)));
    return json;
  }

  private static Map<String, Object> json(IngestProgress progress) {
    var json = new LinkedHashMap<String, Object>();
    json.put("found", progress.found());
    json.put("isCountDone", progress.isCountDone());
    json.put("done", progress.done());
    json.put("unchanged", progress.unchanged());
    json.put("added", progress.added());
    json.put("replaced", progress.replaced());
    json.put("refused", progress.refused());
    json.put("saved", progress.saved());
    return json;
  }

  private static Map<String, Object> json(IngestReport report) {
    var json = new LinkedHashMap<String, Object>();
    json.put("pruned", report.pruned());
    json.put("isComplete", report.isComplete());
    var refused = new LinkedHashMap<String, Object>();
    report.refusedBy().forEach((reason, count) -> refused.put(reason.label(), count));
    json.put("refused", refused);
    json.put("millis", report.time().toMillis());
    return json;
  }
}
