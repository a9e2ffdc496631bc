package dev.eidetic.demo.render;

/// Chooses the cut-out of a picture, as a photographer steps closer until the thing fills it.
public final class Framing {

  private static final int GRID = 44;

  private Framing() {}

  /// Zooms and shifts a camera so that the silhouette of the model fills a given share.
  ///
  /// @param camera sees all of the model
  /// @param fill width or height of the silhouette, whichever is larger, as share of the picture's
  /// @param offsetU where its middle goes, -1 to 1
  public static Camera fit(
      Model model, Camera camera, double fill, double offsetU, double offsetV) {
    var seen = silhouette(model, camera, GRID);
    int left = GRID;
    int rightmost = -1;
    int bottom = GRID;
    int top = -1;
    int area = 0;
    for (int i = 0; i < seen.length; i++) {
      if (seen[i]) {
        left = Math.min(left, i % GRID);
        rightmost = Math.max(rightmost, i % GRID);
        bottom = Math.min(bottom, i / GRID);
        top = Math.max(top, i / GRID);
        area++;
      }
    }
    if (area == 0) {
      return camera;
    }
    double width = rightmost - left + 2.0;
    double height = top - bottom + 2.0;
    double side = Math.max(width, height);
    double slender = Noise.step(0.42, 0.2, area / (side * side));
    double share = Math.min(0.86, fill + 0.12 * slender);
    double zoom = camera.zoom() * side / GRID / share;
    double middleU = (left + rightmost + 1.0) / GRID - 1;
    double middleV = (bottom + top + 1.0) / GRID - 1;
    double spareU = 1 - width / side * share;
    double spareV = 1 - height / side * share;
    return camera.framed(
        middleU * camera.zoom() - Math.clamp(offsetU, -0.6 * spareU, 0.6 * spareU) * zoom,
        middleV * camera.zoom() - Math.clamp(offsetV, -0.6 * spareV, 0.6 * spareV) * zoom,
        zoom);
  }

  /// Which pixels show the model, row by row from the bottom.
  public static boolean[] silhouette(Model model, Camera camera, int size) {
    var marcher = new Marcher(model);
    var rays = camera.rays();
    var seen = new boolean[size * size];
    for (int i = 0; i < seen.length; i++) {
      double u = (2 * (i % size) + 1.0) / size - 1;
      double v = (2 * (i / size) + 1.0) / size - 1;
      seen[i] = marcher.hit(rays.origin(), rays.direction(u, v)) >= 0;
    }
    return seen;
  }
}
