package dev.eidetic.cli;

import dev.eidetic.engine.evaluation.EvaluationPlan;
import dev.eidetic.engine.evaluation.RunMeasure;
import dev.eidetic.evaluate.Metric;
import dev.eidetic.evaluate.dataset.ImageFolders;
import dev.eidetic.evaluate.dataset.ImageRole;
import dev.eidetic.evaluate.dataset.ImageTable;
import dev.eidetic.evaluate.dataset.LabelledImages;
import dev.eidetic.evaluate.dataset.SplitRoles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Option;

/// Which images, and what each of them shows, by what the user said of a folder or table.
public final class LabelledData {

  @Option(
      names = "--exclude",
      paramLabel = "CLASS",
      description = "Leave out a class. May be repeated.")
  private Set<String> exclude = Set.of();

  @Option(names = "--queries", paramLabel = "NAME", description = "Folder of queries below --data.")
  private String queries = "";

  @Option(names = "--gallery", paramLabel = "NAME", description = "Folder of the gallery.")
  private String gallery = "";

  @Option(
      names = "--split",
      paramLabel = "WORD=ROLE",
      split = ",",
      description = "What the words of a CSV's split mean: query, gallery, both or ignore.")
  private Map<String, String> splits = new LinkedHashMap<>();

  /// For picocli to fill.
  public LabelledData() {}

  /// @throws IllegalArgumentException if options contradict each other
  public void requireUsage() {
    if (queries.isBlank() != gallery.isBlank()) {
      throw new IllegalArgumentException("--queries and --gallery belong together; give both");
    }
  }

  /// What is to be found in folders of classes, or a table.
  ///
  /// @param data a folder, or a CSV beside its images
  /// @param metrics at least one
  public EvaluationPlan plan(Path data, List<Metric> metrics, List<RunMeasure> runMeasures)
      throws IOException {
    var name = String.valueOf(data.getFileName());
    if (Files.isDirectory(data)) {
      return EvaluationPlan.of(name, data, folders(data), metrics, runMeasures);
    }
    var root = data.getParent();
    return EvaluationPlan.of(name, root == null ? data : root, table(data), metrics, runMeasures);
  }

  private LabelledImages folders(Path data) throws IOException {
    return queries.isBlank()
        ? ImageFolders.leaveOneOut(data, exclude)
        : ImageFolders.crossDomain(data, queries, gallery, exclude);
  }

  private LabelledImages table(Path csv) throws IOException {
    var images = ImageTable.read(csv, splits.isEmpty() ? SplitRoles.DEFAULT : roles());
    for (String label : exclude) {
      if (!images.labels().contains(label)) {
        throw new IllegalArgumentException(
            "%s has no class \"%s\" to exclude; check its spelling".formatted(csv, label));
      }
    }
    return new LabelledImages(
        images.images().stream().filter(image -> !exclude.contains(image.label())).toList());
  }

  private SplitRoles roles() {
    var roles = new HashMap<String, ImageRole>();
    var ignored = new HashSet<String>();
    splits.forEach(
        (word, role) -> {
          String key = word.toLowerCase(Locale.ROOT);
          switch (role.toLowerCase(Locale.ROOT)) {
            case "query" -> roles.put(key, ImageRole.QUERY);
            case "gallery" -> roles.put(key, ImageRole.GALLERY);
            case "both" -> roles.put(key, ImageRole.BOTH);
            case "ignore" -> ignored.add(key);
            default ->
                throw new IllegalArgumentException(
                    "role of split \"%s\" is \"%s\"; it must be query, gallery, both or ignore"
                        .formatted(word, role));
          }
        });
    return new SplitRoles(roles, ignored);
  }
}
