package dev.eidetic.rerank;

/// Finds the nearest other images of every image of a gallery, by whatever means.
@FunctionalInterface
public interface NeighbourFinder {

  /// @param count how many of each, at least 1; fewer where the gallery is smaller
  /// @throws InterruptedException if the caller was interrupted
  NeighbourLists nearest(int count) throws InterruptedException;
}
