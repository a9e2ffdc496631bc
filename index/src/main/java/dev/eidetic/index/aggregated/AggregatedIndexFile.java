package dev.eidetic.index.aggregated;

import static dev.eidetic.index.aggregated.AggregatedIndex.INT;

import dev.eidetic.index.CorruptFileException;
import dev.eidetic.index.FileCheck;
import dev.eidetic.index.core.Section;
import dev.eidetic.index.core.SectionFile;
import dev.eidetic.index.core.SectionFile.Preamble;
import dev.eidetic.index.core.Sections;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;

/// An [AggregatedIndex] as a file. docs/file-formats.md describes every byte.
final class AggregatedIndexFile {

  static final String MAGIC = "EIDWORDS";

  private static final String TEXT = "images";

  static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT.withOrder(ByteOrder.LITTLE_ENDIAN);

  private AggregatedIndexFile() {}

  static void write(Path file, AggregatedIndex index) throws IOException {
    var arena = Arena.ofAuto();
    var starts = arena.allocateFrom(INT, index.starts());
    var factors = arena.allocateFrom(FLOAT, index.factors());
    var codebook = index.codebook();
    SectionFile.write(
        file,
        new Preamble(MAGIC, TEXT, codebook.dimension()),
        List.of(
            Sections.ofLongs(
                "shape", codebook.words(), index.count(), index.entries(), codebook.checksum()),
            new Section("starts", starts),
            new Section("images", index.images()),
            new Section("codes", index.codes()),
            new Section("factors", factors)));
  }

  static AggregatedIndex open(Path file, Codebook codebook, FileCheck check) throws IOException {
    var content = content(file, TEXT, check, Arena.ofAuto());
    var sections = content.sections();
    long[] shape = sections.longs("shape", 4);
    if (shape[3] != codebook.checksum()
        || shape[0] != codebook.words()
        || content.preamble().dimension() != codebook.dimension()) {
      throw sections.corrupt("shape", 0, "the images were described in words of another codebook");
    }
    int count = number(sections, shape, 1);
    int entries = number(sections, shape, 2);
    int[] starts = sections.get("starts", 4L * (codebook.words() + 1)).toArray(INT);
    requireAscending(sections, starts, entries);
    float[] factors = sections.get("factors", 4L * count).toArray(FLOAT);
    MemorySegment images = sections.get("images", 4L * entries);
    MemorySegment codes = sections.get("codes", 8L * entries * codebook.longs());
    return new AggregatedIndex(codebook, starts, images, codes, factors);
  }

  /// Opens a file that must be of a certain kind.
  ///
  /// @param text that it must say
  static SectionFile.Content content(Path file, String text, FileCheck check, Arena arena)
      throws IOException {
    var content = SectionFile.open(file, MAGIC, check, arena);
    if (!content.preamble().text().equals(text)) {
      throw content
          .sections()
          .corrupt("header", 0, "it says \"%s\", not \"%s\"", content.preamble().text(), text);
    }
    return content;
  }

  private static int number(Sections sections, long[] shape, int place)
      throws CorruptFileException {
    if (shape[place] < 0 || shape[place] > Integer.MAX_VALUE - 8) {
      throw sections.corrupt("shape", 8L * place, "%d is no number of things", shape[place]);
    }
    return (int) shape[place];
  }

  private static void requireAscending(Sections sections, int[] starts, int entries)
      throws CorruptFileException {
    int last = 0;
    for (int word = 0; word < starts.length; word++) {
      if (starts[word] < last || starts[word] > entries) {
        throw sections.corrupt("starts", 4L * word, "%d is out of order", starts[word]);
      }
      last = starts[word];
    }
    if (starts[0] != 0 || last != entries) {
      throw sections.corrupt("starts", 0, "they do not span the %d entries", entries);
    }
  }
}
