package dev.eidetic.evaluate.pickle;

import static dev.eidetic.vectors.Preconditions.require;

/// How much a pickle may ask for.
///
/// @param maxBytes of the file, and of all the texts and arrays that it builds from itself
/// @param maxValues that it may put on its stack, all in all; a value costs up to 200 bytes of heap
/// @param maxDepth of lists in lists
public record PickleLimits(long maxBytes, int maxValues, int maxDepth) {

  /// Ample for every published ground truth: the largest known has 36,000 values in 280 kB.
  public static final PickleLimits DEFAULT = new PickleLimits(128 << 20, 2_000_000, 64);

  public PickleLimits {
    require(
        maxBytes >= 1 && maxBytes <= Integer.MAX_VALUE - 16,
        "maxBytes is %d; it must be 1 to 2147483631, as the file is read as one array",
        maxBytes);
    require(maxValues >= 1, "maxValues is %d; it must be at least 1", maxValues);
    require(
        1 <= maxDepth && maxDepth <= 500,
        "maxDepth is %d; it must be 1 to 500, as readers follow it by calls",
        maxDepth);
  }
}
