package dev.eidetic.engine.evaluation;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.evaluate.Bootstrap;
import dev.eidetic.evaluate.dataset.EvaluationTask.Identification;
import dev.eidetic.evaluate.neighbours.BlockNeighbours;
import dev.eidetic.evaluate.neighbours.Neighbours;
import dev.eidetic.evaluate.pairs.OpenSearch;
import dev.eidetic.vectors.VectorSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/// Identification by cosine. Figures are means over the galleries; R@k counts the probes that are
/// in the gallery, TPIR@FPIR all.
record IdentificationMeasure(Bootstrap bootstrap, int workers) {

  private static final int[] PLACES = {1, 5, 10};
  private static final double[] FALSE_POSITIVE_RATES = {0.1, 0.01};

  /// Every probe looked for in one gallery.
  ///
  /// @param places place of the first right template from 1, for each probe; 0 if it is none of the
  ///   first ten
  private record Searched(OpenSearch search, int[] places) {

    double recall(int most, int[] probes) {
      int mated = 0;
      int found = 0;
      for (int probe : probes) {
        mated += search.mated()[probe] ? 1 : 0;
        found += places[probe] > 0 && places[probe] <= most ? 1 : 0;
      }
      return mated == 0 ? Double.NaN : (double) found / mated;
    }

    double truePositives(double rate, int[] probes) {
      var scores = new double[probes.length];
      var right = new boolean[probes.length];
      var mated = new boolean[probes.length];
      for (int i = 0; i < probes.length; i++) {
        scores[i] = search.scores()[probes[i]];
        right[i] = search.right()[probes[i]];
        mated[i] = search.mated()[probes[i]];
      }
      return new OpenSearch(scores, right, mated).truePositiveRateAt(rate);
    }
  }

  /// A figure of one gallery.
  @FunctionalInterface
  private interface Measure {
    double of(Searched searched, int[] probes);
  }

  Measured of(Identification task, EncodedImages encoded) throws InterruptedException {
    var templates = new ArrayList<float[]>();
    task.templates().forEach(images -> templates.add(encoded.template(images)));
    var galleries = new ArrayList<Searched>();
    for (var gallery : task.galleries()) {
      galleries.add(search(task, gallery, templates));
    }
    var figures = new ArrayList<RunFigure>();
    for (int most : PLACES) {
      figures.add(
          figure("R@" + most, galleries, (searched, probes) -> searched.recall(most, probes)));
    }
    for (double rate : FALSE_POSITIVE_RATES) {
      figures.add(
          figure(
              "TPIR@FPIR=" + rate,
              galleries,
              (searched, probes) -> searched.truePositives(rate, probes)));
    }
    return curve(figures, galleries);
  }

  private Searched search(Identification task, List<Integer> gallery, List<float[]> templates)
      throws InterruptedException {
    var known = new HashSet<String>();
    gallery.forEach(template -> known.add(task.subjects().get(template)));
    int count = task.probes().size();
    var mated = new boolean[count];
    int matedCount = 0;
    for (int probe = 0; probe < count; probe++) {
      mated[probe] = known.contains(task.subjects().get(task.probes().get(probe)));
      matedCount += mated[probe] ? 1 : 0;
    }
    require(
        matedCount > 0,
        "none of %d probes is in a gallery of %d subjects; are both of one version?",
        count,
        known.size());
    int most = Math.min(PLACES[PLACES.length - 1], gallery.size());
    var nearest =
        new BlockNeighbours(
                VectorSource.of(rows(task.probes(), templates)),
                VectorSource.of(rows(gallery, templates)),
                workers)
            .nearest(most);
    return judged(task, gallery, nearest, mated);
  }

  private static Searched judged(
      Identification task, List<Integer> gallery, Neighbours nearest, boolean[] mated) {
    var scores = new double[mated.length];
    var right = new boolean[mated.length];
    var places = new int[mated.length];
    for (int probe = 0; probe < mated.length; probe++) {
      String subject = task.subjects().get(task.probes().get(probe));
      int[] ordinals = nearest.ordinals()[probe];
      scores[probe] = nearest.scores()[probe][0];
      for (int place = ordinals.length; place > 0; place--) {
        if (task.subjects().get(gallery.get(ordinals[place - 1])).equals(subject)) {
          places[probe] = place;
        }
      }
      right[probe] = places[probe] == 1;
    }
    return new Searched(new OpenSearch(scores, right, mated), places);
  }

  private static float[][] rows(List<Integer> members, List<float[]> templates) {
    return members.stream().map(templates::get).toArray(float[][]::new);
  }

  private RunFigure figure(String label, List<Searched> galleries, Measure measure) {
    int count = galleries.getFirst().places().length;
    int[] all = IntStream.range(0, count).toArray();
    return new RunFigure(
        label,
        mean(galleries, measure, all),
        bootstrap.interval(count, drawn -> mean(galleries, measure, drawn)));
  }

  private static double mean(List<Searched> galleries, Measure measure, int[] probes) {
    return galleries.stream()
        .mapToDouble(searched -> measure.of(searched, probes))
        .average()
        .orElse(Double.NaN);
  }

  /// TPIR (upwards) against FPIR.
  private static Measured curve(List<RunFigure> figures, List<Searched> galleries) {
    int points = 101;
    int[] all = IntStream.range(0, galleries.getFirst().places().length).toArray();
    double[] x = IntStream.range(0, points).mapToDouble(i -> i / (points - 1.0)).toArray();
    var y = new double[points];
    for (int i = 0; i < points; i++) {
      double rate = x[i];
      double value =
          mean(galleries, (searched, probes) -> searched.truePositives(rate, probes), all);
      y[i] = Double.isNaN(value) ? 0 : value;
    }
    return new Measured(figures, x, y);
  }
}
