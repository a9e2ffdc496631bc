package dev.eidetic.index.core;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import dev.eidetic.index.CorruptFileException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The sections of a file, mapped and checked against their checksums. Their content is not to be
/// trusted: kinds check every length and every number that they use as a place.
public final class Sections {

  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final Path file;
  private final Map<String, Place> places;
  private final boolean isMapped;
  private final List<OffHeap> copies = new ArrayList<>();

  /// @param offset of the section in the file
  record Place(long offset, MemorySegment bytes) {}

  /// @param isMapped whether the index stays in the mapped file, or is copied into memory
  Sections(Path file, Map<String, Place> places, boolean isMapped) {
    this.file = file;
    this.isMapped = isMapped;
    this.places = new LinkedHashMap<>(places);
  }

  /// The bytes of a section, read-only, aligned to 64 bytes.
  ///
  /// @throws CorruptFileException if the file has no such section
  public MemorySegment get(String name) throws CorruptFileException {
    return place(name).bytes();
  }

  public boolean has(String name) {
    return places.containsKey(name);
  }

  /// The bytes of a section that must have a certain length.
  ///
  /// @throws CorruptFileException if it is missing or has another length
  public MemorySegment get(String name, long byteSize) throws CorruptFileException {
    var bytes = get(name);
    if (bytes.byteSize() != byteSize) {
      throw corrupt(name, 0, "it has %d bytes; it should have %d", bytes.byteSize(), byteSize);
    }
    return bytes;
  }

  /// The bytes of a section for an index to keep: a view of a mapped file, or a copy that can grow.
  ///
  /// @throws CorruptFileException if it is missing or has another length
  public OffHeap memory(String name, long byteSize) throws CorruptFileException {
    var bytes = get(name, byteSize);
    if (isMapped) {
      return OffHeap.view(bytes);
    }
    var copy = OffHeap.copyOf(bytes);
    copies.add(copy);
    return copy;
  }

  /// The bytes of a section for an index to keep without writing to them: a view of a mapped file,
  /// or a copy in the heap.
  MemorySegment array(String name) throws CorruptFileException {
    var bytes = get(name);
    if (isMapped) {
      return bytes;
    }
    var copy = MemorySegment.ofArray(new long[Math.toIntExact((bytes.byteSize() + 7) / 8)]);
    MemorySegment.copy(bytes, 0, copy, 0, bytes.byteSize());
    return copy.asSlice(0, bytes.byteSize());
  }

  /// Releases all that [#memory] copied, for when an index could not be opened.
  void releaseCopies() {
    copies.forEach(OffHeap::close);
  }

  /// The numbers of a section made by [#ofLongs].
  ///
  /// @throws CorruptFileException if it is missing or has another number of numbers
  public long[] longs(String name, int count) throws CorruptFileException {
    return get(name, 8L * count).toArray(LONG);
  }

  /// A section of a few numbers, such as counts and settings.
  public static Section ofLongs(String name, long... numbers) {
    var bytes = MemorySegment.ofArray(new byte[8 * numbers.length]);
    for (int i = 0; i < numbers.length; i++) {
      bytes.set(LONG, 8L * i, numbers[i]);
    }
    return new Section(name, bytes);
  }

  /// @param offset within the section
  @FormatMethod
  public CorruptFileException corrupt(
      String name, long offset, @FormatString String message, Object... values) {
    var place = places.get(name);
    return new CorruptFileException(
        file,
        name,
        (place == null ? 0 : place.offset()) + offset,
        "%s",
        String.format(Locale.ROOT, message, values));
  }

  /// What the header says does not fit together.
  public CorruptFileException corruptHeader(IllegalArgumentException reason) {
    return new CorruptFileException(
        file, "header", SectionFile.FIXED_BYTES, "%s", String.valueOf(reason.getMessage()));
  }

  private Place place(String name) throws CorruptFileException {
    var place = places.get(name);
    if (place == null) {
      throw new CorruptFileException(
          file, name, 0, "it is missing; the file has %s", places.keySet());
    }
    return place;
  }
}
