package dev.eidetic.train.trainer;

import dev.eidetic.train.data.TrainingImages;
import dev.eidetic.train.recipe.Recipe;
import dev.eidetic.train.recipe.RecipeReader;
import dev.eidetic.train.torch.LibTorch;
import dev.eidetic.train.torch.Processor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Measures how far pixels and changes hide behind the network: rounds of training as `eidetic
/// train` does it by turns with rounds of the bare steps on batches that lie ready.
///
/// A program, not a test; run it from the test class path.
final class TrainingRate {

  private static final int ROUNDS = 5;
  private static final int STEPS = 16;

  private TrainingRate() {}

  /// @param arguments folder of CLASS/IMAGE, work folder, then KEY=VALUE of a recipe
  public static void main(String[] arguments) throws Exception {
    var values = new HashMap<String, String>();
    for (int i = 2; i < arguments.length; i++) {
      int at = arguments[i].indexOf('=');
      values.put(arguments[i].substring(0, at), arguments[i].substring(at + 1));
    }
    var settings = RecipeReader.settings(new Recipe(Map.copyOf(values)));
    var images = images(Path.of(arguments[0]));
    LibTorch.use(1);
    var nothing = images.chosen(new int[0]);
    try (var data =
            TrainingInputs.open(
                images, nothing, Path.of(arguments[1]), settings.batches().cacheSide(), 2);
        var learner = new Learner(settings, data, Processor.CPU);
        var loader = new BatchLoader(data.cache(), settings, 1)) {
      measure(settings, data, learner, loader);
    }
  }

  private static void measure(
      TrainingSettings settings, TrainingInputs data, Learner learner, BatchLoader loader) {
    var all = settings.batches().sampler().batches(data.labels(), settings.seed(), 0);
    var ready = new ArrayList<BatchLoader.Batch>();
    loader.load(all.subList(0, STEPS), 0, 0).forEach(ready::add);
    run(learner, ready); // warms up
    var ratios = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      double bare = run(learner, ready);
      double whole = run(learner, loader.load(all.subList(0, STEPS), round + 1, 0));
      ratios[round] = whole / bare;
      System.out.printf("bare %.1f images/s, training %.1f images/s%n", bare, whole);
    }
    Arrays.sort(ratios);
    System.out.printf("median ratio %.3f%n", ratios[ROUNDS / 2]);
  }

  private static double run(Learner learner, Iterable<BatchLoader.Batch> batches) {
    long start = System.nanoTime();
    long images = 0;
    for (var batch : batches) {
      learner.learn(batch, 1, 1e-4);
      images += batch.images().length;
    }
    return images * 1e9 / (System.nanoTime() - start);
  }

  private static TrainingImages images(Path folder) throws IOException {
    var files = new ArrayList<Path>();
    var names = new ArrayList<String>();
    var labels = new ArrayList<Integer>();
    for (var entry : sorted(folder)) {
      for (var file : sorted(entry)) {
        files.add(file);
        labels.add(names.size());
      }
      names.add(String.valueOf(entry.getFileName()));
    }
    return new TrainingImages(files, labels.stream().mapToInt(Integer::intValue).toArray(), names);
  }

  private static List<Path> sorted(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().limit(40).toList();
    }
  }
}
