package dev.eidetic.train.run;

import dev.eidetic.encode.ImageEncoder;
import dev.eidetic.encode.image.DecodeLimits;
import dev.eidetic.encode.image.ImageDecoders;
import dev.eidetic.encode.image.ImageRefusedException;
import dev.eidetic.encode.image.Pixels;
import dev.eidetic.train.data.TrainingImages;
import dev.eidetic.train.weights.SafetensorsFile;
import dev.eidetic.train.weights.SafetensorsWriter;
import dev.eidetic.train.weights.WeightTensor;
import dev.eidetic.vectors.ParallelLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/// Vectors of training images by a teacher, computed once and kept beside the training.
///
/// Images that cannot be decoded get zeros; they take no part in training.
final class TeacherVectors {

  private static final String NAME = "vectors";

  private TeacherVectors() {}

  /// @param file where they are kept
  /// @param progress hears how many images are done, on any thread
  static float[][] of(ImageEncoder teacher, TrainingImages images, Path file, IntConsumer progress)
      throws IOException {
    var notes = Map.of("space", teacher.space().sha256(), "images", images.fingerprint());
    if (Files.exists(file)) {
      try (var kept = SafetensorsFile.open(file)) {
        if (kept.metadata().equals(notes)) {
          return rows(kept.read(NAME));
        }
      }
    }
    float[][] vectors = compute(teacher, images, progress);
    int dimension = teacher.space().dimension();
    var flat = new float[vectors.length * dimension];
    for (int i = 0; i < vectors.length; i++) {
      System.arraycopy(vectors[i], 0, flat, i * dimension, dimension);
    }
    var shape = List.of((long) vectors.length, (long) dimension);
    SafetensorsWriter.write(file, Map.of(NAME, new WeightTensor(shape, flat)), notes);
    return vectors;
  }

  private static float[][] rows(WeightTensor tensor) {
    int dimension = Math.toIntExact(tensor.shape().get(1));
    var rows = new float[Math.toIntExact(tensor.shape().get(0))][dimension];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(tensor.values(), i * dimension, rows[i], 0, dimension);
    }
    return rows;
  }

  private static float[][] compute(
      ImageEncoder teacher, TrainingImages images, IntConsumer progress) throws IOException {
    var vectors = new float[images.size()][teacher.space().dimension()];
    int batch = teacher.preferredBatch();
    int batches = Math.ceilDiv(images.size(), batch);
    var done = new AtomicInteger();
    IntConsumer work =
        number -> {
          int end = Math.min(images.size(), (number + 1) * batch);
          encode(teacher, images, number * batch, end, vectors);
          progress.accept(Math.min(images.size(), done.incrementAndGet() * batch));
        };
    try {
      ParallelLoop.run(Runtime.getRuntime().availableProcessors(), batches, () -> work);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return vectors;
  }

  private static void encode(
      ImageEncoder teacher, TrainingImages images, int start, int end, float[][] vectors) {
    var decoder = ImageDecoders.standard(DecodeLimits.DEFAULT);
    var pictures = new ArrayList<Pixels>();
    var places = new ArrayList<Integer>();
    for (int i = start; i < end; i++) {
      try {
        byte[] bytes = Files.readAllBytes(images.files().get(i));
        pictures.add(decoder.decode(bytes, teacher.wantedSide()).pixels());
        places.add(i);
      } catch (ImageRefusedException _) {
        // Takes no part, as TrainingInputs says.
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    if (pictures.isEmpty()) {
      return;
    }
    var encoded = teacher.encode(pictures);
    for (int i = 0; i < encoded.size(); i++) {
      vectors[places.get(i)] = encoded.get(i);
    }
  }
}
