package dev.eidetic.index.hnsw;

import dev.eidetic.index.CorruptFileException;
import dev.eidetic.index.core.OffHeap;
import dev.eidetic.index.core.Section;
import dev.eidetic.index.core.Sections;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// Who is linked to whom, level by level, in native memory.
///
/// On the lowest level each vertex has room for `2 * maxLinks` links, one vertex after the other:
/// 128 bytes, two cache lines, for 16. Higher up it has room for `maxLinks` per level, for those
/// few that live there. A link is a 32-bit number, one more than the ordinal it leads to; 0 ends
/// the list, so memory that nothing was written to is a list without links.
///
/// While several threads link, readers take no lock: each number is read and written whole, and a
/// list that is just being rewritten shows some old and some new links, all of them vertices whose
/// vectors are in place. Writers of the same list exclude each other.
final class Links implements AutoCloseable {

  static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final String LOWEST = "hnsw.links";
  private static final String UPPER = "hnsw.upper";

  private final Levels levels;
  private final OffHeap lowest;
  private final OffHeap upper;

  /// Where the lists of each vertex begin in [#upper], counted in lists.
  private int[] upperStarts = {};

  private int end;
  private int upperEnd;

  private Links(Levels levels, OffHeap lowest, OffHeap upper) {
    this.levels = levels;
    this.lowest = lowest;
    this.upper = upper;
  }

  static Links empty(Levels levels) {
    return new Links(levels, OffHeap.ofSize(0), OffHeap.ofSize(0));
  }

  /// Links of a file; not checked yet.
  ///
  /// @param end one more than the largest ordinal
  static Links open(Sections sections, Levels levels, int end) throws CorruptFileException {
    long uppers = 0;
    for (int ordinal = 0; ordinal < end; ordinal++) {
      uppers += levels.of(ordinal);
    }
    long width = levels.maxLinks() * (long) Integer.BYTES;
    var links =
        new Links(
            levels,
            sections.memory(LOWEST, 2 * width * end),
            sections.memory(UPPER, width * uppers));
    links.placeUpper(end);
    return links;
  }

  /// Makes room for the vertices below `end`.
  void ensure(int end) {
    if (end > this.end) {
      lowest.ensure((long) end * width(0) * Integer.BYTES);
      placeUpper(end);
      upper.ensure((long) upperEnd * width(1) * Integer.BYTES);
    }
  }

  private void placeUpper(int end) {
    if (end > upperStarts.length) {
      long longer = Math.min(Integer.MAX_VALUE - 8, upperStarts.length * 3L / 2);
      upperStarts = Arrays.copyOf(upperStarts, (int) Math.max(end, longer));
    }
    for (; this.end < end; this.end++) {
      upperStarts[this.end] = upperEnd;
      upperEnd += levels.of(this.end);
    }
  }

  /// How many links a vertex may have.
  int width(int level) {
    return level == 0 ? 2 * levels.maxLinks() : levels.maxLinks();
  }

  MemorySegment segment(int level) {
    return level == 0 ? lowest.segment() : upper.segment();
  }

  /// Byte of the first link of a vertex within the [#segment] of the level.
  long start(int ordinal, int level) {
    long list = level == 0 ? ordinal : upperStarts[ordinal] + (level - 1L);
    return list * width(level) * Integer.BYTES;
  }

  /// Copies the links of a vertex.
  ///
  /// @param target receives ordinals; at least [#width] long
  /// @return how many there are
  int read(int ordinal, int level, int[] target) {
    var segment = segment(level);
    long start = start(ordinal, level);
    int width = width(level);
    for (int i = 0; i < width; i++) {
      int link = segment.get(INT, start + 4L * i);
      if (link == 0) {
        return i;
      }
      target[i] = link - 1;
    }
    return width;
  }

  /// Replaces the links of a vertex by the first `count` of an array.
  void write(int ordinal, int level, int[] targets, int count) {
    var segment = segment(level);
    long start = start(ordinal, level);
    int width = width(level);
    for (int i = 0; i < width; i++) {
      segment.set(INT, start + 4L * i, i < count ? targets[i] + 1 : 0);
    }
  }

  /// Replaces one link, or adds one behind the last.
  void set(int ordinal, int level, int place, int target) {
    segment(level).set(INT, start(ordinal, level) + 4L * place, target + 1);
  }

  /// Takes all links from a vertex.
  void clear(int ordinal) {
    for (int level = levels.of(ordinal); level >= 0; level--) {
      write(ordinal, level, new int[0], 0);
    }
  }

  List<Section> sections() {
    return List.of(
        new Section(LOWEST, lowest.segment().asSlice(0, start(end, 0))),
        new Section(UPPER, upper.segment().asSlice(0, (long) upperEnd * width(1) * Integer.BYTES)));
  }

  /// Refuses links that lead nowhere.
  ///
  /// @param taken says which vertices there are
  void check(Sections sections, BitSet taken) throws CorruptFileException {
    var list = new int[width(0)];
    for (int ordinal = 0; ordinal < end; ordinal++) {
      for (int level = levels.of(ordinal); level >= 0; level--) {
        int count = read(ordinal, level, list);
        for (int i = 0; i < count; i++) {
          int target = list[i];
          if (target < 0 || target >= end || !taken.get(target) || levels.of(target) < level) {
            throw sections.corrupt(
                level == 0 ? LOWEST : UPPER,
                start(ordinal, level) + 4L * i,
                "a link leads from %d to %d, which is not on level %d",
                ordinal,
                target,
                level);
          }
        }
        if (count > 0 && !taken.get(ordinal)) {
          throw sections.corrupt(
              level == 0 ? LOWEST : UPPER,
              start(ordinal, level),
              "vertex %d has links, but is not in use",
              ordinal);
        }
      }
    }
  }

  long memoryBytes() {
    return lowest.byteSize() + upper.byteSize() + (long) Integer.BYTES * upperStarts.length;
  }

  @Override
  public void close() {
    lowest.close();
    upper.close();
  }
}
