package dev.eidetic.evaluate.dataset;

import dev.eidetic.evaluate.dataset.Benchmark.Count;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Photographs of landmarks: find the same one.
final class LandmarkBenchmarks {

  private static final PathRule JPG_FOLDER = new PathRule("jpg", false, ".jpg");
  private static final PathRule TEST = new PathRule("test", true, ".jpg");
  private static final PathRule INDEX = new PathRule("index", true, ".jpg");

  private LandmarkBenchmarks() {}

  static List<Benchmark> all() {
    return List.of(
        revisited("roxford5k", "Revisited Oxford", "oxford5k_images", 4_993),
        revisited("rparis6k", "Revisited Paris", "paris6k images (two archives)", 6_322),
        landmarkRetrieval("gldv2-retrieval", Set.of("Private"), Map.of(Count.GALLERY, 761_757L)),
        landmarkRetrieval(
            "gldv2-retrieval-public", Set.of("Public"), Map.of(Count.GALLERY, 761_757L)),
        landmarkRetrieval(
            "gldv2-retrieval-both",
            Set.of("Private", "Public"),
            Map.of(Count.GALLERY, 761_757L, Count.QUERIES, 1_129L)),
        landmarkRecognition());
  }

  private static Benchmark revisited(String name, String title, String images, long gallery) {
    return new Benchmark(
        name,
        title,
        new Layout.Revisited("gnd_" + name + ".pkl", JPG_FOLDER),
        List.of("mAP(trapezoid)", "mP@1", "mP@5", "mP@10"),
        Map.of(Count.QUERIES, 70L, Count.GALLERY, gallery),
        """
        Fetch gnd_%s.pkl from the page "Revisiting Oxford and Paris" \
        (http://cmp.felk.cvut.cz/revisitop) into the folder, and unpack %s from the Visual Geometry \
        Group (https://www.robots.ox.ac.uk/~vgg/data) into its subfolder jpg. The images were \
        replaced by face-blurred ones in 2022: figures differ a little from older papers."""
            .formatted(name, images),
        "Radenović et al., 2018, https://arxiv.org/abs/1803.11285");
  }

  private static final String GLDV2_SOURCE =
      "Weyand et al., 2020, https://arxiv.org/abs/2004.01804";

  private static final String GLDV2_DOWNLOAD =
      """
      Follow https://github.com/cvdfoundation/google-landmark: fetch metadata/index.csv, \
      metadata/train.csv, ground_truth/retrieval_solution_v2.1.csv and \
      ground_truth/recognition_solution_v2.1.csv into the folder, and unpack the archives of index, \
      test and train into subfolders of those names (images lie at a/b/c/abc….jpg). The repository's \
      md5sum files check the archives.""";

  private static Benchmark landmarkRetrieval(
      String name, Set<String> usages, Map<Count, Long> counts) {
    return new Benchmark(
        name,
        "Google Landmarks v2, retrieval, "
            + String.join(" and ", usages.stream().sorted().toList()),
        new Layout.NamedAnswers(
            new AnswerLists(
                "retrieval_solution_v2.1.csv", usages, "index.csv", TEST, INDEX, false)),
        List.of("mAP@100"),
        counts,
        GLDV2_DOWNLOAD,
        GLDV2_SOURCE);
  }

  private static Benchmark landmarkRecognition() {
    return new Benchmark(
        "gldv2-recognition",
        "Google Landmarks v2, recognition",
        new Layout.NamedLandmarks(
            "recognition_solution_v2.1.csv", Set.of("Private", "Public"), "train.csv"),
        List.of("GAP"),
        Map.of(),
        GLDV2_DOWNLOAD,
        GLDV2_SOURCE);
  }
}
