package dev.eidetic.server.jobs;

import java.nio.file.Path;
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
  private Optional<Map<String, Object>> progress = Optional.empty();
  private Optional<Map<String, Object>> report = Optional.empty();
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

  /// @param latest as JSON
  /// @return true to go on
  synchronized boolean progress(Map<String, Object> latest) {
    if (!progress.equals(Optional.of(latest))) {
      progress = Optional.of(latest);
      changed();
    }
    return !isCancelled;
  }

  synchronized void done(JobWork.Result result) {
    report = Optional.of(result.report());
    state = result.isComplete() ? State.DONE : State.CANCELLED;
    changed();
  }

  synchronized void stopped() {
    state = State.CANCELLED;
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
    json.put("type", order.type());
    json.put("collection", order.collection());
    if (order instanceof JobOrder.Ingest(_, Path folder, _)) { // the path is nobody's business
      json.put("folder", String.valueOf(folder.getFileName()));
    }
    json.put("state", state.label());
    json.put("created", created.toString());
    progress.ifPresent(latest -> json.put("progress", latest));
    failure.ifPresent(reason -> json.put("failure", reason));
    report.ifPresent(result -> json.put("report", result));
    return json;
  }
}
