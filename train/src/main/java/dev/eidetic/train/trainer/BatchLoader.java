package dev.eidetic.train.trainer;

import dev.eidetic.train.augmentation.Augmentations;
import dev.eidetic.train.augmentation.Canvas;
import dev.eidetic.train.data.PixelCache;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Makes the tensors of coming batches beside the training, in order.
///
/// What an image becomes depends on seed, epoch, step and its place in the batch alone, never on
/// threads.
final class BatchLoader implements AutoCloseable {

  private static final int AHEAD = 2;

  private final PixelCache cache;
  private final Augmentations augmentations;
  private final int side;
  private final int views;
  private final long seed;
  private final ExecutorService workers;
  private final int most;

  /// @param workers threads, at least 1
  BatchLoader(PixelCache cache, TrainingSettings settings, int workers) {
    this.cache = cache;
    this.augmentations = settings.batches().augmentations();
    this.side = settings.model().side();
    this.views = settings.batches().views();
    this.seed = settings.seed();
    this.most = workers + AHEAD;
    this.workers =
        Executors.newFixedThreadPool(
            workers, Thread.ofPlatform().daemon().name("batch-", 0).factory());
  }

  /// A batch ready for the network.
  ///
  /// @param images of the cache, by row; with two views the second half repeats the first
  /// @param pixels `[rows, 3, side, side]`, from 0 to 255
  record Batch(int[] images, byte[] pixels) {}

  /// The batches of an epoch.
  ///
  /// @param first step that is wanted; earlier ones are passed over
  Iterable<Batch> load(List<int[]> batches, int epoch, int first) {
    return () ->
        new Iterator<>() {
          private final ArrayDeque<Future<Batch>> pending = new ArrayDeque<>();
          private int next = first;

          @Override
          public boolean hasNext() {
            while (pending.size() < most && next < batches.size()) {
              int step = next++;
              pending.add(workers.submit(() -> make(batches.get(step), epoch, step)));
            }
            return !pending.isEmpty();
          }

          @Override
          public Batch next() {
            if (!hasNext()) {
              throw new NoSuchElementException("the epoch has no more batches");
            }
            return result(pending.removeFirst());
          }
        };
  }

  private static Batch result(Future<Batch> pending) {
    try {
      return pending.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("training was interrupted");
    } catch (ExecutionException e) {
      throw new IllegalStateException("a batch could not be made: " + e.getCause(), e);
    }
  }

  private Batch make(int[] batch, int epoch, int step) {
    var images = new int[batch.length * views];
    var pixels = new byte[images.length * 3 * side * side];
    for (int row = 0; row < images.length; row++) {
      images[row] = batch[row % batch.length];
      var random = new SplittableRandom(((seed * 31 + epoch) * 1_000_003 + step) * 8_191 + row);
      var canvas = augmentations.apply(cache.pixels(images[row]), side, random);
      store(canvas, pixels, row);
    }
    return new Batch(images, pixels);
  }

  /// Writes a canvas into a batch, rounded to the 256 steps that files of pictures know.
  static void store(Canvas canvas, byte[] pixels, int row) {
    float[] numbers = canvas.numbers();
    int to = row * numbers.length;
    for (int i = 0; i < numbers.length; i++) {
      pixels[to + i] = (byte) Math.round(255 * Math.clamp(numbers[i], 0f, 1f));
    }
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
