package dev.eidetic.index.aggregated;

import static dev.eidetic.index.aggregated.AggregatedIndex.INT;
import static dev.eidetic.index.aggregated.AggregatedIndex.LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.BitSet;
import java.util.List;

/// Joins indexes word by word.
final class JoinedIndex {

  private final Codebook codebook;
  private final List<AggregatedIndex> parts;

  /// Of each part, the new ordinal of each image; -1 for those that are left out.
  private final int[][] renumbered;

  private final float[] factors;

  JoinedIndex(Codebook codebook, List<AggregatedIndex> parts, List<BitSet> kept) {
    this.codebook = codebook;
    this.parts = parts;
    renumbered = new int[parts.size()][];
    factors = new float[kept.stream().mapToInt(BitSet::cardinality).sum()];
    int next = 0;
    for (int part = 0; part < renumbered.length; part++) {
      var index = parts.get(part);
      renumbered[part] = new int[index.count()];
      for (int ordinal = 0; ordinal < index.count(); ordinal++) {
        boolean isKept = kept.get(part).get(ordinal);
        renumbered[part][ordinal] = isKept ? next : -1;
        if (isKept) {
          factors[next++] = index.factors()[ordinal];
        }
      }
    }
  }

  /// @param arena for the inverted file; the index is of no use after it
  AggregatedIndex index(Arena arena) {
    var starts = starts();
    int longs = codebook.longs();
    var images = arena.allocate(INT, starts[codebook.words()]);
    var codes = arena.allocate(LONG, (long) starts[codebook.words()] * longs);
    int next = 0;
    for (int word = 0; word < codebook.words(); word++) {
      for (int part = 0; part < renumbered.length; part++) {
        var index = parts.get(part);
        for (int entry = index.starts()[word]; entry < index.starts()[word + 1]; entry++) {
          int image = renumbered(part, entry);
          if (image >= 0) {
            images.setAtIndex(INT, next, image);
            MemorySegment.copy(
                index.codes(),
                LONG,
                (long) entry * longs * Long.BYTES,
                codes,
                LONG,
                (long) next * longs * Long.BYTES,
                longs);
            next++;
          }
        }
      }
    }
    return new AggregatedIndex(codebook, starts, images, codes, factors);
  }

  private int[] starts() {
    var starts = new int[codebook.words() + 1];
    for (int word = 0; word < codebook.words(); word++) {
      for (int part = 0; part < renumbered.length; part++) {
        var index = parts.get(part);
        for (int entry = index.starts()[word]; entry < index.starts()[word + 1]; entry++) {
          starts[word + 1] += renumbered(part, entry) >= 0 ? 1 : 0;
        }
      }
    }
    AggregatedIndex.addUp(starts);
    return starts;
  }

  /// In a damaged file an entry's image may be any; then it is left out.
  private int renumbered(int part, int entry) {
    int image = parts.get(part).images().getAtIndex(INT, entry);
    return 0 <= image && image < renumbered[part].length ? renumbered[part][image] : -1;
  }
}
