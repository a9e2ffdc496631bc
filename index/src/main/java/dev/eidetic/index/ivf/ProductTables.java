package dev.eidetic.index.ivf;

import dev.eidetic.index.Metric;
import dev.eidetic.vectors.quantize.ProductQuantizer;
import java.util.Optional;

/// A query's look-up tables for product codes, whole or residual; belongs to one thread.
///
/// The score of a vector is [#bias] plus the entries that its codes name. Inner products with
/// residuals need one table per query: the centroid's part is the same for the whole list.
/// Distances to residuals need tables of the query's own residual for each list.
final class ProductTables {

  private final ProductQuantizer quantizer;
  private final Optional<ResidualQuery> residual;
  private final boolean isProduct;
  private final boolean isResidual;
  private final float[] entries;
  private float bias;

  /// @param residualTo the centroids that codes are residual to
  ProductTables(ProductQuantizer quantizer, Metric metric, Optional<ListCentroids> residualTo) {
    this.quantizer = quantizer;
    this.isProduct = metric.isProduct();
    this.isResidual = residualTo.isPresent();
    this.residual = isProduct ? Optional.empty() : residualTo.map(ResidualQuery::new);
    this.entries = new float[quantizer.subspaces() * quantizer.words()];
  }

  /// @return whether the entries are ready for any list
  boolean begin(float[] query) {
    if (residual.isPresent()) {
      residual.get().begin(query);
      return false;
    }
    bias = 0;
    if (isProduct) {
      quantizer.products(query, entries);
    } else {
      quantizer.minusSquaredDistances(query, entries);
    }
    return true;
  }

  /// @return whether the entries have changed
  boolean beginList(int list, float centroidScore) {
    if (residual.isPresent()) {
      quantizer.minusSquaredDistances(residual.get().to(list), entries);
      return true;
    }
    bias = isResidual ? centroidScore : 0;
    return false;
  }

  float[] entries() {
    return entries;
  }

  float bias() {
    return bias;
  }
}
