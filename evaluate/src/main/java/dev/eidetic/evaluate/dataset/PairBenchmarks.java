package dev.eidetic.evaluate.dataset;

import dev.eidetic.evaluate.dataset.Benchmark.Count;
import java.util.List;
import java.util.Map;

/// Faces in pairs and in galleries, and what is unlike the good.
final class PairBenchmarks {

  private PairBenchmarks() {}

  static List<Benchmark> all() {
    return List.of(faces(), faceTemplates(), faceSearch(), defects());
  }

  private static Benchmark faces() {
    return new Benchmark(
        "lfw",
        "Labeled Faces in the Wild, restricted pairs",
        new Layout.PeoplePairs("pairs.txt", "lfw"),
        List.of("accuracy", "FNMR@FMR"),
        Map.of(Count.PAIRS, 6_000L),
        "Get lfw.tgz and pairs.txt of Labeled Faces in the Wild; unpack the images into the subfolder"
            + " lfw, one folder per person.",
        "Huang et al., 2007, University of Massachusetts technical report 07-49");
  }

  private static Benchmark faceTemplates() {
    return new Benchmark(
        "ijbc",
        "IJB-C, verification of templates",
        new Layout.TemplatePairs(
            "meta/ijbc_face_tid_mid.txt", "meta/ijbc_template_pair_label.txt", "loose_crop"),
        List.of("FNMR@FMR"),
        Map.of(),
        "Ask NIST for IJB-C; the lists ijbc_face_tid_mid.txt and ijbc_template_pair_label.txt belong"
            + " into meta, the crops into loose_crop.",
        "Maze et al., 2018, doi:10.1109/ICB2018.2018.00033");
  }

  private static Benchmark faceSearch() {
    return new Benchmark(
        "ijbc-search",
        "IJB-C, identification of templates (1:N, mixed media)",
        new Layout.TemplateSearch(
            List.of("protocols/ijbc_1N_gallery_G1.csv", "protocols/ijbc_1N_gallery_G2.csv"),
            "protocols/ijbc_1N_probe_mixed.csv",
            "images"),
        List.of("R@1", "R@5", "R@10", "TPIR@FPIR"),
        Map.of(),
        "Ask NIST for IJB-C; its folders protocols (ijbc_1N_gallery_G1.csv, ijbc_1N_gallery_G2.csv,"
            + " ijbc_1N_probe_mixed.csv) and images (img, frames) belong here.",
        "Maze et al., 2018, doi:10.1109/ICB2018.2018.00033");
  }

  private static Benchmark defects() {
    return new Benchmark(
        "mvtec",
        "MVTec AD, one category",
        new Layout.Defects(),
        List.of("image AUROC"),
        Map.of(),
        """
        Get MVTec AD at https://www.mvtec.com/company/research/datasets/mvtec-ad (non-commercial) and \
        give the folder of one category, the one that holds train and test.""",
        "Bergmann et al., 2019, doi:10.1109/CVPR.2019.00982");
  }
}
