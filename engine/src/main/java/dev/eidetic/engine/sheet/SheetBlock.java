package dev.eidetic.engine.sheet;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.encode.image.Pixels;
import java.util.List;

/// What a section shows beside searches. All drawings but pictures are vector graphics without
/// scripts.
public sealed interface SheetBlock {

  /// Rows under headings; the first column names the row.
  ///
  /// @param rows each as long as `columns`
  record Table(List<String> columns, List<List<String>> rows) implements SheetBlock {

    public Table {
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
      for (var row : rows) {
        require(
            row.size() == columns.size(),
            "a row has %d cells; there are %d columns",
            row.size(),
            columns.size());
      }
    }
  }

  /// A picture at full width.
  ///
  /// @param title what it shows
  record Picture(String title, Pixels pixels) implements SheetBlock {}

  /// Curves over a common axis; upwards from 0 to 1.
  ///
  /// @param across what the horizontal axis is
  /// @param from its left end
  /// @param to its right end, greater than `from`
  record Curves(String title, String across, double from, double to, List<Curve> curves)
      implements SheetBlock {

    public Curves {
      require(from < to, "axis runs from %s to %s; it must ascend", from, to);
      curves = List.copyOf(curves);
    }
  }

  /// One curve, in a colour by its place in the list. The arrays must not change.
  ///
  /// @param x ascending
  /// @param y from 0 to 1, as many as `x`
  record Curve(String name, double[] x, double[] y) {

    public Curve {
      require(x.length == y.length, "a curve has %d x and %d y", x.length, y.length);
    }
  }

  /// Points on a square, coloured by group.
  record PointMap(String title, List<PointGroup> groups) implements SheetBlock {

    public PointMap {
      groups = List.copyOf(groups);
    }
  }

  /// Points of one colour. The arrays must not change.
  ///
  /// @param isRest true for what has no colour of its own
  /// @param x from 0 to 1
  /// @param y from 0 to 1, as many as `x`
  record PointGroup(String name, boolean isRest, float[] x, float[] y) {

    public PointGroup {
      require(x.length == y.length, "a group has %d x and %d y", x.length, y.length);
    }
  }
}
