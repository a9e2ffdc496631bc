package dev.eidetic.index.core;

import static dev.eidetic.vectors.Preconditions.require;

import java.lang.foreign.MemorySegment;
import java.util.List;

/// A named stretch of a file.
///
/// @param name 1 to 16 characters of `a-z`, `0-9`, `.` and `-`; unique in a file
/// @param parts its bytes, one after the other
public record Section(String name, List<MemorySegment> parts) {

  public Section {
    require(
        isName(name),
        "section is named \"%s\"; names have 1 to 16 characters of a-z, 0-9, . and -",
        name);
    parts = List.copyOf(parts);
  }

  public Section(String name, MemorySegment bytes) {
    this(name, List.of(bytes));
  }

  static boolean isName(String name) {
    return name.length() >= 1
        && name.length() <= 16
        && name.chars()
            .allMatch(
                c -> ('a' <= c && c <= 'z') || ('0' <= c && c <= '9') || c == '.' || c == '-');
  }

  public long byteSize() {
    return parts.stream().mapToLong(MemorySegment::byteSize).sum();
  }
}
