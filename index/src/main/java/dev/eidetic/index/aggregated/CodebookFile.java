package dev.eidetic.index.aggregated;

import static dev.eidetic.index.aggregated.AggregatedIndexFile.FLOAT;

import dev.eidetic.index.CorruptFileException;
import dev.eidetic.index.FileCheck;
import dev.eidetic.index.core.Section;
import dev.eidetic.index.core.SectionFile;
import dev.eidetic.index.core.SectionFile.Preamble;
import dev.eidetic.index.core.Sections;
import dev.eidetic.vectors.cluster.Centroids;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;

/// A [Codebook] as a file. docs/file-formats.md describes every byte.
final class CodebookFile {

  private static final String TEXT = "codebook";

  private CodebookFile() {}

  static void write(Path file, Codebook codebook) throws IOException {
    var settings = codebook.settings();
    SectionFile.write(
        file,
        new Preamble(AggregatedIndexFile.MAGIC, TEXT, codebook.dimension()),
        List.of(
            Sections.ofLongs(
                "settings",
                settings.words(),
                settings.assignments(),
                Double.doubleToLongBits(settings.alpha()),
                Double.doubleToLongBits(settings.tau()),
                settings.seed()),
            new Section(
                "centroids", Arena.ofAuto().allocateFrom(FLOAT, codebook.centroids().numbers()))));
  }

  static Codebook open(Path file) throws IOException {
    try (var arena = Arena.ofConfined()) {
      var content = AggregatedIndexFile.content(file, TEXT, FileCheck.EVERYTHING, arena);
      var sections = content.sections();
      var settings = settings(sections);
      long row = 4L * content.preamble().dimension();
      var bytes = sections.get("centroids");
      long words = bytes.byteSize() / row;
      if (words < 1 || words > settings.words() || bytes.byteSize() % row != 0) {
        throw sections.corrupt(
            "centroids", 0, "%d bytes are no 1 to %d words", bytes.byteSize(), settings.words());
      }
      var centroids =
          new Centroids(bytes.toArray(FLOAT), (int) words, content.preamble().dimension());
      return new Codebook(settings, centroids);
    }
  }

  private static AggregationSettings settings(Sections sections) throws CorruptFileException {
    long[] numbers = sections.longs("settings", 5);
    try {
      return new AggregationSettings(
          Math.toIntExact(numbers[0]),
          Math.toIntExact(numbers[1]),
          Double.longBitsToDouble(numbers[2]),
          Double.longBitsToDouble(numbers[3]),
          numbers[4]);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw sections.corrupt("settings", 0, "%s", String.valueOf(e.getMessage()));
    }
  }
}
