package dev.eidetic.server.jobs;

import dev.eidetic.encode.local.FeatureExtractor;
import dev.eidetic.engine.EngineException.NotFoundException;
import dev.eidetic.server.collections.Catalogue;
import dev.eidetic.server.jobs.JobWork.StoppedException;
import dev.eidetic.server.metrics.RequestLog;
import dev.eidetic.server.problems.Problem;
import dev.eidetic.server.problems.ProblemException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Runs jobs, one after the other, as each keeps all cores busy. Safe for many threads.
public final class JobBoard implements AutoCloseable {

  private static final int MOST_WAITING = 100;
  private static final int MOST_KEPT = 1_000;
  private static final int STOP_SECONDS = 20;

  /// One core is left to those who search.
  private static final int WORKERS = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);

  private final Catalogue catalogue;
  private final FeatureExtractor extractor;
  private final RequestLog log;
  private final Map<String, Job> jobs = new LinkedHashMap<>();
  private final ExecutorService runner =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("job").daemon().factory());
  private volatile boolean isStopping;

  /// @param extractor for jobs that look at details; stays the caller's to close
  public JobBoard(Catalogue catalogue, FeatureExtractor extractor, RequestLog log) {
    this.catalogue = catalogue;
    this.extractor = extractor;
    this.log = log;
  }

  /// Takes up what an earlier run of the server left unfinished.
  public void resume(AllowedFolders folders) throws IOException {
    for (var served : catalogue.all()) {
      try (var use = served.use()) {
        var unfinished = JobNote.read(use.collection().folder(), served.name());
        if (unfinished.isPresent()) {
          resume(unfinished.get(), folders);
        }
      }
    }
  }

  /// The folder must still be one that may be taken in.
  private void resume(JobOrder order, AllowedFolders folders) throws IOException {
    try {
      var job = submit(folders.checked(order));
      log.note("job %s goes on with collection %s".formatted(job.id(), order.collection()));
    } catch (ProblemException e) {
      log.note("a job of collection %s ends: %s".formatted(order.collection(), e.getMessage()));
    }
  }

  /// Accepts a job; it survives a restart from now on.
  ///
  /// @throws NotFoundException if the collection does not exist
  /// @throws ProblemException of status 409 if the collection has an unfinished job, 503 if too
  ///   many wait
  public synchronized Job submit(JobOrder order) throws IOException {
    if (isStopping) {
      throw ProblemException.overloaded("the server is stopping");
    }
    for (var other : jobs.values()) {
      if (!other.state().isFinal() && other.order().collection().equals(order.collection())) {
        throw ProblemException.conflict(
            "collection \"%s\" has the unfinished job %s; wait for it or cancel it"
                .formatted(order.collection(), other.id()));
      }
    }
    if (jobs.values().stream().filter(job -> !job.state().isFinal()).count() >= MOST_WAITING) {
      throw ProblemException.overloaded("%d jobs wait already".formatted(MOST_WAITING));
    }
    try (var use = catalogue.get(order.collection()).use()) {
      JobNote.write(use.collection().folder(), order);
    }
    String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    var job = new Job(id, order);
    makeRoom();
    jobs.put(id, job);
    runner.execute(() -> run(job));
    return job;
  }

  private void makeRoom() {
    var oldest = jobs.values().iterator();
    while (jobs.size() >= MOST_KEPT && oldest.hasNext()) {
      if (oldest.next().state().isFinal()) {
        oldest.remove();
      }
    }
  }

  private void run(Job job) {
    if (isStopping || !job.begin()) {
      removeNote(job);
      return;
    }
    var order = job.order();
    try (var use = catalogue.get(order.collection()).use()) {
      job.done(work(order).run(use, progress -> job.progress(progress) && !isStopping));
    } catch (StoppedException _) {
      job.stopped();
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      log.failure("job " + job.id(), e);
      job.failed(Problem.of(e).detail());
    }
    removeNote(job);
  }

  private JobWork work(JobOrder order) {
    return switch (order) {
      case JobOrder.Ingest ingest -> new IngestWork(ingest, WORKERS);
      case JobOrder.Details _ -> new DetailsWork(extractor, WORKERS);
      case JobOrder.Duplicates duplicates -> new DuplicatesWork(duplicates, extractor, WORKERS);
    };
  }

  /// A job that only the server's end has stopped keeps its note.
  private void removeNote(Job job) {
    if (isStopping && !job.isCancelled()) {
      return;
    }
    try (var use = catalogue.get(job.order().collection()).use()) {
      JobNote.remove(use.collection().folder());
    } catch (IOException | NotFoundException e) {
      log.failure("job " + job.id(), e);
    }
  }

  /// All jobs since the start, latest first.
  public synchronized List<Job> all() {
    return new ArrayList<>(jobs.values()).reversed();
  }

  /// @throws NotFoundException if there is no such job
  public synchronized Job get(String id) {
    @Nullable Job job = jobs.get(id);
    if (job == null) {
      throw new NotFoundException("job \"%s\" does not exist".formatted(id));
    }
    return job;
  }

  /// Asks a job to stop. What it has added stays, and a new job goes on from there.
  ///
  /// @throws ProblemException of status 409 if it has ended already
  public void cancel(String id) {
    var job = get(id);
    if (job.state().isFinal()) {
      throw ProblemException.conflict(
          "job \"%s\" is %s already".formatted(id, job.state().label()));
    }
    job.cancel();
  }

  /// Jobs that have not ended.
  public synchronized int unfinished() {
    return (int) jobs.values().stream().filter(job -> !job.state().isFinal()).count();
  }

  /// Stops the running job at the next image and saves it; a restart goes on.
  @Override
  public void close() {
    isStopping = true;
    runner.shutdown();
    try {
      if (!runner.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        log.note("a job does not stop; what it has saved stays");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
