package dev.eidetic.index.hnsw;

/// On how many levels a vertex lives. Follows from its ordinal, so that nothing has to be stored
/// and the place of a deleted vector can be used again with the room that it had.
///
/// @param maxLinks one vertex in so many also lives on the next level
record Levels(long seed, int maxLinks) {

  private static final int HIGHEST = 30;

  /// The highest level of a vertex, 0 for most.
  int of(int ordinal) {
    double uniform = (mixed(seed + ordinal * 0x9E3779B97F4A7C15L) >>> 11) * 0x1p-53;
    return (int) Math.min(HIGHEST, -Math.log(1 - uniform) / Math.log(maxLinks));
  }

  /// The finalizer of SplitMix64 (Steele et al., 2014, <https://doi.org/10.1145/2660193.2660195>).
  private static long mixed(long bits) {
    long mixed = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
