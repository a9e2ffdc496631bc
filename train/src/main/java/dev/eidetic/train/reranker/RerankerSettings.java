package dev.eidetic.train.reranker;

import static dev.eidetic.vectors.Preconditions.require;

/// How a re-ranker is learned.
///
/// @param width numbers of a token, a multiple of `heads`
/// @param depth blocks of the transformer
/// @param batch pairs per step
/// @param rate of learning at its top, of AdamW with a rise over the first twentieth and half a
///   cosine
/// @param heldOut share of the groups that is measured on, above 0 and below 1
/// @param seed of weights, order and held-out groups
public record RerankerSettings(
    int width,
    int heads,
    int depth,
    int epochs,
    int batch,
    double rate,
    double decay,
    double heldOut,
    long seed) {

  public static final RerankerSettings DEFAULT =
      new RerankerSettings(48, 4, 2, 10, 128, 1e-3, 0.01, 0.1, 1);

  public RerankerSettings {
    require(
        heads >= 1 && width % heads == 0,
        "width is %d and heads are %d; the one must be a multiple of the other",
        width,
        heads);
    require(1 <= epochs && epochs <= 1000, "epochs is %d; it must be 1 to 1000", epochs);
    require(2 <= batch && batch <= 65_536, "batch is %d; it must be 2 to 65536", batch);
    require(0 < heldOut && heldOut < 1, "held-out share is %s; it must be in (0, 1)", heldOut);
  }

  /// The same with other epochs and another seed.
  public RerankerSettings with(int otherEpochs, long otherSeed) {
    return new RerankerSettings(
        width, heads, depth, otherEpochs, batch, rate, decay, heldOut, otherSeed);
  }
}
