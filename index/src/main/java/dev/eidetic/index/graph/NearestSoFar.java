package dev.eidetic.index.graph;

import java.util.Arrays;

/// How far a walk still has to look: a candidate whose estimate exceeds the distance of the last
/// hit that is wanted by more than a share cannot be of much use. Ends easy searches early and hard
/// ones late, where a beam of fixed size treats all alike. Source: Al-Jazzazi et al., Distance
/// adaptive beam search, 2025, <https://arxiv.org/abs/2505.15636>.
final class NearestSoFar {

  private float[] distances = {};
  private int wanted;
  private float factor;

  /// @param wanted hits, or 0 if the walk has no limit
  /// @param slack share by which squared distances may exceed that of the last hit wanted
  void begin(int wanted, float slack) {
    this.wanted = wanted;
    factor = 1 + slack;
    if (distances.length < wanted) {
      distances = new float[wanted];
    }
    Arrays.fill(distances, 0, wanted, Float.POSITIVE_INFINITY);
  }

  /// What an estimate must not exceed.
  float limit() {
    return wanted == 0 ? Float.POSITIVE_INFINITY : factor * distances[wanted - 1];
  }

  /// @param distance exact and squared, of a visited node
  void add(float distance) {
    if (wanted == 0 || !(distance < distances[wanted - 1])) {
      return;
    }
    int place = wanted - 1;
    for (; place > 0 && distances[place - 1] > distance; place--) {
      distances[place] = distances[place - 1];
    }
    distances[place] = distance;
  }
}
