package dev.eidetic.engine.evaluation;

import dev.eidetic.encode.ImageEncoder;
import dev.eidetic.encode.image.DecodedImage;
import dev.eidetic.encode.image.ImageDecoder;
import dev.eidetic.encode.image.ImageRefusedException;
import dev.eidetic.encode.image.Pixels;
import dev.eidetic.evaluate.dataset.Box;
import dev.eidetic.evaluate.dataset.ImageReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Encodes all images of a data set by worker threads that share nothing but the next image's
/// number. One image that cannot be read ends it: figures over fewer images would be others.
final class ImageEncoding {

  private static final long REPORT_MILLIS = 100;

  private final Path root;
  private final List<ImageReference> images;
  private final ImageEncoder encoder;
  private final ImageDecoder decoder;
  private final float[][] vectors;
  private final byte[][] hashes;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  /// @param images each once
  ImageEncoding(
      Path root, List<ImageReference> images, ImageEncoder encoder, ImageDecoder decoder) {
    this.root = root;
    this.images = images;
    this.encoder = encoder;
    this.decoder = decoder;
    this.vectors = new float[images.size()][];
    this.hashes = new byte[images.size()][];
  }

  /// Runs once.
  ///
  /// @throws IOException if an image is missing or refused, naming it
  /// @throws InterruptedException if the caller was interrupted; the threads have ended
  EncodedImages run(int workers, EvaluationListener listener)
      throws IOException, InterruptedException {
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < workers; i++) {
      threads.add(Thread.ofPlatform().name("evaluate-" + i).daemon().start(this::work));
    }
    try {
      for (var thread : threads) {
        while (!thread.join(Duration.ofMillis(REPORT_MILLIS))) {
          listener.progress(Stage.ENCODE, done.get(), images.size());
        }
      }
    } finally {
      next.set(images.size()); // whoever still works finishes its batch
      for (var thread : threads) {
        thread.join();
      }
    }
    rethrow();
    listener.progress(Stage.ENCODE, images.size(), images.size());
    return result();
  }

  private EncodedImages result() {
    var digest = sha256();
    var byImage = new LinkedHashMap<ImageReference, float[]>();
    for (int i = 0; i < vectors.length; i++) {
      digest.update(images.get(i).toString().getBytes(StandardCharsets.UTF_8));
      digest.update(hashes[i]);
      byImage.put(images.get(i), vectors[i]);
    }
    return new EncodedImages(byImage, HexFormat.of().formatHex(digest.digest()));
  }

  private void work() {
    var batch = new ArrayList<Pixels>();
    var ordinals = new ArrayList<Integer>();
    try {
      for (int i = next.getAndIncrement();
          i < images.size() && failure.get() == null;
          i = next.getAndIncrement()) {
        batch.add(pixels(i));
        ordinals.add(i);
        if (batch.size() >= encoder.preferredBatch()) {
          encode(batch, ordinals);
        }
      }
      if (failure.get() == null) {
        encode(batch, ordinals);
      }
    } catch (IOException | RuntimeException | Error e) { // reported by the thread that waits
      failure.compareAndSet(null, e);
    }
  }

  private Pixels pixels(int ordinal) throws IOException {
    var picture = read(root, images.get(ordinal), decoder, encoder.wantedSide());
    hashes[ordinal] = sha256().digest(picture.file());
    return picture.pixels();
  }

  /// A picture of a data set, cut to its box.
  ///
  /// @param file its bytes
  record Picture(byte[] file, Pixels pixels) {}

  /// @param wantedSide as [ImageDecoder] takes it, for a picture that is not cut
  /// @throws IOException if it is missing or refused, naming it
  static Picture read(Path root, ImageReference image, ImageDecoder decoder, int wantedSide)
      throws IOException {
    var path = root.resolve(image.path());
    byte[] file = Files.readAllBytes(path);
    try {
      if (image.box().isWhole()) {
        return new Picture(file, decoder.decode(file, wantedSide).pixels());
      }
      return new Picture(file, cut(decoder.decode(file, Integer.MAX_VALUE), image.box()));
    } catch (ImageRefusedException e) {
      throw new IOException(
          "%s: %s; every listed image must be readable: repair it or take it off the list"
              .formatted(path, e.getMessage()),
          e);
    }
  }

  /// The part of a picture that is meant, at least one pixel of it.
  private static Pixels cut(DecodedImage image, Box box) {
    var whole = image.pixels();
    int left = Math.clamp(Math.round(box.left()), 0, whole.width() - 1);
    int top = Math.clamp(Math.round(box.top()), 0, whole.height() - 1);
    int width = Math.clamp(Math.round(box.right()), left + 1, whole.width()) - left;
    int height = Math.clamp(Math.round(box.bottom()), top + 1, whole.height()) - top;
    var rgb = new byte[3 * width * height];
    for (int y = 0; y < height; y++) {
      System.arraycopy(
          whole.rgb(), 3 * ((top + y) * whole.width() + left), rgb, 3 * y * width, 3 * width);
    }
    return Pixels.of(width, height, rgb);
  }

  private void encode(List<Pixels> batch, List<Integer> ordinals) {
    if (batch.isEmpty()) {
      return;
    }
    var encoded = encoder.encode(batch);
    for (int i = 0; i < encoded.size(); i++) {
      vectors[ordinals.get(i)] = encoded.get(i);
    }
    done.addAndGet(encoded.size());
    batch.clear();
    ordinals.clear();
  }

  private void rethrow() throws IOException {
    switch (failure.get()) {
      case null -> {}
      case IOException e -> throw e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException("no worker throws this", e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256, which every JDK must have", e);
    }
  }
}
