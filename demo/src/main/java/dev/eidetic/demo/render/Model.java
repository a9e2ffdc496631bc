package dev.eidetic.demo.render;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A thing to photograph: parts that stand on the floor `y = 0`, around the y axis.
public final class Model {

  private static final int MOST_PARTS = 31;

  private final Part[] parts;
  private final SignedDistance[] distances;
  private final Ball bounds;
  private @Nullable Cells cells;

  /// @throws IllegalArgumentException if there are no parts or more than 31
  public Model(List<Part> parts) {
    if (parts.isEmpty() || parts.size() > MOST_PARTS) {
      throw new IllegalArgumentException(
          "a model has %d parts; it needs at least 1 and at most %d"
              .formatted(parts.size(), MOST_PARTS));
    }
    this.parts = parts.toArray(Part[]::new);
    distances = parts.stream().map(part -> part.solid().distance()).toArray(SignedDistance[]::new);
    bounds = parts.stream().map(part -> part.solid().bounds()).reduce(Ball::with).orElseThrow();
  }

  public Ball bounds() {
    return bounds;
  }

  /// Made when first asked for: it takes longer than all else about a model.
  synchronized Cells cells() {
    if (cells == null) {
      cells = new Cells(distances, bounds);
    }
    return cells;
  }

  /// Number of parts.
  int size() {
    return parts.length;
  }

  Part part(int number) {
    return parts[number];
  }
}
