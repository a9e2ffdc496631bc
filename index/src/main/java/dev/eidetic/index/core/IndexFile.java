package dev.eidetic.index.core;

import dev.eidetic.index.CorruptFileException;
import dev.eidetic.index.IndexSpec;
import dev.eidetic.index.Metric;
import dev.eidetic.index.core.SectionFile.Preamble;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Writes index files; [IndexFileReader] reads them.
final class IndexFile {

  static final String MAGIC = "EIDINDEX";

  private IndexFile() {}

  static void write(Path file, IndexHeader header, Items items, List<Section> kind)
      throws IOException {
    SectionFile.write(file, preamble(header), sections(items, kind));
  }

  /// Writes the bytes of a file from first to last.
  static void write(
      WritableByteChannel channel, IndexHeader header, Items items, List<Section> kind)
      throws IOException {
    SectionFile.write(channel, preamble(header), sections(items, kind));
  }

  private static Preamble preamble(IndexHeader header) {
    return new Preamble(MAGIC, header.metric() + "\n" + header.spec(), header.dimension());
  }

  private static List<Section> sections(Items items, List<Section> kind) {
    var sections = new ArrayList<>(items.sections());
    sections.addAll(kind);
    return sections;
  }

  static IndexHeader header(Path file, Preamble preamble) throws CorruptFileException {
    String[] lines = preamble.text().split("\n", -1);
    if (lines.length != 2) {
      throw corrupt(file, "the text has %d lines; it should have 2".formatted(lines.length));
    }
    try {
      return new IndexHeader(
          IndexSpec.parse(lines[1]), Metric.valueOf(lines[0]), preamble.dimension());
    } catch (IllegalArgumentException e) {
      String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw corrupt(file, "no such kind of index: " + reason);
    }
  }

  private static CorruptFileException corrupt(Path file, String message) {
    return new CorruptFileException(file, "header", SectionFile.FIXED_BYTES, "%s", message);
  }
}
