package dev.eidetic.evaluate.dataset;

import dev.eidetic.evaluate.dataset.Benchmark.Count;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The same picture, scene, thing or place.
final class InstanceBenchmarks {

  private static final double PLACE_RADIUS = 25;

  private InstanceBenchmarks() {}

  static List<Benchmark> all() {
    var all = new ArrayList<Benchmark>();
    all.add(copies());
    all.addAll(copydays());
    all.add(holidays());
    all.add(ukbench());
    all.add(instre());
    all.add(
        places(
            "pitts30k",
            "Pittsburgh 30k, test",
            Map.of(Count.QUERIES, 6_816L, Count.GALLERY, 10_000L)));
    all.add(places("tokyo247", "Tokyo 24/7", Map.of(Count.QUERIES, 315L, Count.GALLERY, 75_984L)));
    all.add(places("msls", "Mapillary street-level sequences, validation", Map.of()));
    return all;
  }

  /// The strong set, nine qualities of JPEG and nine sizes of crops, each against the originals.
  private static List<Benchmark> copydays() {
    var all = new ArrayList<Benchmark>();
    all.add(copydays("copydays-strong", "strongly changed copies", "strong", "strong", 229));
    for (int quality : new int[] {3, 5, 8, 10, 15, 20, 30, 50, 75}) {
      all.add(
          copydays(
              "copydays-jpeg-" + quality,
              "JPEG of quality " + quality,
              "jpeg",
              "jpegqual/" + quality,
              157));
    }
    for (int percent : new int[] {10, 15, 20, 30, 40, 50, 60, 70, 80}) {
      all.add(
          copydays(
              "copydays-crop-" + percent,
              "crops named " + percent,
              "crop",
              "crops/" + percent,
              157));
    }
    return all;
  }

  private static Benchmark copies() {
    return new Benchmark(
        "disc21",
        "Image Similarity Challenge 2021, development queries",
        new Layout.NamedAnswers(
            new AnswerLists(
                "dev_ground_truth.csv",
                Set.of(),
                "references",
                new PathRule("queries", false, ".jpg"),
                new PathRule("references", false, ".jpg"),
                true)),
        List.of("µAP", "recall@P90"),
        Map.of(Count.QUERIES, 50_000L, Count.GALLERY, 1_000_000L),
        """
        Accept the terms of DISC21 at https://ai.meta.com/datasets/disc21-dataset, unpack the \
        development queries into queries and the references into references (images directly inside), \
        and put dev_ground_truth.csv (query_id,reference_id) beside them.""",
        "Douze et al., 2021, https://arxiv.org/abs/2106.09672");
  }

  private static Benchmark copydays(
      String name, String changes, String archive, String folder, long queries) {
    return new Benchmark(
        name,
        "Copydays, " + changes,
        new Layout.NumberedNames(
            new NameRule(
                "(?:.*/)?(?:original|%s)/([0-9]{6})\\.jpg".formatted(folder),
                100,
                NameRule.Roles.ORIGINAL_IS_FOUND)),
        List.of("mAP(trapezoid)", "µAP"),
        Map.of(Count.QUERIES, queries, Count.GALLERY, 157L),
        """
        Fetch copydays_original.tar.gz and copydays_%s.tar.gz of INRIA Copydays \
        (https://lear.inrialpes.fr/~jegou/data.php) and unpack them into subfolders original and \
        %s. Add distractors to original under other numbers to make the task harder."""
            .formatted(archive, folder),
        "Douze et al., 2009, doi:10.1145/1646396.1646421");
  }

  private static Benchmark holidays() {
    return new Benchmark(
        "holidays",
        "INRIA Holidays",
        new Layout.NumberedNames(
            new NameRule("(?:.*/)?([0-9]{6})\\.jpg", 100, NameRule.Roles.FIRST_ASKS)),
        List.of("mAP(trapezoid)"),
        Map.of(Count.QUERIES, 500L, Count.GALLERY, 1_491L),
        """
        Fetch jpg1.tar.gz and jpg2.tar.gz of INRIA Holidays \
        (https://lear.inrialpes.fr/~jegou/data.php) and unpack them into the folder. Papers differ in \
        whether photographs that lie on their side were turned upright: say so beside the figure.""",
        "Jégou et al., 2008, doi:10.1007/978-3-540-88682-2_24");
  }

  private static Benchmark ukbench() {
    return new Benchmark(
        "ukbench",
        "UKBench",
        new Layout.NumberedNames(
            new NameRule("(?:.*/)?ukbench([0-9]{5})\\.jpg", 4, NameRule.Roles.EACH_WITH_ITSELF)),
        List.of("N-S"),
        Map.of(Count.QUERIES, 10_200L, Count.GALLERY, 10_200L),
        "Fetch ukbench.zip of the UKBench recognition benchmark (Nistér and Stewénius) and unpack it"
            + " into the folder; images are named ukbench00000.jpg to ukbench10199.jpg.",
        "Nistér and Stewénius, 2006, doi:10.1109/CVPR.2006.264");
  }

  private static Benchmark instre() {
    return new Benchmark(
        "instre",
        "INSTRE, single objects, each image in turn the query",
        new Layout.ClassFolders("", Set.of()),
        List.of("mAP(trapezoid)"),
        Map.of(),
        """
        Fetch INSTRE from its authors and unpack INSTRE-S1 and INSTRE-S2 into the folder, one folder \
        per object. For the protocol of Iscen et al. (1,250 queries with boxes) convert its lists to \
        a CSV with columns image,label,split,box.""",
        "Wang and Jiang, 2015, doi:10.1145/2700292");
  }

  private static Benchmark places(String name, String title, Map<Count, Long> counts) {
    return new Benchmark(
        name,
        title,
        new Layout.Places("queries", "database", PLACE_RADIUS),
        List.of("R@1", "R@5", "R@10", "R@20"),
        counts,
        """
        Prepare it with https://github.com/gmberton/VPR-datasets-downloader, which names images \
        @EAST@NORTH@… in metres (UTM); the folder is the one that holds database and queries. Or put \
        database.csv and queries.csv with columns image,east,north beside the folders.""",
        "Torii et al., 2013, doi:10.1109/CVPR.2013.119; radius of 25 m as usual");
  }
}
