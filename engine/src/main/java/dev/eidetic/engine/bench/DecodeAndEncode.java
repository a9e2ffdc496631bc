package dev.eidetic.engine.bench;

import dev.eidetic.encode.ImageEncoder;
import dev.eidetic.encode.image.ImageDecoder;
import dev.eidetic.encode.image.ImageRefusedException;
import dev.eidetic.encode.image.Pixels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The work that an ingest cannot do without: reading files, decoding and encoding them in batches,
/// by worker threads that share nothing but the next file's number. Nothing is kept or written.
final class DecodeAndEncode {

  private final ImageEncoder encoder;
  private final ImageDecoder decoder;
  private final int workers;

  DecodeAndEncode(ImageEncoder encoder, ImageDecoder decoder, int workers) {
    this.encoder = encoder;
    this.decoder = decoder;
    this.workers = workers;
  }

  /// @param limit after which no further file is begun
  /// @return files per second; refused ones count, as an ingest counts them, but 0 if all are
  double rate(List<Path> files, Duration limit) throws IOException, InterruptedException {
    var run = new Run(files, System.nanoTime() + limit.toNanos());
    var threads = new ArrayList<Thread>();
    long start = System.nanoTime();
    for (int i = 0; i < workers; i++) {
      threads.add(Thread.ofPlatform().name("bench-" + i).daemon().start(() -> work(run)));
    }
    for (var thread : threads) {
      thread.join();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    rethrow(run.failure.get());
    return run.encoded.get() == 0 ? 0 : (run.encoded.get() + run.refused.get()) / seconds;
  }

  private static final class Run {

    final List<Path> files;
    final long deadlineNanos;
    final AtomicInteger next = new AtomicInteger();
    final AtomicInteger encoded = new AtomicInteger();
    final AtomicInteger refused = new AtomicInteger();
    final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    Run(List<Path> files, long deadlineNanos) {
      this.files = files;
      this.deadlineNanos = deadlineNanos;
    }

    boolean goesOn() {
      return failure.get() == null && System.nanoTime() - deadlineNanos < 0;
    }
  }

  private void work(Run run) {
    try {
      var batch = new ArrayList<Pixels>();
      for (int i = run.next.getAndIncrement();
          i < run.files.size() && run.goesOn();
          i = run.next.getAndIncrement()) {
        try {
          byte[] file = Files.readAllBytes(run.files.get(i));
          batch.add(decoder.decode(file, encoder.wantedSide()).pixels());
        } catch (ImageRefusedException _) {
          run.refused.incrementAndGet();
        }
        if (batch.size() >= encoder.preferredBatch()) {
          encode(batch, run);
        }
      }
      encode(batch, run);
    } catch (IOException | RuntimeException | Error e) { // reported by the thread that waits
      run.failure.compareAndSet(null, e);
    }
  }

  private void encode(List<Pixels> batch, Run run) {
    if (!batch.isEmpty()) {
      run.encoded.addAndGet(encoder.encode(batch).size());
      batch.clear();
    }
  }

  private static void rethrow(@Nullable Throwable failure) throws IOException {
    switch (failure) {
      case null -> {}
      case IOException e -> throw e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException("no worker throws this", failure);
    }
  }
}
