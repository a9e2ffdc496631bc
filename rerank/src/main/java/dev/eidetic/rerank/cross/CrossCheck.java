package dev.eidetic.rerank.cross;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.rerank.Gallery;
import dev.eidetic.rerank.NeighbourFinder;
import dev.eidetic.rerank.Stage;
import dev.eidetic.rerank.StageSpec;
import dev.eidetic.rerank.StageText;
import java.util.Optional;

/// A cross-encoder looks at the query and each of the first hits together. A hit's score is
/// `lambda` times its similarity to the query plus `1 - lambda` times the cross-encoder's
/// probability, the logistic function of `gamma` times its log odds, as AMES puts them together.
///
/// Source: Suma et al., AMES: Asymmetric and Memory-Efficient Similarity Estimation, 2024.
///
/// @param top hits that are looked at, 1 to 10,000
/// @param lambda 0 to 1
/// @param gamma above 0
/// @param encoder empty for the one that comes with the program; stays the caller's to close
public record CrossCheck(int top, double lambda, double gamma, Optional<CrossEncoder> encoder)
    implements StageSpec {

  /// The weights are those that served the encoder of the program best (docs/reranking.md); AMES
  /// has 0.55 and 0.30.
  public static final CrossCheck DEFAULT = new CrossCheck(20, 0.3, 1, Optional.empty());

  public CrossCheck {
    require(1 <= top && top <= 10_000, "top is %d; it must be 1 to 10000", top);
    require(0 <= lambda && lambda <= 1, "lambda is %s; it must be 0 to 1", lambda);
    require(
        0 < gamma && gamma < Double.POSITIVE_INFINITY,
        "gamma is %s; it must be above 0 and finite",
        gamma);
  }

  /// The same with another cross-encoder.
  public CrossCheck with(CrossEncoder other) {
    return new CrossCheck(top, lambda, gamma, Optional.of(other));
  }

  @Override
  public boolean needsFeatures() {
    return true;
  }

  /// @throws IllegalArgumentException if the gallery has no local features
  @Override
  public Stage prepare(Gallery gallery, NeighbourFinder neighbours, int threads) {
    require(
        gallery.hasFeatures(),
        "stage %s needs local features, and the gallery has none; it can re-rank pictures only",
        this);
    return new CrossStage(this, encoder.orElseGet(CrossEncoders::builtIn));
  }

  @Override
  public String toString() {
    return StageText.of("cross", "top", top, "lambda", lambda, "gamma", gamma);
  }
}
