package dev.eidetic.evaluate.ranks;

import dev.eidetic.evaluate.file.MalformedFileException;
import dev.eidetic.evaluate.file.MappedBytes;
import dev.eidetic.evaluate.file.NumberType;
import dev.eidetic.evaluate.file.NumpyHeader;
import dev.eidetic.evaluate.ranks.RankFormat.Orientation;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/// Rankings in a mapped file of whole numbers.
final class MappedRanks implements RankFile {

  private static final Pattern RAW_NAME =
      Pattern.compile(".*_u(16|32)le_([0-9]{1,9})x([0-9]{1,10})\\.bin");

  private final MappedBytes mapped;
  private final NumberType type;
  private final int queries;
  private final int entries;
  private final boolean complete;
  private final long dataOffset;

  /// From one answer to the next, in numbers.
  private final long answerStride;

  /// From one entry of an answer to the next, in numbers.
  private final long entryStride;

  private MappedRanks(MappedBytes mapped, RankFormat format, NumpyHeader header)
      throws MalformedFileException {
    boolean transposed = format.orientation() == Orientation.TRANSPOSED;
    requireShape(mapped.file(), format, header);
    this.mapped = mapped;
    this.type = header.type();
    this.queries = format.queries();
    this.entries = (int) (transposed ? header.rows() : header.columns());
    this.complete = entries == format.gallerySize();
    this.dataOffset = header.dataOffset();
    boolean answersTogether = transposed == header.columnsFirst();
    this.answerStride = answersTogether ? entries : 1;
    this.entryStride = answersTogether ? 1 : queries;
    checkAnswers(format.gallerySize());
  }

  static MappedRanks openNumpy(Path file, RankFormat format) throws IOException {
    var mapped = MappedBytes.open(file);
    try {
      var header = NumpyHeader.read(file, mapped.bytes());
      if (!header.type().whole()) {
        throw new MalformedFileException(
            file,
            "its numbers are of type %s; ranks are whole: are these scores? sort them first"
                + " (argsort)",
            header.type());
      }
      return new MappedRanks(mapped, format, oneAxisAsOneAnswer(header, format));
    } catch (IOException | RuntimeException e) {
      mapped.close();
      throw e;
    }
  }

  private static NumpyHeader oneAxisAsOneAnswer(NumpyHeader header, RankFormat format) {
    boolean turn = header.axes() == 1 && format.orientation() == Orientation.QUERIES_IN_ROWS;
    return turn
        ? new NumpyHeader(
            header.type(), header.columnsFirst(), 1, header.rows(), 2, header.dataOffset())
        : header;
  }

  static MappedRanks openRaw(Path file, RankFormat format) throws IOException {
    var name = RAW_NAME.matcher(file.toString().toLowerCase(Locale.ROOT));
    if (!name.matches()) {
      throw new MalformedFileException(
          file,
          "a raw file's name must end with its layout, _u16le_ROWSxCOLUMNS.bin or"
              + " _u32le_ROWSxCOLUMNS.bin");
    }
    int bytes = Integer.parseInt(name.group(1)) / 8;
    long rows = Long.parseLong(name.group(2));
    long columns = Long.parseLong(name.group(3));
    var mapped = MappedBytes.open(file);
    try {
      if (mapped.size() / bytes / Math.max(1, columns) != rows
          || mapped.size() != rows * columns * bytes) {
        throw new MalformedFileException(
            file,
            "it has %d bytes; its name promises %d x %d numbers of %d bytes: truncated?",
            mapped.size(),
            rows,
            columns,
            bytes);
      }
      var type = new NumberType(NumberType.Kind.UNSIGNED, bytes, ByteOrder.LITTLE_ENDIAN);
      return new MappedRanks(mapped, format, new NumpyHeader(type, false, rows, columns, 2, 0));
    } catch (IOException | RuntimeException e) {
      mapped.close();
      throw e;
    }
  }

  private static void requireShape(Path file, RankFormat format, NumpyHeader header)
      throws MalformedFileException {
    boolean transposed = format.orientation() == Orientation.TRANSPOSED;
    long answers = transposed ? header.columns() : header.rows();
    long entries = transposed ? header.rows() : header.columns();
    if (answers != format.queries()) {
      boolean swapped = entries == format.queries();
      throw new MalformedFileException(
          file,
          "it is %d x %d, with one %s per query; there are %d queries%s",
          header.rows(),
          header.columns(),
          transposed ? "column" : "row",
          format.queries(),
          swapped
              ? transposed
                  ? ": its rows are the queries, read it without \"transposed\""
                  : ": its columns are the queries (as in revisitop), read it as \"transposed\""
              : "");
    }
    if (entries > format.gallerySize()) {
      throw new MalformedFileException(
          file,
          "its answers have %d entries; the gallery has only %d images",
          entries,
          format.gallerySize());
    }
  }

  private void checkAnswers(int gallerySize) throws MalformedFileException {
    var check = new AnswerCheck(mapped.file(), gallerySize);
    for (int query = 0; query < queries; query++) {
      for (int place = 0; place < entries; place++) {
        check.accept(query, place, entry(query, place));
      }
    }
  }

  private long entry(int query, int place) {
    long ordinal = query * answerStride + place * entryStride;
    return type.wholeAt(mapped.bytes(), dataOffset + ordinal * type.bytes());
  }

  @Override
  public int queries() {
    return queries;
  }

  @Override
  public int[] ranked(int query) {
    var answer = new int[entries];
    for (int place = 0; place < entries; place++) {
      answer[place] = (int) entry(query, place);
    }
    return answer;
  }

  @Override
  public boolean complete() {
    return complete;
  }

  @Override
  public void close() {
    mapped.close();
  }
}
