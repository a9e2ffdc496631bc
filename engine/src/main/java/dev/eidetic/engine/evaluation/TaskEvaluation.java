package dev.eidetic.engine.evaluation;

import dev.eidetic.encode.ImageEncoder;
import dev.eidetic.encode.image.ImageDecoder;
import dev.eidetic.evaluate.Bootstrap;
import dev.eidetic.evaluate.dataset.EvaluationTask;
import dev.eidetic.evaluate.dataset.ImageReference;
import dev.eidetic.evaluate.dataset.LabelledImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Runs a task that ranks no gallery: encodes every image, answers by nearest neighbours, measures.
///
/// Starts `workers` threads per call and ends them; an instance may be used by several callers.
///
/// @param root folder that the images' paths start from
/// @param workers threads, 1 to 1024
/// @param bootstrap how confidence intervals are drawn
public record TaskEvaluation(EvaluationTask task, Path root, int workers, Bootstrap bootstrap) {

  /// Evaluates a model.
  ///
  /// @param name for people
  /// @throws IOException if an image is missing or refused, naming it
  /// @throws InterruptedException if the caller was interrupted; the threads have ended
  public TaskResult run(
      String name, ImageEncoder encoder, ImageDecoder decoder, EvaluationListener listener)
      throws IOException, InterruptedException {
    var stages = new EnumMap<Stage, Duration>(Stage.class);
    long start = System.nanoTime();
    var encoded =
        new ImageEncoding(root, List.copyOf(images()), encoder, decoder).run(workers, listener);
    stages.put(Stage.ENCODE, Duration.ofNanos(System.nanoTime() - start));
    start = System.nanoTime();
    listener.progress(Stage.JUDGE, 0, 1);
    var measured =
        switch (task) {
          case EvaluationTask.Recognition recognition ->
              new RecognitionMeasure(bootstrap, workers).of(recognition, encoded);
          case EvaluationTask.Verification verification ->
              new VerificationMeasure(bootstrap).of(verification, encoded);
          case EvaluationTask.Identification identification ->
              new IdentificationMeasure(bootstrap, workers).of(identification, encoded);
          case EvaluationTask.Anomaly anomaly ->
              new AnomalyMeasure(bootstrap, workers).of(anomaly, encoded);
          case EvaluationTask.Retrieval _ ->
              throw new IllegalArgumentException(
                  "the task ranks a gallery; a ModelEvaluation measures it");
        };
    stages.put(Stage.JUDGE, Duration.ofNanos(System.nanoTime() - start));
    return new TaskResult(
        name, encoder.space(), encoded.sha256(), stages, measured.figures(), measured.curve(name));
  }

  private Set<ImageReference> images() {
    var images =
        switch (task) {
          case EvaluationTask.Recognition(var queries, _, var examples) ->
              Stream.concat(queries.stream(), examples.stream().map(TaskEvaluation::reference));
          case EvaluationTask.Verification(var sides, _) -> sides.stream().flatMap(List::stream);
          case EvaluationTask.Identification(var templates, _, _, _) ->
              templates.stream().flatMap(List::stream);
          case EvaluationTask.Anomaly(var examples, var tested, _) ->
              Stream.concat(examples.stream(), tested.stream());
          case EvaluationTask.Retrieval(var queries, var gallery, _, _) ->
              Stream.concat(queries.stream(), gallery.stream());
        };
    var distinct = new LinkedHashSet<ImageReference>();
    images.forEach(distinct::add);
    return distinct;
  }

  static ImageReference reference(LabelledImage image) {
    return new ImageReference(image.path(), image.box());
  }
}
