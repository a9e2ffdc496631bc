package dev.eidetic.train.mining;

import java.util.ArrayList;
import java.util.List;

/// What a miner kept.
///
/// @param triplets for losses over triplets
/// @param positives for losses over pairs: rows of the batch, columns of the references
/// @param negatives for losses over pairs
public record Mined(List<Triplet> triplets, boolean[][] positives, boolean[][] negatives) {

  /// Triplets, and the pairs within them.
  static Mined ofTriplets(PairTable table, List<Triplet> triplets) {
    var positives = new boolean[table.rows()][table.columns()];
    var negatives = new boolean[table.rows()][table.columns()];
    for (var triplet : triplets) {
      positives[triplet.anchor()][triplet.positive()] = true;
      negatives[triplet.anchor()][triplet.negative()] = true;
    }
    return new Mined(List.copyOf(triplets), positives, negatives);
  }

  /// Pairs, and all triplets that they make.
  static Mined ofPairs(boolean[][] positives, boolean[][] negatives) {
    var triplets = new ArrayList<Triplet>();
    for (int anchor = 0; anchor < positives.length; anchor++) {
      for (int positive = 0; positive < positives[anchor].length; positive++) {
        for (int negative = 0;
            positives[anchor][positive] && negative < negatives[anchor].length;
            negative++) {
          if (negatives[anchor][negative]) {
            triplets.add(new Triplet(anchor, positive, negative));
          }
        }
      }
    }
    return new Mined(triplets, positives, negatives);
  }
}
