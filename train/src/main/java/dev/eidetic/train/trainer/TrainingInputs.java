package dev.eidetic.train.trainer;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.train.data.PixelCache;
import dev.eidetic.train.data.TrainingImages;
import dev.eidetic.train.weights.WeightTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Pixels, labels, a teacher's vectors and weights to begin with, ready for a training. Images that
/// cannot be decoded take no part and are listed.
public final class TrainingInputs implements AutoCloseable {

  private final TrainingImages images;
  private final PixelCache cache;
  private final @Nullable PixelCache validationCache;
  private final @Nullable Validation validation;
  private final float[][] teacher;
  private final Map<String, WeightTensor> weights;
  private final int[] usable;
  private final List<Path> refused;

  private TrainingInputs(
      TrainingImages images,
      PixelCache cache,
      @Nullable PixelCache validationCache,
      @Nullable Validation validation,
      float[][] teacher,
      Map<String, WeightTensor> weights,
      List<Path> refused) {
    this.images = images;
    this.cache = cache;
    this.validationCache = validationCache;
    this.validation = validation;
    this.teacher = teacher;
    this.weights = Map.copyOf(weights);
    this.usable = cache.usable();
    this.refused = List.copyOf(refused);
  }

  /// Decodes everything, or finds it decoded.
  ///
  /// @param training images to learn from
  /// @param held images of classes that are never learned, to measure on; may have none
  /// @param folder for the pixels
  /// @param side of the cached pixels
  /// @param threads that decode
  public static TrainingInputs open(
      TrainingImages training, TrainingImages held, Path folder, int side, int threads)
      throws IOException {
    require(training.size() >= 2, "there are %d images to train on; at least 2", training.size());
    var cache = PixelCache.open(folder, training.files(), side, threads);
    var refused = new ArrayList<Path>();
    cache.unusable().forEach(image -> refused.add(training.files().get(image)));
    if (held.size() == 0) {
      return new TrainingInputs(training, cache, null, null, new float[0][], Map.of(), refused);
    }
    var heldCache = PixelCache.open(folder, held.files(), side, threads);
    heldCache.unusable().forEach(image -> refused.add(held.files().get(image)));
    var validation = new Validation(heldCache, held.labels(), heldCache.usable());
    return new TrainingInputs(
        training, cache, heldCache, validation, new float[0][], Map.of(), refused);
  }

  /// The same with a teacher's vectors, one per image; this one must not be used any more.
  public TrainingInputs withTeacher(float[][] vectors) {
    require(
        vectors.length == images.size(),
        "the teacher gave %d vectors for %d images",
        vectors.length,
        images.size());
    return new TrainingInputs(
        images, cache, validationCache, validation, vectors, weights, refused);
  }

  /// The same with weights that the network begins with, by name; this one must not be used any
  /// more. Parameters without any begin as fresh ones.
  public TrainingInputs withWeights(Map<String, WeightTensor> initial) {
    return new TrainingInputs(
        images, cache, validationCache, validation, teacher, initial, refused);
  }

  Map<String, WeightTensor> initialWeights() {
    return weights;
  }

  PixelCache cache() {
    return cache;
  }

  public TrainingImages images() {
    return images;
  }

  /// Images that could not be decoded.
  public List<Path> refused() {
    return refused;
  }

  /// Labels of the usable images, in the order in which samplers number them.
  int[] labels() {
    return Arrays.stream(usable).map(image -> images.labels()[image]).toArray();
  }

  /// The cache's number of a usable image.
  int image(int sampled) {
    return usable[sampled];
  }

  Optional<Validation> validation() {
    return Optional.ofNullable(validation);
  }

  /// Numbers of a teacher's vector; 0 without a teacher.
  int teacherDimension() {
    return teacher.length == 0 ? 0 : teacher[0].length;
  }

  float[] teacherOf(int image) {
    return teacher[image];
  }

  @Override
  public void close() {
    cache.close();
    if (validationCache != null) {
      validationCache.close();
    }
  }
}
