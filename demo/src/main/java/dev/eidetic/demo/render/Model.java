package dev.eidetic.demo.render;

import java.util.List;

/// A thing to photograph: parts that stand on the floor `y = 0`, around the y axis.
public final class Model {

  private final Part[] parts;
  private final SignedDistance[] distances;
  private final double[] balls; // x, y, z and radius of each part's ball
  private final Ball bounds;

  /// @throws IllegalArgumentException if there are no parts
  public Model(List<Part> parts) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a model has 0 parts; it needs at least 1");
    }
    this.parts = parts.toArray(Part[]::new);
    distances = new SignedDistance[this.parts.length];
    balls = new double[4 * this.parts.length];
    Ball all = this.parts[0].solid().bounds();
    for (int i = 0; i < distances.length; i++) {
      distances[i] = this.parts[i].solid().distance();
      Ball ball = this.parts[i].solid().bounds();
      balls[4 * i] = ball.center().x();
      balls[4 * i + 1] = ball.center().y();
      balls[4 * i + 2] = ball.center().z();
      balls[4 * i + 3] = ball.radius();
      all = all.with(ball);
    }
    bounds = all;
  }

  public Ball bounds() {
    return bounds;
  }

  double distance(double x, double y, double z) {
    double nearest = distances[0].at(x, y, z);
    for (int i = 1; i < distances.length; i++) {
      if (mayBeNearer(i, nearest, x, y, z)) {
        nearest = Math.min(nearest, distances[i].at(x, y, z));
      }
    }
    return nearest;
  }

  double distance(Vec3 p) {
    return distance(p.x(), p.y(), p.z());
  }

  Part partAt(Vec3 p) {
    int best = 0;
    double nearest = distances[0].at(p.x(), p.y(), p.z());
    for (int i = 1; i < distances.length; i++) {
      if (mayBeNearer(i, nearest, p.x(), p.y(), p.z())) {
        double distance = distances[i].at(p.x(), p.y(), p.z());
        if (distance < nearest) {
          nearest = distance;
          best = i;
        }
      }
    }
    return parts[best];
  }

  /// Direction in which the distance grows, from four samples at the corners of a tetrahedron.
  Vec3 normal(Vec3 p, double step) {
    double a = distance(p.x() + step, p.y() - step, p.z() - step);
    double b = distance(p.x() - step, p.y() - step, p.z() + step);
    double c = distance(p.x() - step, p.y() + step, p.z() - step);
    double d = distance(p.x() + step, p.y() + step, p.z() + step);
    var slope = new Vec3(a - b - c + d, c + d - a - b, b + d - a - c);
    double length = slope.length();
    return length == 0 ? new Vec3(0, 1, 0) : slope.times(1 / length);
  }

  /// Whether part `i` can be nearer than `nearest`, by its ball.
  private boolean mayBeNearer(int i, double nearest, double x, double y, double z) {
    double dx = x - balls[4 * i];
    double dy = y - balls[4 * i + 1];
    double dz = z - balls[4 * i + 2];
    double reach = Math.max(0, nearest) + balls[4 * i + 3];
    return dx * dx + dy * dy + dz * dz < reach * reach;
  }
}
