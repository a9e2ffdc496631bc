package dev.eidetic.demo.render;

import java.util.Arrays;

/// What is known about a model in advance, for each small cube of the space around it: how far away
/// the model is at least, and which of its parts may be the nearest.
///
/// Rays cross most cubes by the first and work out distances only near surfaces, to the one or two
/// parts named by the second. There are two levels: blocks, and finer cells in the blocks near a
/// surface. Immutable; made once for a model.
final class Cells {

  /// Blocks across.
  private static final int BLOCKS = 16;

  /// Cells across a block.
  private static final int FINE = 4;

  /// Some distances grow a little faster than space does, such as those to a lathe's bends.
  private static final double SAFETY = 1.25;

  private final SignedDistance[] distances;
  private final Ball bounds;
  private final double half;
  private final double perUnit;

  /// By place: blocks first, then the cells of one fine block after the other.
  private float[] free;

  private int[] parts;

  /// By block: the place of its first cell, or the block's own where it has none.
  private final int[] first = new int[BLOCKS * BLOCKS * BLOCKS];

  /// @param distances to at most 31 parts
  /// @param bounds enclose them all
  Cells(SignedDistance[] distances, Ball bounds) {
    this.distances = distances;
    this.bounds = bounds;
    half = 1.2 * bounds.radius();
    perUnit = BLOCKS / (2 * half);
    free = new float[first.length * (1 + FINE * FINE * FINE)];
    parts = new int[free.length];
    int end = first.length;
    double far = 2.5 * Math.sqrt(3) * half / BLOCKS;
    for (int block = 0; block < first.length; block++) {
      fill(block, half / BLOCKS, center(block), (1 << distances.length) - 1);
      first[block] = block;
      if (free[block] < far) {
        first[block] = end;
        end += refine(block, end);
      }
    }
    free = Arrays.copyOf(free, end);
    parts = Arrays.copyOf(parts, end);
  }

  /// A distance in which there is nothing: quickly a smaller one far from the model, exact near it.
  double clearance(double x, double y, double z) {
    int place = place(x, y, z);
    double least = least(place, x, y, z);
    return least > 0.4 / (FINE * perUnit) ? least : distance(place, x, y, z);
  }

  /// A distance in which there is nothing, maybe negative.
  double least(int place, double x, double y, double z) {
    if (place >= 0) {
      return free[place];
    }
    Vec3 center = bounds.center();
    double dx = x - center.x();
    double dy = y - center.y();
    double dz = z - center.z();
    return Math.sqrt(dx * dx + dy * dy + dz * dz) - bounds.radius();
  }

  double distance(double x, double y, double z) {
    return distance(place(x, y, z), x, y, z);
  }

  double distance(int place, double x, double y, double z) {
    int rest = candidates(place);
    double nearest = distances[Integer.numberOfTrailingZeros(rest)].at(x, y, z);
    for (rest &= rest - 1; rest != 0; rest &= rest - 1) {
      nearest = Math.min(nearest, distances[Integer.numberOfTrailingZeros(rest)].at(x, y, z));
    }
    return nearest;
  }

  /// The number of the part nearest to a point.
  int nearestPart(double x, double y, double z) {
    int rest = candidates(place(x, y, z));
    int best = Integer.numberOfTrailingZeros(rest);
    double nearest = distances[best].at(x, y, z);
    for (rest &= rest - 1; rest != 0; rest &= rest - 1) {
      int part = Integer.numberOfTrailingZeros(rest);
      double distance = distances[part].at(x, y, z);
      if (distance < nearest) {
        nearest = distance;
        best = part;
      }
    }
    return best;
  }

  /// Where the tables hold what is known about a point, or -1 if it is outside.
  int place(double x, double y, double z) {
    double u = (x - bounds.center().x() + half) * perUnit;
    double v = (y - bounds.center().y() + half) * perUnit;
    double w = (z - bounds.center().z() + half) * perUnit;
    if (!(u >= 0 && v >= 0 && w >= 0 && u < BLOCKS && v < BLOCKS && w < BLOCKS)) {
      return -1;
    }
    int block = index((int) u, (int) v, (int) w, BLOCKS);
    int start = first[block];
    if (start == block) {
      return block;
    }
    int column = (int) (u * FINE) & (FINE - 1);
    int row = (int) (v * FINE) & (FINE - 1);
    return start + index(column, row, (int) (w * FINE) & (FINE - 1), FINE);
  }

  private int candidates(int place) {
    return place >= 0 ? parts[place] : (1 << distances.length) - 1;
  }

  private int refine(int block, int start) {
    int count = FINE * FINE * FINE;
    Vec3 center = center(block);
    for (int i = 0; i < count; i++) {
      double side = 2 * half / BLOCKS / FINE;
      fill(start + i, side / 2, center.plus(offset(i, FINE, side)), parts[block]);
    }
    return count;
  }

  private Vec3 center(int block) {
    return bounds.center().plus(offset(block, BLOCKS, 2 * half / BLOCKS));
  }

  /// From the middle of a cube of cubes to the middle of one of them.
  private static Vec3 offset(int index, int across, double side) {
    int row = index / across % across;
    int layer = index / (across * across);
    double middle = 0.5 * (across - 1);
    return new Vec3(
        (index % across - middle) * side, (row - middle) * side, (layer - middle) * side);
  }

  /// Fills one place of the tables.
  ///
  /// @param halfSide of its cube
  /// @param among parts of which one is the nearest anywhere in the cube
  private void fill(int place, double halfSide, Vec3 center, int among) {
    double reach = SAFETY * Math.sqrt(3) * halfSide;
    var found = new double[distances.length];
    double nearest = Double.MAX_VALUE;
    for (int rest = among; rest != 0; rest &= rest - 1) {
      int part = Integer.numberOfTrailingZeros(rest);
      found[part] = distances[part].at(center.x(), center.y(), center.z());
      nearest = Math.min(nearest, found[part]);
    }
    int kept = 0;
    for (int rest = among; rest != 0; rest &= rest - 1) {
      int part = Integer.numberOfTrailingZeros(rest);
      kept |= found[part] <= nearest + 2 * reach ? 1 << part : 0;
    }
    free[place] = (float) (nearest - reach);
    parts[place] = kept;
  }

  private static int index(int x, int y, int z, int across) {
    return (z * across + y) * across + x;
  }
}
