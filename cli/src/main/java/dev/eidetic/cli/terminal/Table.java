package dev.eidetic.cli.terminal;

import dev.eidetic.engine.sheet.VisibleText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Rows in aligned columns. Where the terminal is too narrow, the columns that may shrink do, from
/// their middle; a pipe gets everything. Whatever cells contain, they stay one line of visible
/// characters.
public final class Table {

  private static final String GAP = "  ";
  private static final int LEAST_SHRUNK = 12;

  private final List<Column> columns;
  private final List<List<String>> rows = new ArrayList<>();

  /// How a column is set.
  public enum Kind {
    /// To the left, as long as it is.
    TEXT,
    /// To the right.
    NUMBER,
    /// To the left, shortened where there is no room.
    SHRINKING
  }

  /// A column and its heading.
  public record Column(String title, Kind kind) {}

  public Table(List<Column> columns) {
    this.columns = List.copyOf(columns);
  }

  /// Adds a row of as many cells as there are columns.
  public void row(List<String> cells) {
    rows.add(cells.stream().map(VisibleText::of).toList());
  }

  /// Writes headings and rows.
  public void print(Terminal terminal) {
    int[] widths = widths();
    terminal.outputWidth().ifPresent(width -> shrink(widths, width));
    terminal.line(terminal.bold(format(columns.stream().map(Column::title).toList(), widths)));
    for (var row : rows) {
      terminal.line(format(row, widths));
    }
  }

  private int[] widths() {
    var widths = new int[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = DisplayWidth.of(columns.get(i).title);
      for (var row : rows) {
        widths[i] = Math.max(widths[i], DisplayWidth.of(row.get(i)));
      }
    }
    return widths;
  }

  /// Takes from the widest of the columns that may shrink until the row fits or all are short.
  private void shrink(int[] widths, int available) {
    int excess = Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1) - available;
    while (excess > 0) {
      int widest = -1;
      for (int i = 0; i < widths.length; i++) {
        boolean mayShrink = columns.get(i).kind == Kind.SHRINKING && widths[i] > LEAST_SHRUNK;
        if (mayShrink && (widest < 0 || widths[i] > widths[widest])) {
          widest = i;
        }
      }
      if (widest < 0) {
        return;
      }
      widths[widest]--;
      excess--;
    }
  }

  private String format(List<String> cells, int[] widths) {
    var line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = Formats.shorten(cells.get(i), Math.max(3, widths[i]));
      String padding = " ".repeat(Math.max(0, widths[i] - DisplayWidth.of(cell)));
      line.append(i == 0 ? "" : GAP);
      line.append(columns.get(i).kind == Kind.NUMBER ? padding + cell : cell + padding);
    }
    return line.toString().stripTrailing();
  }
}
