package dev.eidetic.rerank.diffusion;

import static dev.eidetic.vectors.Preconditions.require;

/// What both kinds of diffusion share.
///
/// @param queryNeighbours kq, hits from which similarity starts to flow, at least 1
/// @param neighbours kd, neighbours of each image in the graph, itself counted as in the published
///   code, at least 2
/// @param gamma power of similarities, above 0
/// @param alpha share that flows on rather than back to the start, above 0 and below 1
public record DiffusionSettings(int queryNeighbours, int neighbours, double gamma, double alpha) {

  /// As published by Yang et al., 2019.
  public static final DiffusionSettings DEFAULT = new DiffusionSettings(10, 50, 3, 0.99);

  public DiffusionSettings {
    require(queryNeighbours >= 1, "kq is %d; it must be at least 1", queryNeighbours);
    require(neighbours >= 2, "kd is %d; it must be at least 2", neighbours);
    require(0 < gamma && gamma <= 100, "gamma is %s; it must be above 0 and at most 100", gamma);
    require(
        0 < alpha && alpha < 1,
        "alpha is %s; it must be above 0 and below 1, or similarity would never come to rest",
        alpha);
  }
}
