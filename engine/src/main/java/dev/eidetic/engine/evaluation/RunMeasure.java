package dev.eidetic.engine.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A figure of a whole run, which is no mean over queries.
public enum RunMeasure {
  /// Micro average precision: the pairs of all queries in one order of scores.
  MICRO_AVERAGE_PRECISION("µAP"),
  /// Greatest recall of those pairs at a precision of at least 0.9.
  RECALL_AT_PRECISION_90("recall@P90"),
  /// Normalised mutual information of classes and k-means clusters of the gallery.
  NORMALIZED_INFORMATION("NMI"),
  /// The same, less what chance gives.
  ADJUSTED_INFORMATION("AMI");

  private final String label;

  RunMeasure(String label) {
    this.label = label;
  }

  /// As papers print it.
  public String label() {
    return label;
  }

  /// Whether it is taken over clusters of the gallery, which needs classes; else over pairs.
  boolean isOfClusters() {
    return this == NORMALIZED_INFORMATION || this == ADJUSTED_INFORMATION;
  }

  /// Reads a label, in upper or lower case; `uAP` does for `µAP`.
  public static Optional<RunMeasure> find(String label) {
    String wanted = label.strip().replaceFirst("^[uU](?=[aA][pP]$)", "µ");
    return Arrays.stream(values())
        .filter(
            measure ->
                measure.label.toLowerCase(Locale.ROOT).equals(wanted.toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  /// Those among some labels.
  public static List<RunMeasure> among(List<String> labels) {
    return labels.stream().flatMap(label -> find(label).stream()).distinct().toList();
  }
}
