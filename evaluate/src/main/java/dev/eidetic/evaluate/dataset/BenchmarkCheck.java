package dev.eidetic.evaluate.dataset;

import dev.eidetic.evaluate.dataset.Benchmark.Count;
import dev.eidetic.evaluate.file.MalformedFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Opens a benchmark's data, and tells what is wrong with it.
public final class BenchmarkCheck {

  private BenchmarkCheck() {}

  /// Reads the data of a benchmark.
  ///
  /// @param root the data's folder
  /// @throws MalformedFileException if files are missing, with the way to get them, or are not what
  ///   they should be
  public static EvaluationTask open(Benchmark benchmark, Path root) throws IOException {
    if (!Files.isDirectory(root)) {
      throw new MalformedFileException(
          root,
          "%s is not here: there is no such folder. %s",
          benchmark.title(),
          benchmark.download());
    }
    var missing =
        benchmark.layout().needs().stream()
            .filter(need -> !Files.exists(root.resolve(need)))
            .toList();
    if (!missing.isEmpty()) {
      throw new MalformedFileException(
          root,
          "%s is not here: %s %s missing. %s",
          benchmark.title(),
          String.join(", ", missing),
          missing.size() == 1 ? "is" : "are",
          benchmark.download());
    }
    return benchmark.layout().read(root);
  }

  /// Compares what was read with what is published.
  ///
  /// @return one sentence per difference; none if all counts agree, or none is known
  public static List<String> differences(Benchmark benchmark, EvaluationTask task) {
    var found = counts(task);
    var differences = new ArrayList<String>();
    for (var count : Count.values()) {
      Long expected = benchmark.counts().get(count);
      long actual = found.getOrDefault(count, 0L);
      if (expected != null && expected != actual) {
        differences.add(
            "%s has %d %s; published are %d, so figures cannot be compared with papers"
                .formatted(benchmark.name(), actual, word(count), expected));
      }
    }
    return differences;
  }

  private static String word(Count count) {
    return switch (count) {
      case QUERIES -> "queries";
      case GALLERY -> "gallery images";
      case PAIRS -> "pairs";
    };
  }

  private static Map<Count, Long> counts(EvaluationTask task) {
    var counts = new EnumMap<Count, Long>(Count.class);
    switch (task) {
      case EvaluationTask.Retrieval retrieval -> {
        counts.put(Count.QUERIES, (long) retrieval.queries().size());
        counts.put(Count.GALLERY, (long) retrieval.gallery().size());
      }
      case EvaluationTask.Recognition recognition -> {
        counts.put(Count.QUERIES, (long) recognition.queries().size());
        counts.put(Count.GALLERY, (long) recognition.examples().size());
      }
      case EvaluationTask.Verification verification ->
          counts.put(Count.PAIRS, (long) verification.pairs().size());
      case EvaluationTask.Identification identification -> {
        counts.put(Count.QUERIES, (long) identification.probes().size());
        counts.put(Count.GALLERY, identification.galleries().stream().mapToLong(List::size).sum());
      }
      case EvaluationTask.Anomaly anomaly -> {
        counts.put(Count.QUERIES, (long) anomaly.tested().size());
        counts.put(Count.GALLERY, (long) anomaly.examples().size());
      }
    }
    return counts;
  }

  /// Listed images that are not on disk.
  ///
  /// @param root the data's folder
  /// @param most how many to name
  public static List<String> missingImages(EvaluationTask task, Path root, int most) {
    return paths(task)
        .filter(path -> !Files.isRegularFile(root.resolve(path)))
        .distinct()
        .limit(most)
        .toList();
  }

  /// All image paths of a task, in its order; an image that serves twice comes twice.
  static Stream<String> paths(EvaluationTask task) {
    return switch (task) {
      case EvaluationTask.Retrieval(var queries, var gallery, _, _) ->
          Stream.concat(queries.stream(), gallery.stream()).map(ImageReference::path);
      case EvaluationTask.Recognition(var queries, _, var examples) ->
          Stream.concat(
              queries.stream().map(ImageReference::path),
              examples.stream().map(LabelledImage::path));
      case EvaluationTask.Verification(var images, _) ->
          images.stream().flatMap(List::stream).map(ImageReference::path);
      case EvaluationTask.Identification(var templates, _, _, _) ->
          templates.stream().flatMap(List::stream).map(ImageReference::path);
      case EvaluationTask.Anomaly(var examples, var tested, _) ->
          Stream.concat(examples.stream(), tested.stream()).map(ImageReference::path);
    };
  }
}
