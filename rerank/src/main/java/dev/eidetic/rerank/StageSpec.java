package dev.eidetic.rerank;

import dev.eidetic.rerank.cross.CrossCheck;
import dev.eidetic.rerank.diffusion.OfflineDiffusion;
import dev.eidetic.rerank.diffusion.OnlineDiffusion;
import dev.eidetic.rerank.expansion.DatabaseAugmentation;
import dev.eidetic.rerank.expansion.DiscriminativeExpansion;
import dev.eidetic.rerank.expansion.QueryExpansion;
import dev.eidetic.rerank.geometry.GeometricCheck;
import dev.eidetic.rerank.neighbourhood.KReciprocal;
import dev.eidetic.rerank.neighbourhood.SuperGlobal;

/// A stage that can be written down. Its text, [#toString], is what [CascadeSpec] reads.
public sealed interface StageSpec
    permits QueryExpansion,
        DiscriminativeExpansion,
        DatabaseAugmentation,
        SuperGlobal,
        KReciprocal,
        OnlineDiffusion,
        OfflineDiffusion,
        GeometricCheck,
        CrossCheck {

  /// Whether it looks at local features; most look at vectors only.
  default boolean needsFeatures() {
    return false;
  }

  /// Makes the stage ready for a gallery: nothing for most, minutes for offline diffusion over a
  /// large one.
  ///
  /// @param neighbours of the gallery's images among each other
  /// @param threads to compute with, 1 to 1024
  /// @throws InterruptedException if the caller was interrupted; the threads have ended
  Stage prepare(Gallery gallery, NeighbourFinder neighbours, int threads)
      throws InterruptedException;

  /// As it is written in a cascade, with all its options.
  @Override
  String toString();
}
