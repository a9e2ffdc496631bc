package dev.eidetic.cli;

import dev.eidetic.engine.evaluation.EvaluationPlan;
import dev.eidetic.engine.evaluation.EvaluationPlan.Setup;
import dev.eidetic.engine.evaluation.RunMeasure;
import dev.eidetic.evaluate.Metric;
import dev.eidetic.evaluate.dataset.Benchmark;
import dev.eidetic.evaluate.dataset.ClassOverlap;
import dev.eidetic.evaluate.dataset.Distractors;
import dev.eidetic.evaluate.dataset.EvaluationTask;
import dev.eidetic.evaluate.dataset.ImageReference;
import dev.eidetic.evaluate.dataset.Layout;
import dev.eidetic.evaluate.protocol.Difficulty;
import dev.eidetic.evaluate.protocol.RevisitedProtocol;
import dev.eidetic.evaluate.protocol.RevisitedResult;
import dev.eidetic.evaluate.protocol.RevisitedTruth;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What an evaluation is over, by what the user said of it.
final class EvalData {

  private static final List<String> USUAL =
      List.of("R@1", "R@5", "R@10", "P@10", "mAP(plain)", "MAP@R");

  @Option(
      names = "--metrics",
      paramLabel = "LABEL",
      split = ",",
      description = "Such as R@1,P@10,MAP@R,mAP(plain),NMI; else those usual for the data.")
  private List<String> metrics = new ArrayList<>();

  @Option(
      names = "--setup",
      paramLabel = "SETUP",
      description = "Of Revisited Oxford and Paris: Easy, Medium or Hard; all unless said.")
  private List<String> setups = new ArrayList<>();

  @Mixin private LabelledData data = new LabelledData();

  @Option(
      names = "--distractors",
      paramLabel = "DIR|LIST",
      description = {
        "Images that answer no query and follow the gallery: a folder, or a text file with a path"
            + " per line, such as revisitop1m.txt. May be repeated."
      })
  private List<Path> distractors = new ArrayList<>();

  @Option(
      names = "--trained-on",
      paramLabel = "DIR|CSV|LIST",
      description = {
        "What the models were trained on, by class: a folder of CLASS/IMAGE, a CSV with a column"
            + " label, or a class per line. Shared classes are told beside the figures."
      })
  private Optional<Path> trainedOn = Optional.empty();

  /// @throws IllegalArgumentException if options contradict each other
  void requireUsage() {
    data.requireUsage();
  }

  /// Whether the user chose what only a ranked gallery has.
  boolean isOfRanking() {
    return !metrics.isEmpty()
        || !setups.isEmpty()
        || !distractors.isEmpty()
        || trainedOn.isPresent();
  }

  /// Adds what goes beside the data.
  ///
  /// @param resolve paths as the user wrote them
  EvaluationPlan complete(EvaluationPlan plan, UnaryOperator<Path> resolve) throws IOException {
    var complete = plan;
    if (trainedOn.isPresent()) {
      complete = complete.withRemark(overlap(plan, resolve.apply(trainedOn.get())));
    }
    var images = new ArrayList<ImageReference>();
    for (var source : distractors) {
      images.addAll(Distractors.read(resolve.apply(source), plan.root()));
    }
    return images.isEmpty() ? complete : complete.withDistractors(images);
  }

  private static String overlap(EvaluationPlan plan, Path list) throws IOException {
    if (plan.galleryLabels().isEmpty()) {
      throw new IllegalArgumentException(
          "%s does not tell the class of each image; --trained-on cannot be compared with it"
              .formatted(plan.name()));
    }
    var overlap = ClassOverlap.between(ClassOverlap.classes(list), plan.galleryLabels());
    return overlap.shared().isEmpty()
        ? "None of %d tested classes is among the %d of %s"
            .formatted(overlap.tested(), overlap.trained(), list.getFileName())
        : overlap.warning();
  }

  /// Folders of classes, or a table.
  EvaluationPlan ofImages(Path images) throws IOException {
    return data.plan(images, metricsOr(USUAL), RunMeasure.among(metrics));
  }

  /// A benchmark of the field that ranks a gallery.
  EvaluationPlan ofBenchmark(Benchmark benchmark, EvaluationTask.Retrieval task, Path root)
      throws IOException {
    var ways =
        benchmark.layout() instanceof Layout.Revisited layout
            ? revisited(RevisitedTruth.read(root.resolve(layout.truth())))
            : List.of(new Setup("", "", task.truth(), metricsOf(benchmark)));
    return new EvaluationPlan(
        benchmark.title(),
        root,
        task.queries(),
        task.gallery(),
        labels(task),
        ways,
        RunMeasure.among(metrics.isEmpty() ? benchmark.measures() : metrics),
        List.of());
  }

  /// Where classes have no names and each image in turn asks, what is right for it are the others
  /// of its class, which is named by its first image; else nobody says what the classes are.
  private static List<String> labels(EvaluationTask.Retrieval task) {
    if (!task.galleryLabels().isEmpty()) {
      return task.galleryLabels();
    }
    if (!task.queries().equals(task.gallery())) {
      return List.of();
    }
    var labels = new ArrayList<String>();
    for (int image = 0; image < task.gallery().size(); image++) {
      int[] others = task.truth().relevance(image).relevant();
      int first = others.length == 0 ? image : Math.min(image, others[0]);
      labels.add(task.gallery().get(first).path());
    }
    return labels;
  }

  private List<Metric> metricsOf(Benchmark benchmark) {
    return metrics.isEmpty() && !benchmark.metrics().isEmpty()
        ? benchmark.metrics()
        : metricsOr(List.of("R@1", "mAP(plain)")); // beside figures over all pairs
  }

  /// The truth of rankings: a table, or the published truth of Revisited Oxford and Paris.
  EvaluationPlan ofTruth(Path truth) throws IOException {
    if (String.valueOf(truth.getFileName()).toLowerCase(Locale.ROOT).endsWith(".csv")) {
      return ofImages(truth);
    }
    var revisited = RevisitedTruth.read(truth);
    var root = truth.getParent();
    return new EvaluationPlan(
        revisited.name(),
        root == null ? truth : root,
        revisited.queries().stream()
            .map(query -> new ImageReference(query.image(), query.box()))
            .toList(),
        revisited.images().stream().map(ImageReference::new).toList(),
        List.of(),
        revisited(revisited),
        List.of(),
        List.of());
  }

  private List<Setup> revisited(RevisitedTruth truth) {
    var wanted =
        setups.isEmpty()
            ? List.of(Difficulty.MEDIUM, Difficulty.HARD, Difficulty.EASY)
            : setups.stream().map(EvalData::difficulty).distinct().toList();
    var all = new ArrayList<Setup>();
    for (var difficulty : wanted) {
      all.add(
          new Setup(
              difficulty.label(),
              RevisitedResult.NOT_RERANKED
                  + ", where the way of papers and the deployable way agree",
              truth.at(difficulty),
              metrics.isEmpty() ? RevisitedProtocol.METRICS : metricsOr(USUAL)));
    }
    return all;
  }

  private static Difficulty difficulty(String name) {
    for (var difficulty : Difficulty.values()) {
      if (difficulty.name().equalsIgnoreCase(name)) {
        return difficulty;
      }
    }
    throw new IllegalArgumentException(
        "setup is \"%s\"; it must be Easy, Medium or Hard".formatted(name));
  }

  private List<Metric> metricsOr(List<String> usual) {
    var wanted = metrics.stream().filter(label -> RunMeasure.find(label).isEmpty()).toList();
    return (wanted.isEmpty() ? usual : wanted).stream().map(Metric::parse).toList();
  }
}
