package dev.eidetic.evaluate.ranks;

import dev.eidetic.evaluate.file.MalformedFileException;
import dev.eidetic.evaluate.ranks.RankFormat.Orientation;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Gathers the rows of a text file, turns them if they are transposed, and checks the answers.
final class AnswerCollector {

  private static final long BYTES_PER_ENTRY = 12; // a growing row, the kept row, and the turned one

  private final Path file;
  private final RankFormat format;
  private final int[][] rows;
  private final long mostEntries;
  private final Map<String, Integer> galleryOrdinals;
  private final Map<String, Integer> queryOrdinals;
  private int[] row = new int[64];
  private int length;
  private int rowCount;
  private long entries;

  AnswerCollector(Path file, RankFormat format) throws MalformedFileException {
    this.file = file;
    this.format = format;
    this.rows = new int[transposed(format) ? format.gallerySize() : format.queries()][];
    this.mostEntries = Runtime.getRuntime().maxMemory() / 2 / BYTES_PER_ENTRY;
    this.galleryOrdinals = ordinals(file, "gallery", format.galleryNames());
    this.queryOrdinals = ordinals(file, "query", format.queryNames());
  }

  private static boolean transposed(RankFormat format) {
    return format.orientation() == Orientation.TRANSPOSED;
  }

  private static Map<String, Integer> ordinals(Path file, String kind, List<String> names)
      throws MalformedFileException {
    Map<String, Integer> ordinals = HashMap.newHashMap(names.size());
    for (String name : names) {
      if (ordinals.put(name, ordinals.size()) != null) {
        throw new MalformedFileException(
            file,
            "the %s list names \"%s\" twice, so an answer by name would be ambiguous; use ordinals",
            kind,
            name);
      }
    }
    return ordinals;
  }

  /// Adds an entry to the current row.
  void add(int ordinal) throws MalformedFileException {
    if (++entries > mostEntries) {
      throw new MalformedFileException(
          file,
          "it has more than %d entries, which is all that the heap (%d MB) can take as text; save it"
              + " as .npy, which is mapped, or raise -Xmx",
          mostEntries,
          Runtime.getRuntime().maxMemory() >> 20);
    }
    if (length == row.length) {
      row = Arrays.copyOf(row, length * 2);
    }
    row[length++] = ordinal;
  }

  /// Adds the entry of a name to the current row.
  void addName(String name) throws MalformedFileException {
    if (galleryOrdinals.isEmpty()) {
      throw new MalformedFileException(
          file, "it names images (\"%s\"); the gallery's list of names is needed to read it", name);
    }
    Integer ordinal = galleryOrdinals.get(name);
    if (ordinal == null) {
      throw new MalformedFileException(
          file,
          "answer %d names \"%s\", which is not in the gallery's list of %d images",
          rowCount,
          name,
          galleryOrdinals.size());
    }
    add(ordinal);
  }

  /// Ends the current row, which is the next one.
  void endRow() throws MalformedFileException {
    if (rowCount == rows.length) {
      throw new MalformedFileException(
          file,
          "it has more than %d rows; with one %s there are %d",
          rows.length,
          transposed(format) ? "column per query" : "row per query",
          rows.length);
    }
    rows[rowCount] = Arrays.copyOf(row, length);
    rowCount++;
    length = 0;
  }

  /// Ends the current row, which is the answer to a query given by name.
  void endRow(String queryName) throws MalformedFileException {
    if (transposed(format)) {
      throw new MalformedFileException(
          file, "its rows are answers by name; read it without \"transposed\"");
    }
    Integer query = queryOrdinals.get(queryName);
    if (query == null) {
      throw new MalformedFileException(
          file,
          "it answers query \"%s\", which is not in the list of %d queries",
          queryName,
          queryOrdinals.size());
    }
    if (rows[query] != null) {
      throw new MalformedFileException(file, "it answers query \"%s\" twice", queryName);
    }
    rows[query] = Arrays.copyOf(row, length);
    rowCount++;
    length = 0;
  }

  /// All answers, checked.
  ListedRanks finish() throws MalformedFileException {
    var answers = transposed(format) ? turned() : rows;
    if (!transposed(format) && rowCount != format.queries()) {
      throw new MalformedFileException(
          file, "it has %d answers; there are %d queries", rowCount, format.queries());
    }
    var check = new AnswerCheck(file, format.gallerySize());
    boolean complete = true;
    for (int query = 0; query < answers.length; query++) {
      for (int place = 0; place < answers[query].length; place++) {
        check.accept(query, place, answers[query][place]);
      }
      complete &= answers[query].length == format.gallerySize();
    }
    return new ListedRanks(answers, complete);
  }

  private int[][] turned() throws MalformedFileException {
    var answers = new int[format.queries()][rowCount];
    for (int place = 0; place < rowCount; place++) {
      if (rows[place].length != answers.length) {
        throw new MalformedFileException(
            file,
            "row %d has %d columns; with one column per query there are %d",
            place,
            rows[place].length,
            answers.length);
      }
      for (int query = 0; query < answers.length; query++) {
        answers[query][place] = rows[place][query];
      }
    }
    return answers;
  }
}
