package dev.eidetic.encode.pooling;

import java.util.ArrayList;
import java.util.List;

/// The regions of R-MAC: the whole map, then at level `l` squares of side `2 * min(w, h) / (l +
/// 1)`, `l` along the shorter side and as many more along the longer as bring the overlap of
/// neighbours closest to 40 %.
///
/// Sides and positions are rounded down. At level 1 of a square map the one region is the whole map
/// again and counts twice, as in the authors' code.
public final class RegionGrid {

  /// Added to a region's norm, so that an empty one stays empty.
  public static final double NORM_FLOOR = 1e-6;

  private static final double WANTED_OVERLAP = 0.4;
  private static final int MIN_STEPS = 2;
  private static final int MAX_STEPS = 7;

  private RegionGrid() {}

  /// A rectangle of places.
  public record Region(int left, int top, int width, int height) {}

  /// The regions of a map.
  ///
  /// @param levels of squares, at least 1
  public static List<Region> of(int width, int height, int levels) {
    var regions = new ArrayList<Region>();
    regions.add(new Region(0, 0, width, height));
    int extra = extraRegions(width, height);
    for (int level = 1; level <= levels; level++) {
      int side = 2 * Math.min(width, height) / (level + 1);
      if (side == 0) {
        continue;
      }
      int[] columns = positions(width, side, level + (width > height ? extra : 0));
      int[] rows = positions(height, side, level + (height > width ? extra : 0));
      for (int top : rows) {
        for (int left : columns) {
          regions.add(new Region(left, top, side, side));
        }
      }
    }
    return regions;
  }

  /// How many more regions lie along the longer side than along the shorter.
  private static int extraRegions(int width, int height) {
    int shorter = Math.min(width, height);
    int longer = Math.max(width, height);
    if (shorter == longer) {
      return 0;
    }
    int best = MIN_STEPS;
    double bestDistance = Double.POSITIVE_INFINITY;
    for (int steps = MIN_STEPS; steps <= MAX_STEPS; steps++) {
      double stride = (double) (longer - shorter) / (steps - 1);
      double overlap = (shorter - stride) / shorter;
      double distance = Math.abs(overlap - WANTED_OVERLAP);
      if (distance < bestDistance) {
        best = steps;
        bestDistance = distance;
      }
    }
    return best - 1;
  }

  private static int[] positions(int length, int side, int count) {
    var positions = new int[count];
    for (int i = 1; i < count; i++) {
      positions[i] = (int) ((double) (length - side) / (count - 1) * i);
    }
    return positions;
  }

  /// The greatest activation per channel within a region; NaN wins.
  static float[] maxima(float[] output, int offset, int[] shape, Region region) {
    var maxima = new float[shape[0]];
    for (int channel = 0; channel < maxima.length; channel++) {
      float best = Float.NEGATIVE_INFINITY;
      for (int y = region.top(); y < region.top() + region.height(); y++) {
        int row = offset + (channel * shape[1] + y) * shape[2];
        for (int x = region.left(); x < region.left() + region.width(); x++) {
          best = Math.max(best, output[row + x]);
        }
      }
      maxima[channel] = best;
    }
    return maxima;
  }
}
