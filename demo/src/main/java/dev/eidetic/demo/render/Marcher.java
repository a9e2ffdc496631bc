package dev.eidetic.demo.render;

/// Walks rays through a model: what they hit, how much light gets past.
record Marcher(Model model) {

  /// A hundredth of a pixel's width at the usual distances and sizes would be finer than needed.
  private static final double TOUCH = 0.0012;

  private static final int STEPS = 80;
  private static final int SHADOW_STEPS = 26;

  /// How far a cone can go along a ray before it may meet the model, or -1 if it never does.
  ///
  /// @param width of the cone: tangent of half its angle
  double begin(Vec3 origin, Vec3 direction, double width) {
    Ball ball = model.bounds();
    double middle = ball.middle(origin, direction);
    double end = middle + ball.radius();
    double t = Math.max(0, middle - ball.radius() * 1.1);
    t *= 0.97;
    while (t < end * 1.03) {
      double free = model.distance(origin.along(direction, t)) - width * t;
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
    Ball ball = model.bounds();
    double middle = ball.middle(origin, direction);
    double half = ball.halfChord(origin, direction, middle);
    if (half < 0 || middle + half <= 0) {
      return -1;
    }
    double t = Math.max(start, middle - half);
    double end = middle + half;
    double distance = 0;
    for (int i = 0; i < STEPS && t < end; i++) {
      distance =
          model.distance(
              origin.x() + t * direction.x(),
              origin.y() + t * direction.y(),
              origin.z() + t * direction.z());
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
    Ball ball = model.bounds();
    ball = ball.grownBy(2.4 * ball.radius() / hardness);
    double middle = ball.middle(from, direction);
    double half = ball.halfChord(from, direction, middle);
    if (half < 0 || middle + half <= 0) {
      return 1;
    }
    double t = Math.max(0.015, middle - half);
    double end = middle + half;
    double open = 1;
    for (int i = 0; i < SHADOW_STEPS && t < end; i++) {
      double distance =
          model.distance(
              from.x() + t * direction.x(),
              from.y() + t * direction.y(),
              from.z() + t * direction.z());
      open = Math.min(open, hardness * distance / t);
      if (open < 0.004) {
        return 0;
      }
      t += Math.clamp(distance, 0.022, 0.5);
    }
    return open * open * (3 - 2 * open);
  }

  /// Share of the room's light that reaches a point past the model and the floor.
  ///
  /// @param reach how far away things still darken
  double openness(Vec3 p, Vec3 normal, double reach) {
    Ball ball = model.bounds();
    double toBall = p.minus(ball.center()).length() - ball.radius();
    boolean nearFloor = p.y() < reach && normal.y() < 0.99;
    if (toBall > reach && !nearFloor) {
      return 1;
    }
    double shut = 0;
    double weight = 1;
    for (int i = 1; i <= 4; i++) {
      double height = reach * i * i / 16;
      Vec3 sample = p.along(normal, height);
      double distance = model.distance(sample);
      if (nearFloor) {
        distance = Math.min(distance, sample.y());
      }
      shut += weight * Math.max(0, height - distance) / height;
      weight *= 0.75;
    }
    return Math.clamp(1 - 0.42 * shut, 0.0, 1.0);
  }
}
