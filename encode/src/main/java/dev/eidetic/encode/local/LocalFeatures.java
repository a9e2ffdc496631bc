package dev.eidetic.encode.local;

import static dev.eidetic.vectors.Preconditions.require;

/// Points of one picture and what it looks like around them. Immutable; holds the caller's arrays
/// without copying them.
public final class LocalFeatures {

  private final String kind;
  private final int width;
  private final int height;
  private final Keypoints points;
  private final Descriptors descriptors;

  /// @param kind as [FeatureExtractor#kind]
  /// @param width pixels, of the picture in which coordinates count, as `height`; at least 1
  /// @param points in no particular order
  /// @param descriptors one row per point
  public LocalFeatures(
      String kind, int width, int height, Keypoints points, Descriptors descriptors) {
    require(
        width >= 1 && height >= 1, "picture is %d x %d; sides must be at least 1", width, height);
    require(
        points.count() == descriptors.count(),
        "there are %d points and %d descriptors; each point needs one",
        points.count(),
        descriptors.count());
    this.kind = kind;
    this.width = width;
    this.height = height;
    this.points = points;
    this.descriptors = descriptors;
  }

  /// Of a picture in which nothing was found.
  public static LocalFeatures none(String kind, int width, int height) {
    return new LocalFeatures(
        kind, width, height, Keypoints.NONE, new Descriptors.Floats(new float[0], 0, 1));
  }

  public String kind() {
    return kind;
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  public int count() {
    return points.count();
  }

  public Keypoints points() {
    return points;
  }

  public Descriptors descriptors() {
    return descriptors;
  }
}
