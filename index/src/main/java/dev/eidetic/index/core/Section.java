package dev.eidetic.index.core;

import static dev.eidetic.vectors.Preconditions.require;

import java.lang.foreign.MemorySegment;
import java.util.List;

/// A named stretch of an index file.
///
/// @param name 1 to 16 characters of `a-z`, `0-9`, `.` and `-`; unique in a file
/// @param parts its bytes, one after the other
public record Section(String name, List<MemorySegment> parts) {

  public Section {
    require(
        name.matches("[a-z0-9.-]{1,16}"),
        "section is named \"%s\"; names have 1 to 16 characters of a-z, 0-9, . and -",
        name);
    parts = List.copyOf(parts);
  }

  public Section(String name, MemorySegment bytes) {
    this(name, List.of(bytes));
  }

  public long byteSize() {
    return parts.stream().mapToLong(MemorySegment::byteSize).sum();
  }
}
