package dev.eidetic.engine.bench.index;

import dev.eidetic.evaluate.ann.AnnResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalDouble;

/// Recall against speed of one index: of what was measured, the settings that no other beats in
/// both.
///
/// @param name of the index
/// @param points by ascending recall and so by descending speed
public record RecallCurve(String name, List<Point> points) {

  /// @param recall 0 to 1
  /// @param perSecond queries, above 0
  public record Point(double recall, double perSecond) {}

  public RecallCurve {
    var best = new ArrayList<Point>();
    var sorted =
        points.stream()
            .sorted(
                Comparator.comparingDouble(Point::recall)
                    .thenComparingDouble(Point::perSecond)
                    .reversed())
            .toList();
    double fastest = 0;
    for (var point : sorted) {
      if (point.perSecond() > fastest) {
        best.addFirst(point);
        fastest = point.perSecond();
      }
    }
    points = List.copyOf(best);
  }

  /// One curve for each algorithm, in the order in which they come. Recall is that by distance.
  public static List<RecallCurve> of(List<AnnResult> results) {
    var points = new LinkedHashMap<String, List<Point>>();
    for (var result : results) {
      points
          .computeIfAbsent(result.algorithm(), _ -> new ArrayList<>())
          .add(new Point(result.recallByDistance(), result.queriesPerSecond()));
    }
    var curves = new ArrayList<RecallCurve>();
    points.forEach((name, of) -> curves.add(new RecallCurve(name, of)));
    return curves;
  }

  /// Queries per second at a recall: that of the two measured points around it, their logarithms
  /// interpolated; of the first point where that finds more already.
  ///
  /// @return empty if no point reaches that recall
  public OptionalDouble perSecondAt(double recall) {
    if (points.isEmpty() || points.getLast().recall() < recall) {
      return OptionalDouble.empty();
    }
    if (recall <= points.getFirst().recall()) {
      return OptionalDouble.of(points.getFirst().perSecond());
    }
    int i = 1;
    while (points.get(i).recall() < recall) {
      i++;
    }
    var below = points.get(i - 1);
    var above = points.get(i);
    double share = (recall - below.recall()) / (above.recall() - below.recall());
    double logarithm =
        (1 - share) * Math.log(below.perSecond()) + share * Math.log(above.perSecond());
    return OptionalDouble.of(Math.exp(logarithm));
  }
}
