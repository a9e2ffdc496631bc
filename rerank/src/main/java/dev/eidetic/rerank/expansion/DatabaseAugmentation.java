package dev.eidetic.rerank.expansion;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.rerank.Gallery;
import dev.eidetic.rerank.NeighbourFinder;
import dev.eidetic.rerank.Stage;
import dev.eidetic.rerank.StageSpec;
import dev.eidetic.rerank.StageText;

/// Every stored vector becomes the weighted mean of itself and its nearest neighbours, once for all
/// queries; hits are scored by the query against those. Later stages see those.
///
/// `x' = normalize(x + sum over j of max(0, x.x_j)^alpha * x_j)`. Sources: Turcot and Lowe, 2009,
/// doi:10.1109/ICCVW.2009.5457541 (neighbours joined), Arandjelović and Zisserman, 2012,
/// doi:10.1109/CVPR.2012.6248018, section 5; weights as in Revaud et al., 2019,
/// <https://arxiv.org/abs/1906.07589>. Costs as much memory again as the vectors.
///
/// @param neighbours how many join each vector, at least 1
/// @param alpha how much more the nearest weigh, 0 to 100
public record DatabaseAugmentation(int neighbours, double alpha) implements StageSpec {

  /// Our choice; papers tune both for each set.
  public static final DatabaseAugmentation DEFAULT = new DatabaseAugmentation(10, 3);

  public DatabaseAugmentation {
    require(neighbours >= 1, "k is %d; at least 1 neighbour must join", neighbours);
    require(0 <= alpha && alpha <= 100, "alpha is %s; it must be 0 to 100", alpha);
  }

  @Override
  public Stage prepare(Gallery gallery, NeighbourFinder finder, int threads)
      throws InterruptedException {
    // One neighbour more, to take the place of the query's own image where that is a neighbour.
    var lists = finder.nearest(neighbours + 1);
    return new AugmentedStage(
        this, AugmentedGallery.of(gallery, lists, neighbours, alpha, threads));
  }

  @Override
  public String toString() {
    return StageText.of("dba", "k", neighbours, "alpha", alpha);
  }
}
