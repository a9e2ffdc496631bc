package dev.eidetic.evaluate.dataset;

import dev.eidetic.evaluate.dataset.Benchmark.Count;
import dev.eidetic.evaluate.dataset.ImageList.ClassRange;
import dev.eidetic.evaluate.dataset.ImageList.Label;
import dev.eidetic.evaluate.file.TextTable;
import java.util.List;
import java.util.Map;

/// Classes never trained on: find others of the same.
final class ClassBenchmarks {

  private static final List<String> METRIC_LEARNING = List.of("R@1", "R-precision", "MAP@R");

  private ClassBenchmarks() {}

  static List<Benchmark> all() {
    return List.of(
        landmarksV1(),
        products("sop", "Ebay_test.txt", 60_502),
        products("sop-train", "Ebay_train.txt", 59_551),
        birds("cub200", new ClassRange(101, 200), 5_924),
        birds("cub200-train", new ClassRange(1, 100), 5_864),
        cars("cars196", new ClassRange(99, 196), 8_131),
        cars("cars196-train", new ClassRange(1, 98), 8_054),
        inShop(),
        naturalist(),
        naturalistByJson());
  }

  private static Benchmark landmarksV1() {
    return new Benchmark(
        "gldv1",
        "Google Landmarks v1, its labelled images, each in turn the query",
        new Layout.ListedImages(
            new ImageList(
                "train.csv",
                ',',
                0,
                true,
                0,
                new PathRule("train", false, ".jpg"),
                new Label.Column(2),
                Map.of(),
                0,
                ClassRange.ALL)),
        METRIC_LEARNING,
        Map.of(),
        """
        The first version is no longer published by its authors. A copy needs train.csv with columns \
        id, url, landmark_id, and the images in the subfolder train, named ID.jpg.""",
        "Noh et al., 2017, https://arxiv.org/abs/1612.06321");
  }

  private static Benchmark products(String name, String list, long images) {
    return new Benchmark(
        name,
        "Stanford Online Products, " + list,
        new Layout.ListedImages(
            new ImageList(
                list,
                TextTable.BLANKS,
                0,
                true,
                3,
                PathRule.AS_WRITTEN,
                new Label.Column(1),
                Map.of(),
                0,
                ClassRange.ALL)),
        List.of("R@1", "R@10", "R@100", "R@1000"),
        Map.of(Count.QUERIES, images, Count.GALLERY, images),
        """
        Fetch Stanford_Online_Products.zip from https://cvgl.stanford.edu/projects/lifted_struct and \
        unpack it; the folder is the one that holds Ebay_test.txt.""",
        "Song et al., 2016, https://arxiv.org/abs/1511.06452");
  }

  private static Benchmark birds(String name, ClassRange classes, long images) {
    return new Benchmark(
        name,
        "CUB-200-2011, classes %d to %d".formatted(classes.first(), classes.last()),
        new Layout.ListedImages(
            new ImageList(
                "images.txt",
                TextTable.BLANKS,
                0,
                false,
                1,
                new PathRule("images", false, ""),
                new Label.Folder(),
                Map.of(),
                0,
                classes)),
        METRIC_LEARNING,
        Map.of(Count.QUERIES, images, Count.GALLERY, images),
        """
        Fetch CUB_200_2011.tgz from https://www.vision.caltech.edu/datasets/cub_200_2011 and unpack \
        it; the folder is the one that holds images.txt. Metric learning trains on classes 1 to 100 \
        and tests on 101 to 200, whatever train_test_split.txt says.""",
        "Wah et al., 2011, Caltech technical report CNS-TR-2011-001");
  }

  private static Benchmark cars(String name, ClassRange classes, long images) {
    return new Benchmark(
        name,
        "Cars-196, classes %d to %d".formatted(classes.first(), classes.last()),
        new Layout.MatStructures(
            "cars_annos.mat", "annotations", "relative_im_path", "class", classes),
        METRIC_LEARNING,
        Map.of(Count.QUERIES, images, Count.GALLERY, images),
        """
        Get car_ims.tgz and cars_annos.mat of the Stanford Cars data set, and unpack the images, so \
        that car_ims and cars_annos.mat lie side by side.""",
        "Krause et al., 2013, doi:10.1109/ICCVW.2013.77");
  }

  private static Benchmark inShop() {
    return new Benchmark(
        "inshop",
        "DeepFashion In-Shop Clothes Retrieval",
        new Layout.ListedImages(
            new ImageList(
                "Eval/list_eval_partition.txt",
                TextTable.BLANKS,
                1,
                true,
                0,
                PathRule.AS_WRITTEN,
                new Label.Column(1),
                Map.of("query", ImageRole.QUERY, "gallery", ImageRole.GALLERY),
                2,
                ClassRange.ALL)),
        List.of("R@1", "R@10", "R@20", "R@30", "R@40"),
        Map.of(Count.QUERIES, 14_218L, Count.GALLERY, 12_612L),
        """
        Ask for the In-Shop benchmark at https://mmlab.ie.cuhk.edu.hk/projects/DeepFashion.html, and \
        unpack Eval/list_eval_partition.txt and Img/img.zip, so that Eval and img lie side by side.""",
        "Liu et al., 2016, doi:10.1109/CVPR.2016.124");
  }

  private static Benchmark naturalist() {
    return new Benchmark(
        "inat2018",
        "iNaturalist 2018, classes held out for metric learning",
        new Layout.ListedImages(
            new ImageList(
                "Inat_dataset_splits/Inaturalist_test_set1.txt",
                TextTable.BLANKS,
                0,
                false,
                0,
                PathRule.AS_WRITTEN,
                new Label.Folder(),
                Map.of(),
                0,
                ClassRange.ALL)),
        List.of("R@1", "R@4", "R@16", "R@32"),
        Map.of(),
        """
        Fetch train_val2018.tar.gz from https://github.com/visipedia/inat_comp/tree/master/2018 and \
        the split lists Inat_dataset_splits of Smooth-AP \
        (https://www.robots.ox.ac.uk/~vgg/research/smooth-ap), and unpack both into the folder.""",
        "Brown et al., 2020, https://arxiv.org/abs/2007.12163");
  }

  private static Benchmark naturalistByJson() {
    return new Benchmark(
        "inat2018-val",
        "iNaturalist 2018, validation set, each image in turn the query",
        new Layout.Annotations("val2018.json"),
        METRIC_LEARNING,
        Map.of(),
        """
        Fetch train_val2018.tar.gz and val2018.json.tar.gz from \
        https://github.com/visipedia/inat_comp/tree/master/2018 and unpack both into the folder.""",
        "Van Horn et al., 2018, https://arxiv.org/abs/1707.06642");
  }
}
