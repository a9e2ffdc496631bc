package dev.eidetic.train.mining;

import dev.eidetic.train.mining.Miner.DistanceWeighted;
import dev.eidetic.train.mining.Miner.Hardness;
import java.util.ArrayList;
import java.util.SplittableRandom;

/// Choices of triplets.
final class TripletMining {

  private TripletMining() {}

  static Mined batchHard(PairTable table) {
    var triplets = new ArrayList<Triplet>();
    for (int row = 0; row < table.rows(); row++) {
      int positive = -1;
      int negative = -1;
      float[] similarities = table.similarities()[row];
      for (int column = 0; column < table.columns(); column++) {
        if (table.isPositive(row, column)
            && (positive < 0 || similarities[column] < similarities[positive])) {
          positive = column;
        } else if (table.isNegative(row, column)
            && (negative < 0 || similarities[column] > similarities[negative])) {
          negative = column;
        }
      }
      if (positive >= 0 && negative >= 0) {
        triplets.add(new Triplet(row, positive, negative));
      }
    }
    return Mined.ofTriplets(table, triplets);
  }

  static Mined byMargin(PairTable table, double margin, Hardness hardness) {
    var triplets =
        PairMining.all(table).triplets().stream()
            .filter(triplet -> isWanted(excess(table, triplet), margin, hardness))
            .toList();
    return Mined.ofTriplets(table, triplets);
  }

  private static double excess(PairTable table, Triplet triplet) {
    return table.distance(triplet.anchor(), triplet.negative())
        - table.distance(triplet.anchor(), triplet.positive());
  }

  private static boolean isWanted(double excess, double margin, Hardness hardness) {
    return switch (hardness) {
      case VIOLATING -> excess <= margin;
      case HARD -> excess <= 0;
      case SEMI_HARD -> 0 < excess && excess <= margin;
      case EASY -> excess > margin;
    };
  }

  static Mined distanceWeighted(PairTable table, DistanceWeighted settings) {
    var random = new SplittableRandom(settings.seed());
    var triplets = new ArrayList<Triplet>();
    for (int row = 0; row < table.rows(); row++) {
      double[] weights = weights(table, row, settings);
      double total = 0;
      for (double weight : weights) {
        total += weight;
      }
      for (int column = 0; column < table.columns(); column++) {
        if (table.isPositive(row, column) && total > 0) {
          triplets.add(new Triplet(row, column, drawn(weights, random.nextDouble() * total)));
        }
      }
    }
    return Mined.ofTriplets(table, triplets);
  }

  /// Relative to the greatest, which keeps the exponentials of high dimensions finite.
  private static double[] weights(PairTable table, int row, DistanceWeighted settings) {
    var logs = new double[table.columns()];
    double greatest = Double.NEGATIVE_INFINITY;
    for (int column = 0; column < logs.length; column++) {
      double distance = table.distance(row, column);
      boolean isWanted = table.isNegative(row, column) && distance < settings.furthest();
      logs[column] =
          isWanted
              ? logWeight(Math.max(distance, settings.nearest()), settings.dimension())
              : Double.NEGATIVE_INFINITY;
      greatest = Math.max(greatest, logs[column]);
    }
    var weights = new double[logs.length];
    for (int column = 0; column < logs.length; column++) {
      weights[column] =
          logs[column] == Double.NEGATIVE_INFINITY ? 0 : Math.exp(logs[column] - greatest);
    }
    return weights;
  }

  /// Of `1 / (d^(n-2) (1 - d^2 / 4)^((n-3)/2))`.
  private static double logWeight(double distance, int dimension) {
    return (2 - dimension) * Math.log(distance)
        - (dimension - 3) / 2.0 * Math.log(Math.max(1e-12, 1 - distance * distance / 4));
  }

  private static int drawn(double[] weights, double place) {
    double sum = 0;
    int last = 0;
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] > 0) {
        sum += weights[i];
        last = i;
        if (place < sum) {
          return i;
        }
      }
    }
    return last;
  }
}
