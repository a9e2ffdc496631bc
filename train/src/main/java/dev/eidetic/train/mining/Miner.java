package dev.eidetic.train.mining;

import static dev.eidetic.vectors.Preconditions.require;

/// Chooses the pairs and triplets of a batch that a loss looks at. Immutable; the same table gives
/// the same choice.
public sealed interface Miner {

  Mined mine(PairTable table);

  /// Everything.
  record All() implements Miner {
    @Override
    public Mined mine(PairTable table) {
      return PairMining.all(table);
    }
  }

  /// Per row the least similar positive and the most similar negative: Hermans et al., 2017,
  /// <https://arxiv.org/abs/1703.07737>, equation 5.
  record BatchHard() implements Miner {
    @Override
    public Mined mine(PairTable table) {
      return TripletMining.batchHard(table);
    }
  }

  /// Triplets by how the negative lies, with `v = d(a,n) - d(a,p)`.
  ///
  /// @param margin in units of distance; 0.2 in pytorch-metric-learning
  record ByMargin(double margin, Hardness hardness) implements Miner {
    public ByMargin {
      require(margin >= 0, "margin is %s; it must not be negative", margin);
    }

    @Override
    public Mined mine(PairTable table) {
      return TripletMining.byMargin(table, margin, hardness);
    }
  }

  /// Kinds of triplets.
  enum Hardness {
    /// All that violate the margin: `v <= margin`.
    VIOLATING,
    /// Negatives nearer than the positive: `v <= 0`.
    HARD,
    /// Negatives beyond the positive but within the margin, `0 < v <= margin`: Schroff et al.,
    /// 2015, <https://arxiv.org/abs/1503.03832>, section 3.2.
    SEMI_HARD,
    /// Negatives beyond the margin: `v > margin`.
    EASY
  }

  /// For each positive pair one negative, drawn with a probability that is the inverse of how often
  /// its distance occurs on the sphere: Wu et al., 2017, <https://arxiv.org/abs/1706.07567>,
  /// equation 3.
  ///
  /// @param dimension of the embeddings
  /// @param nearest distances below count as this; 0.5 in the paper
  /// @param furthest negatives beyond are left out; 1.4 in the paper
  /// @param seed of the draws; change it from step to step
  record DistanceWeighted(int dimension, double nearest, double furthest, long seed)
      implements Miner {
    public DistanceWeighted {
      require(dimension >= 2, "dimension is %d; it must be at least 2", dimension);
      require(
          0 < nearest && nearest < furthest && furthest <= 2,
          "distances are %s and %s; they must ascend from above 0 to at most 2",
          nearest,
          furthest);
    }

    @Override
    public Mined mine(PairTable table) {
      return TripletMining.distanceWeighted(table, this);
    }
  }

  /// Negatives more similar than the least similar positive less epsilon, positives less similar
  /// than the most similar negative plus epsilon: Wang et al., 2019,
  /// <https://arxiv.org/abs/1904.06627>, equations 10 and 11.
  ///
  /// @param epsilon 0.1 in the paper
  record MultiSimilarity(double epsilon) implements Miner {
    @Override
    public Mined mine(PairTable table) {
      return PairMining.multiSimilarity(table, epsilon);
    }
  }
}
