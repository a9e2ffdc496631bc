package dev.eidetic.evaluate.dataset;

import dev.eidetic.evaluate.GroundTruth;
import java.util.List;

/// What a benchmark asks, its files read and its images listed. Paths are below the data's folder.
public sealed interface EvaluationTask {

  /// Rank a gallery for each query.
  ///
  /// @param queries in the order of their ordinals
  /// @param gallery in the order of their ordinals
  /// @param truth what is right
  /// @param galleryLabels class of each gallery image; empty where classes have no names
  record Retrieval(
      List<ImageReference> queries,
      List<ImageReference> gallery,
      GroundTruth truth,
      List<String> galleryLabels)
      implements EvaluationTask {

    public Retrieval {
      queries = List.copyOf(queries);
      gallery = List.copyOf(gallery);
      galleryLabels = List.copyOf(galleryLabels);
    }

    /// Classes have no names.
    public Retrieval(
        List<ImageReference> queries, List<ImageReference> gallery, GroundTruth truth) {
      this(queries, gallery, truth, List.of());
    }

    /// Right is what bears the same label, but for the query itself.
    public static Retrieval of(LabelledImages images) {
      return of(images, images.groundTruth());
    }

    static Retrieval of(LabelledImages images, GroundTruth truth) {
      return new Retrieval(
          images.queries().stream().map(LabelledImage::reference).toList(),
          images.gallery().stream().map(LabelledImage::reference).toList(),
          truth,
          images.gallery().stream().map(LabelledImage::label).toList());
    }
  }

  /// Name what each query shows, from labelled examples, with a confidence, or stay silent.
  ///
  /// @param queries images to name
  /// @param answers the right names of each query; none if it shows nothing that has one
  /// @param examples labelled images to learn names from
  record Recognition(
      List<ImageReference> queries, List<List<String>> answers, List<LabelledImage> examples)
      implements EvaluationTask {

    public Recognition {
      queries = List.copyOf(queries);
      answers = List.copyOf(answers);
      examples = List.copyOf(examples);
    }
  }

  /// Say how alike the two sides of each pair are.
  ///
  /// @param images that pairs refer to; a template of several images is one entry of several paths
  /// @param pairs to score
  record Verification(List<List<ImageReference>> images, PairList pairs) implements EvaluationTask {

    public Verification {
      images = List.copyOf(images);
    }
  }

  /// Find whose template each probe is, in each gallery of known people, or say that it is
  /// nobody's.
  ///
  /// @param templates of one image or several
  /// @param subjects for each template whose it is
  /// @param galleries templates that are searched; each gallery by itself
  /// @param probes templates that are looked for
  record Identification(
      List<List<ImageReference>> templates,
      List<String> subjects,
      List<List<Integer>> galleries,
      List<Integer> probes)
      implements EvaluationTask {

    public Identification {
      templates = List.copyOf(templates);
      subjects = List.copyOf(subjects);
      galleries = List.copyOf(galleries);
      probes = List.copyOf(probes);
    }
  }

  /// Say how unlike the good examples each tested image is.
  ///
  /// @param examples good images
  /// @param tested images to score
  /// @param defects for each tested image its kind of defect; blank for a good one
  record Anomaly(List<ImageReference> examples, List<ImageReference> tested, List<String> defects)
      implements EvaluationTask {

    public Anomaly {
      examples = List.copyOf(examples);
      tested = List.copyOf(tested);
      defects = List.copyOf(defects);
    }
  }
}
