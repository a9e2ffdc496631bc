package dev.eidetic.demo.render;

/// Distance from a point to the surface of a solid: negative inside, never too large outside.
@FunctionalInterface
public interface SignedDistance {

  double at(double x, double y, double z);
}
