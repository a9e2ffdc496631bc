package dev.eidetic.evaluate.ranks;

import dev.eidetic.evaluate.file.TextTable;
import dev.eidetic.evaluate.ranks.RankFormat.Entries;
import java.io.IOException;
import java.nio.file.Path;

/// Rankings as lines of ordinals or names, one line per query in order; or as submissions to the
/// Google Landmarks challenges are: a header `id,images`, then a query's name and its images,
/// separated by blanks.
final class CsvRanks {

  private final Path file;
  private final RankFormat format;
  private final AnswerCollector answers;

  CsvRanks(Path file, RankFormat format) throws IOException {
    this.file = file;
    this.format = format;
    this.answers = new AnswerCollector(file, format);
  }

  private static final class Shape {
    boolean first = true;
    boolean submission;
  }

  RankFile read() throws IOException {
    var shape = new Shape();
    new TextTable(file, ',', 0, false)
        .forEach(
            row -> {
              if (shape.first && row.size() == 2 && row.cell(0).equals("id")) {
                shape.submission = row.cell(1).equals("images");
              } else if (shape.submission) {
                readSubmission(row);
              } else {
                readLine(row);
              }
              shape.first = false;
            });
    return answers.finish();
  }

  private void readSubmission(TextTable.Row row) throws IOException {
    String images = row.cell(1);
    if (!images.isBlank()) {
      for (String name : images.strip().split("\\s+", -1)) {
        answers.addName(name);
      }
    }
    answers.endRow(row.cell(0));
  }

  private void readLine(TextTable.Row row) throws IOException {
    for (int i = 0; i < row.size(); i++) {
      if (format.entries() == Entries.NAMES) {
        answers.addName(row.cell(i));
      } else {
        answers.add(ordinal(row, row.cell(i)));
      }
    }
    answers.endRow();
  }

  private static int ordinal(TextTable.Row row, String cell) throws IOException {
    try {
      return Integer.parseInt(cell);
    } catch (NumberFormatException e) {
      throw row.refuse(
              "\"%s\" is no ordinal of at most 32 bits; leave headers out, and say so if images are"
                  + " given by name",
              cell)
          .causedBy(e);
    }
  }
}
