package dev.eidetic.index.core;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.index.CorruptFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/// Which id each ordinal has, and which ordinals are in use. Writers exclude readers; any number of
/// threads may read.
///
/// Takes as little as the ids allow: nothing where each id is its ordinal, 4 bytes where ids fit
/// into 32 bits, 8 otherwise. Ascending ids are looked up by bisection; only others get a hash
/// table, when they are first looked up.
final class Items {

  private static final int NONE = -1;
  private static final int MOST = Integer.MAX_VALUE - 8;

  private IdColumn ids = IdColumn.identity();
  private long[] live = new long[1];
  private boolean isAscending = true;
  private int capacity;
  private int size;

  /// Made by the first reader that needs it; readers do not exclude each other, hence volatile.
  private volatile @Nullable IdTable table;

  private @Nullable Throwable failure;
  private boolean isClosed;

  /// Says that the kind failed while it changed, so that what it holds may not fit these items.
  void spoil(Throwable failure) {
    this.failure = failure;
  }

  /// Says that the index is closed, so that nothing reads released memory or saves an empty file.
  void close() {
    isClosed = true;
  }

  void requireWhole() {
    if (isClosed) {
      throw new IllegalStateException("the index is closed");
    }
    if (failure != null) {
      throw new IllegalStateException(
          "an earlier change of the index failed midway; load it or build it anew", failure);
    }
  }

  /// How many items there are.
  int size() {
    return size;
  }

  /// One more than the largest ordinal that was ever used.
  int capacity() {
    return capacity;
  }

  boolean isLive(int ordinal) {
    return ordinal >= 0 && ordinal < capacity && (live[ordinal >>> 6] & 1L << (ordinal & 63)) != 0;
  }

  /// Of an ordinal below [#capacity].
  long id(int ordinal) {
    return ids.get(ordinal);
  }

  /// The ordinal of an id, or -1.
  int ordinal(long id) {
    if (ids.isIdentity()) {
      return id >= 0 && id < capacity && isLive((int) id) ? (int) id : NONE;
    }
    if (isAscending) {
      int ordinal = ids.search(id, capacity);
      return ordinal >= 0 && isLive(ordinal) ? ordinal : NONE;
    }
    return table().find(id);
  }

  private IdTable table() {
    var made = table;
    if (made == null) {
      synchronized (this) {
        made = table;
        if (made == null) {
          made = new IdTable(this);
          table = made;
        }
      }
    }
    return made;
  }

  /// @throws IllegalArgumentException if so many more would be too many
  void requireRoom(int more) {
    require(
        size + (long) more <= MOST, "%d items and %d more; an index holds %d", size, more, MOST);
  }

  /// @param ordinal not in use
  void put(int ordinal, long id) {
    if (ordinal < capacity || (capacity > 0 && id <= ids.get(capacity - 1))) {
      isAscending = false;
    }
    if (ordinal >>> 6 >= live.length) {
      live = Arrays.copyOf(live, Math.max(live.length * 3 / 2, (ordinal >>> 6) + 1));
    }
    ids = ids.with(ordinal, id, capacity);
    capacity = Math.max(capacity, ordinal + 1);
    live[ordinal >>> 6] |= 1L << (ordinal & 63);
    size++;
    var made = table;
    if (made != null && made.isFull()) {
      table = null;
    } else if (made != null) {
      made.enter(ordinal);
    }
  }

  void remove(int ordinal) {
    live[ordinal >>> 6] &= ~(1L << (ordinal & 63));
    size--;
  }

  /// Gives every item in use another id; afterwards no two may have the same.
  void renumber(LongUnaryOperator newId) {
    var renumbered = IdColumn.identity();
    boolean ascends = true;
    long last = Long.MIN_VALUE;
    for (int ordinal = 0; ordinal < capacity; ordinal++) {
      boolean isLive = isLive(ordinal);
      long id = isLive ? newId.applyAsLong(ids.get(ordinal)) : Math.max(0, last);
      ascends &= isLive && id > last;
      last = id;
      renumbered = renumbered.with(ordinal, id, ordinal);
    }
    ids = renumbered;
    isAscending = ascends;
    table = null;
  }

  long[] liveIds() {
    var all = new long[size];
    int count = 0;
    for (int ordinal = 0; ordinal < capacity; ordinal++) {
      if (isLive(ordinal)) {
        all[count++] = ids.get(ordinal);
      }
    }
    return all;
  }

  /// Bit `i` says whether ordinal `i` is in use.
  BitSet live() {
    return BitSet.valueOf(live);
  }

  long memoryBytes() {
    var made = table;
    return ids.memoryBytes() + 8L * live.length + (made == null ? 0 : made.memoryBytes());
  }

  List<Section> sections() {
    var sections = new ArrayList<Section>();
    sections.add(Sections.ofLongs("items", capacity, size, isAscending ? 1 : 0));
    sections.add(new Section("items.ids", ids.bytes(capacity)));
    sections.add(Sections.ofLongs("items.live", Arrays.copyOf(live, wordsFor(capacity))));
    return sections;
  }

  static Items open(Sections sections) throws CorruptFileException {
    long[] counts = sections.longs("items", 3);
    long capacity = counts[0];
    if (capacity < 0 || capacity > MOST) {
      throw sections.corrupt("items", 0, "there are %d ordinals; at most %d", capacity, MOST);
    }
    if (counts[2] != 0 && counts[2] != 1) {
      throw sections.corrupt("items", 16, "%d is neither 0 nor 1", counts[2]);
    }
    var items = new Items();
    items.capacity = (int) capacity;
    items.live = sections.longs("items.live", wordsFor(items.capacity));
    items.size = count(sections, items.live, items.capacity);
    items.isAscending = counts[2] == 1;
    items.ids = idColumn(sections, items.capacity);
    if (items.size != counts[1]) {
      throw sections.corrupt(
          "items", 8, "there are %d items, but %d bits are set", counts[1], items.size);
    }
    return items;
  }

  private static int count(Sections sections, long[] live, int capacity)
      throws CorruptFileException {
    var bits = BitSet.valueOf(live);
    if (bits.length() > capacity) {
      throw sections.corrupt(
          "items.live", bits.length() >>> 3, "bits are set beyond the %d ordinals", capacity);
    }
    return bits.cardinality();
  }

  private static IdColumn idColumn(Sections sections, int capacity) throws CorruptFileException {
    long bytes = sections.get("items.ids").byteSize();
    if (bytes == 0) {
      return IdColumn.identity();
    }
    if (bytes != 4L * capacity && bytes != 8L * capacity) {
      throw sections.corrupt(
          "items.ids", 0, "it has %d bytes; %d ids take 0, 4 or 8 each", bytes, capacity);
    }
    return new IdColumn((int) (bytes / capacity), sections.array("items.ids"));
  }

  private static int wordsFor(int capacity) {
    return (int) ((capacity + 63L) >>> 6);
  }
}
