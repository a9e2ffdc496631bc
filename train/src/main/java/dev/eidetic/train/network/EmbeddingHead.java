package dev.eidetic.train.network;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.train.network.Operator.BatchNorm;
import dev.eidetic.train.network.Operator.Linear;
import java.util.OptionalInt;

/// What turns a backbone's features into an embedding: pooling, projection, neck, unit length.
///
/// @param dimension of the embedding; empty for the backbone's width, without projection
/// @param hasNeck whether batch normalization without shift precedes the unit length
/// @param hasUnitLength whether embeddings have Euclidean length 1
public record EmbeddingHead(
    PoolingLayer pooling, OptionalInt dimension, boolean hasNeck, boolean hasUnitLength) {

  /// Generalized mean, projection to the given dimension, unit length.
  public static EmbeddingHead of(int dimension) {
    return new EmbeddingHead(PoolingLayer.GEM, OptionalInt.of(dimension), false, true);
  }

  public EmbeddingHead {
    dimension.ifPresent(
        numbers ->
            require(
                1 <= numbers && numbers <= 4096, "dimension is %d; it must be 1 to 4096", numbers));
  }

  /// The backbone with this head on it.
  public Network on(Network backbone) {
    var builder = NetworkBuilder.after(backbone);
    int value = pooling.appendTo(builder, builder.last(), backbone);
    int width = backbone.width();
    if (dimension.isPresent()) {
      var projection = new Linear("projection", width, dimension.getAsInt(), true);
      value = builder.linear(value, projection, Math.sqrt(1.0 / width));
      width = dimension.getAsInt();
    }
    if (hasNeck) {
      value = builder.batchNorm(value, new BatchNorm("neck", width, 1e-5, false), 1);
    }
    if (hasUnitLength) {
      builder.add(new Operator.UnitLength(), value);
    }
    return builder.build(backbone.name(), width, Network.Shape.VECTORS, backbone.ignored());
  }
}
