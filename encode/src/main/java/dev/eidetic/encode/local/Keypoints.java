package dev.eidetic.encode.local;

import static dev.eidetic.vectors.Preconditions.require;

/// Where features lie. Immutable; holds the caller's arrays without copying them.
public final class Keypoints {

  static final Keypoints NONE =
      new Keypoints(new float[0], new float[0], new float[0], new float[0]);

  private final float[] x;
  private final float[] y;
  private final float[] sizes;
  private final float[] angles;

  /// @param x pixels from the left edge, the centre of the first pixel being 0
  /// @param y pixels from the upper edge
  /// @param sizes pixels across; 0 where the extractor knows none
  /// @param angles radians, clockwise as pictures are seen; 0 where the extractor knows none
  public Keypoints(float[] x, float[] y, float[] sizes, float[] angles) {
    require(
        x.length == y.length && x.length == sizes.length && x.length == angles.length,
        "points have %d x, %d y, %d sizes and %d angles; they must agree",
        x.length,
        y.length,
        sizes.length,
        angles.length);
    this.x = x;
    this.y = y;
    this.sizes = sizes;
    this.angles = angles;
  }

  public int count() {
    return x.length;
  }

  public float x(int point) {
    return x[point];
  }

  public float y(int point) {
    return y[point];
  }

  public float size(int point) {
    return sizes[point];
  }

  public float angleRadians(int point) {
    return angles[point];
  }
}
