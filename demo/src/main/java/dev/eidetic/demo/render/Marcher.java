package dev.eidetic.demo.render;

/// Walks rays through a model: what they hit, how much light gets past.
final class Marcher {

  /// About a quarter of a pixel's width at the usual distances and sizes.
  private static final double TOUCH = 0.002;

  private static final double CONTACT = 0.045;

  private static final int STEPS = 120;
  private static final int SHADOW_STEPS = 40;

  private final Model model;
  private final Cells cells;
  private final Ball bounds;

  Marcher(Model model) {
    this.model = model;
    cells = model.cells();
    bounds = model.bounds();
  }

  /// How far a cone can go along a ray before it may meet the model, or -1 if it never does.
  ///
  /// @param width of the cone: tangent of half its angle
  /// @param start so far the cone is known to be free
  double begin(Vec3 origin, Vec3 direction, double width, double start) {
    double middle = bounds.middle(origin, direction);
    double end = middle + bounds.radius();
    double t = Math.max(start, 0.97 * (middle - bounds.radius() * 1.1));
    while (t < end * 1.03) {
      double free = clearance(origin, direction, t) - width * t;
      if (free < TOUCH) {
        return t * (1 - width);
      }
      t += free / (1 + width);
    }
    return -1;
  }

  /// How far along the ray the model is hit, or -1.
  double hit(Vec3 origin, Vec3 direction) {
    return hit(origin, direction, 0);
  }

  /// @param start so far the ray is known to be free
  double hit(Vec3 origin, Vec3 direction, double start) {
    double middle = bounds.middle(origin, direction);
    double half = bounds.halfChord(origin, direction, middle);
    if (half < 0 || middle + half <= 0) {
      return -1;
    }
    double t = Math.max(start, middle - half);
    double end = middle + half;
    double distance = 0;
    for (int i = 0; i < STEPS && t < end; i++) {
      distance = clearance(origin, direction, t);
      if (distance < TOUCH) {
        return t;
      }
      t += distance;
    }
    return t < end && distance < 6 * TOUCH ? t : -1;
  }

  /// Share of a light that reaches a point: 0 in the umbra, 1 in the open.
  ///
  /// @param hardness the narrowest cone around the ray that must be free, as 1 / tangent
  double light(Vec3 from, Vec3 direction, double hardness) {
    Ball ball = bounds.grownBy(2.4 * bounds.radius() / hardness);
    double middle = ball.middle(from, direction);
    double half = ball.halfChord(from, direction, middle);
    if (half < 0 || middle + half <= 0) {
      return 1;
    }
    double t = Math.max(0.015, middle - half);
    double end = middle + half;
    double open = 1;
    for (int i = 0; i < SHADOW_STEPS && t < end; i++) {
      double x = from.x() + t * direction.x();
      double y = from.y() + t * direction.y();
      double z = from.z() + t * direction.z();
      int place = cells.place(x, y, z);
      double distance = cells.least(place, x, y, z);
      if (hardness * distance < open * t) {
        distance = cells.distance(place, x, y, z);
        open = Math.min(open, hardness * distance / t);
        if (open < 0.004) {
          return 0;
        }
      }
      t += Math.clamp(distance, 0.022, 0.5);
    }
    return open * open * (3 - 2 * open);
  }

  /// Share of the room's light that reaches a point past the model and the floor.
  ///
  /// @param reach how far away things still darken
  double openness(Vec3 p, Vec3 normal, double reach) {
    double toBall = p.minus(bounds.center()).length() - bounds.radius();
    boolean nearFloor = p.y() < reach && normal.y() < 0.99;
    if (toBall > reach && !nearFloor) {
      return 1;
    }
    double shut = 0;
    double weight = 1;
    for (int i = 1; i <= 4; i++) {
      double height = reach * i * i / 16;
      Vec3 sample = p.along(normal, height);
      int place = cells.place(sample.x(), sample.y(), sample.z());
      double distance = cells.least(place, sample.x(), sample.y(), sample.z());
      if (distance < height) {
        distance = cells.distance(place, sample.x(), sample.y(), sample.z());
      }
      if (nearFloor) {
        distance = Math.min(distance, sample.y());
      }
      shut += weight * Math.max(0, height - distance) / height;
      weight *= 0.75;
    }
    return Math.clamp(1 - 0.42 * shut, 0.0, 1.0);
  }

  /// Whether the model is within a few pixels' width.
  boolean isNear(Vec3 p) {
    int place = cells.place(p.x(), p.y(), p.z());
    return cells.least(place, p.x(), p.y(), p.z()) < CONTACT
        && cells.distance(place, p.x(), p.y(), p.z()) < CONTACT;
  }

  /// Direction in which the distance grows, from four samples at the corners of a tetrahedron.
  Vec3 normal(Vec3 p, double step) {
    double a = cells.distance(p.x() + step, p.y() - step, p.z() - step);
    double b = cells.distance(p.x() - step, p.y() - step, p.z() + step);
    double c = cells.distance(p.x() - step, p.y() + step, p.z() - step);
    double d = cells.distance(p.x() + step, p.y() + step, p.z() + step);
    var slope = new Vec3(a - b - c + d, c + d - a - b, b + d - a - c);
    double length = slope.length();
    return length == 0 ? new Vec3(0, 1, 0) : slope.times(1 / length);
  }

  /// What the model is made of at a point of its surface.
  Surface surface(Vec3 p) {
    return model.part(cells.nearestPart(p.x(), p.y(), p.z())).surface();
  }

  private double clearance(Vec3 origin, Vec3 direction, double t) {
    return cells.clearance(
        origin.x() + t * direction.x(),
        origin.y() + t * direction.y(),
        origin.z() + t * direction.z());
  }
}
