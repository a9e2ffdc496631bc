package dev.eidetic.engine.evaluation;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.evaluate.GroundTruth;
import dev.eidetic.evaluate.Metric;
import dev.eidetic.evaluate.dataset.ImageReference;
import dev.eidetic.evaluate.dataset.LabelledImage;
import dev.eidetic.evaluate.dataset.LabelledImages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

/// What is asked of models: queries, a gallery, what is right, what is measured.
///
/// @param name of the data, for people
/// @param root folder that the images' paths start from
/// @param queries in the order of their ordinals
/// @param gallery in the order of their ordinals
/// @param galleryLabels class of each gallery image; empty where classes are not known
/// @param setups at least one; the first one is the headline
/// @param runMeasures figures of the whole run, by the first setup; may be empty
/// @param remarks what must be said beside all figures, such as classes that a model was trained on
public record EvaluationPlan(
    String name,
    Path root,
    List<ImageReference> queries,
    List<ImageReference> gallery,
    List<String> galleryLabels,
    List<Setup> setups,
    List<RunMeasure> runMeasures,
    List<String> remarks) {

  public EvaluationPlan {
    queries = List.copyOf(queries);
    gallery = List.copyOf(gallery);
    galleryLabels = List.copyOf(galleryLabels);
    setups = List.copyOf(setups);
    runMeasures = List.copyOf(runMeasures);
    remarks = List.copyOf(remarks);
    require(!setups.isEmpty(), "evaluation of %s has no setup; it needs one", name);
    require(!queries.isEmpty(), "%s has no queries; nothing can be measured", name);
    require(!gallery.isEmpty(), "%s has no gallery; nothing can be found", name);
    require(
        galleryLabels.isEmpty() || galleryLabels.size() == gallery.size(),
        "there are %d labels for %d gallery images",
        galleryLabels.size(),
        gallery.size());
    require(
        runMeasures.stream().noneMatch(RunMeasure::isOfClusters) || !galleryLabels.isEmpty(),
        "%s does not tell the class of each gallery image; NMI and AMI need it",
        name);
    for (var setup : setups) {
      require(
          setup.truth().queries() == queries.size()
              && setup.truth().gallerySize() == gallery.size(),
          "truth is for %d queries and %d images; %s has %d and %d",
          setup.truth().queries(),
          setup.truth().gallerySize(),
          name,
          queries.size(),
          gallery.size());
    }
  }

  /// One way to judge.
  ///
  /// @param name such as `Medium`; empty where there is only one
  /// @param rule what must be said beside the figures; may be empty
  /// @param metrics at least one; the headline first
  public record Setup(String name, String rule, GroundTruth truth, List<Metric> metrics) {

    public Setup {
      metrics = List.copyOf(metrics);
      require(!metrics.isEmpty(), "setup \"%s\" measures nothing; name a metric", name);
    }

    Setup withDistractors(int count) {
      return new Setup(name, rule, truth.withDistractors(count), metrics);
    }

    /// The metric as a table names it: `Medium mAP`.
    String label(int metric) {
      String label = metrics.get(metric).label();
      return name.isEmpty() ? label : name + " " + label;
    }
  }

  /// Right is what bears the query's label.
  public static EvaluationPlan of(
      String name,
      Path root,
      LabelledImages images,
      List<Metric> metrics,
      List<RunMeasure> runMeasures) {
    return new EvaluationPlan(
        name,
        root,
        references(images.queries()),
        references(images.gallery()),
        images.gallery().stream().map(LabelledImage::label).toList(),
        List.of(new Setup("", "", images.groundTruth(), metrics)),
        runMeasures,
        List.of());
  }

  /// The same with a remark.
  public EvaluationPlan withRemark(String remark) {
    var all = new ArrayList<>(remarks);
    all.add(remark);
    return new EvaluationPlan(
        name, root, queries, gallery, galleryLabels, setups, runMeasures, all);
  }

  /// The same with a gallery that goes on with images that answer no query.
  ///
  /// @param distractors none of them in the gallery already
  /// @throws IllegalArgumentException if clusters are measured, which need a class of each image
  public EvaluationPlan withDistractors(List<ImageReference> distractors) {
    require(
        runMeasures.stream().noneMatch(RunMeasure::isOfClusters),
        "NMI and AMI need the class of each image, and distractors have none; leave one out");
    var all = new LinkedHashSet<>(gallery);
    for (var distractor : distractors) {
      require(
          all.add(distractor),
          "distractor \"%s\" is in the gallery already; take it off one list",
          distractor.path());
    }
    var labels = new ArrayList<>(galleryLabels);
    if (!labels.isEmpty()) {
      distractors.forEach(_ -> labels.add("distractor"));
    }
    return new EvaluationPlan(
            name,
            root,
            queries,
            List.copyOf(all),
            labels,
            setups.stream().map(setup -> setup.withDistractors(distractors.size())).toList(),
            runMeasures,
            remarks)
        .withRemark(
            String.format(Locale.ROOT, "Distractors in the gallery: %,d", distractors.size()));
  }

  private static List<ImageReference> references(List<LabelledImage> images) {
    return images.stream().map(image -> new ImageReference(image.path(), image.box())).toList();
  }

  /// Whether a gallery image is the query itself.
  boolean isSelf(int query, int ordinal) {
    return gallery.get(ordinal).equals(queries.get(query));
  }
}
