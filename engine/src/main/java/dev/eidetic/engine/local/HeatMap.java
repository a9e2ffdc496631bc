package dev.eidetic.engine.local;

import dev.eidetic.encode.ImageEncoder;
import dev.eidetic.encode.image.Pixels;
import dev.eidetic.vectors.Kernels;
import java.util.ArrayList;
import java.util.List;

/// Which regions of a picture look like another picture to an encoder: overlapping square windows,
/// each encoded alone and compared with the other picture's vector. Needs nothing of the encoder
/// but vectors, so that it works for all of them.
///
/// @param window side, in pixels of the picture
/// @param columns windows beside each other, evenly spread, at least 1, as `rows` below each other
/// @param cosines row by row
@SuppressWarnings("ArrayRecordComponent")
public record HeatMap(int width, int height, int window, int columns, int rows, float[] cosines) {

  /// Of the shorter side: small enough to tell regions apart, large enough to hold a thing.
  private static final double WINDOW = 0.4;

  private static final int STEPS_PER_WINDOW = 3;
  private static final int LEAST_WINDOW = 16;

  /// Long pictures get wider steps.
  private static final int MOST_WINDOWS = 16;

  /// Looks at some 36 windows of a square picture, up to 96 of a long one.
  ///
  /// @param sought a unit vector of the encoder's space
  public static HeatMap of(Pixels picture, float[] sought, ImageEncoder encoder) {
    int shorter = Math.min(picture.width(), picture.height());
    int window = Math.min(shorter, Math.max(LEAST_WINDOW, (int) Math.round(WINDOW * shorter)));
    int columns = windows(picture.width(), window);
    int rows = windows(picture.height(), window);
    var cosines = new float[columns * rows];
    var batch = new ArrayList<Pixels>();
    int done = 0;
    for (int i = 0; i < cosines.length; i++) {
      int left = start(i % columns, columns, picture.width() - window);
      int top = start(i / columns, rows, picture.height() - window);
      batch.add(picture.part(left, top, window, window));
      if (batch.size() == encoder.preferredBatch() || i == cosines.length - 1) {
        for (float[] vector : encoder.encode(List.copyOf(batch))) {
          cosines[done++] = Kernels.dot(vector, sought);
        }
        batch.clear();
      }
    }
    return new HeatMap(picture.width(), picture.height(), window, columns, rows, cosines);
  }

  private static int windows(int side, int window) {
    int steps = (int) Math.round(STEPS_PER_WINDOW * (double) (side - window) / window);
    return Math.clamp(steps + 1L, side > window ? 2 : 1, MOST_WINDOWS);
  }

  private static int start(int step, int steps, int room) {
    return steps == 1 ? 0 : (int) Math.round((double) step * room / (steps - 1));
  }

  /// The window that is most alike.
  public MatchedBox hottest() {
    int best = best();
    int left = start(best % columns, columns, width - window);
    int top = start(best / columns, rows, height - window);
    return new MatchedBox(left, top, left + window, top + window);
  }

  private int best() {
    int best = 0;
    for (int i = 1; i < cosines.length; i++) {
      best = cosines[i] > cosines[best] ? i : best;
    }
    return best;
  }

  /// The greatest cosine of a window.
  public float most() {
    return cosines[best()];
  }

  /// The least.
  public float least() {
    float least = cosines[0];
    for (float cosine : cosines) {
      least = Math.min(least, cosine);
    }
    return least;
  }

  /// The cosine at a place, bilinear between the windows' middles, beyond them as on the border.
  ///
  /// @param x share of the width, 0 to 1, as `y` is of the height
  double at(double x, double y) {
    double column = place(x * width, width, columns);
    double row = place(y * height, height, rows);
    int left = Math.min((int) column, Math.max(0, columns - 2));
    int top = Math.min((int) row, Math.max(0, rows - 2));
    int right = Math.min(left + 1, columns - 1);
    int bottom = Math.min(top + 1, rows - 1);
    double toRight = column - left;
    double down = row - top;
    double above =
        (1 - toRight) * cosines[top * columns + left] + toRight * cosines[top * columns + right];
    double below =
        (1 - toRight) * cosines[bottom * columns + left]
            + toRight * cosines[bottom * columns + right];
    return (1 - down) * above + down * below;
  }

  private double place(double pixel, int side, int steps) {
    return steps == 1
        ? 0
        : Math.clamp((pixel - window / 2.0) / (side - window) * (steps - 1), 0, steps - 1);
  }
}
