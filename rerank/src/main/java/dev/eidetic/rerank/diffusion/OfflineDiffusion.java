package dev.eidetic.rerank.diffusion;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.rerank.Gallery;
import dev.eidetic.rerank.NeighbourFinder;
import dev.eidetic.rerank.Stage;
import dev.eidetic.rerank.StageSpec;
import dev.eidetic.rerank.StageText;

/// Diffusion prepared for a gallery: where similarity that starts at an image ends up is computed
/// once for every image, among its nearest only; a query adds up what its first hits have.
///
/// Source: Yang et al., Efficient image retrieval via decoupling diffusion into online and offline
/// processing, 2019, <https://arxiv.org/abs/1811.10907>. Preparing takes 8 bytes times the
/// truncation for every image, and solves a system of that size for each.
///
/// @param settings shared with online diffusion
/// @param truncation images that similarity reaches from each, itself included, at least 2
public record OfflineDiffusion(DiffusionSettings settings, int truncation) implements StageSpec {

  /// As published for galleries of some thousands; for 100,000 images the paper takes 5,000.
  public static final OfflineDiffusion DEFAULT =
      new OfflineDiffusion(DiffusionSettings.DEFAULT, 1_000);

  public OfflineDiffusion {
    require(
        2 <= truncation && truncation <= 100_000,
        "truncation is %d; it must be 2 to 100000",
        truncation);
  }

  @Override
  public Stage prepare(Gallery gallery, NeighbourFinder finder, int threads)
      throws InterruptedException {
    int others = Math.max(truncation, settings.neighbours()) - 1;
    return new OfflineStage(this, Columns.of(finder.nearest(others), this, threads));
  }

  @Override
  public String toString() {
    return StageText.of(
        "offlinediffusion",
        "kq",
        settings.queryNeighbours(),
        "kd",
        settings.neighbours(),
        "gamma",
        settings.gamma(),
        "alpha",
        settings.alpha(),
        "truncation",
        truncation);
  }
}
