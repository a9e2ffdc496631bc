package dev.eidetic.train.sampling;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// Random orders.
final class Draws {

  private Draws() {}

  static SplittableRandom random(long seed, int epoch) {
    return new SplittableRandom(seed * 0x9e3779b97f4a7c15L + epoch);
  }

  static int[] shuffled(int count, SplittableRandom random) {
    var order = new int[count];
    for (int i = 0; i < count; i++) {
      order[i] = i;
    }
    shuffle(order, random);
    return order;
  }

  static void shuffle(int[] order, SplittableRandom random) {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
  }

  /// Images by label, labels ascending.
  static List<int[]> members(int[] labels) {
    var members = new TreeMap<Integer, List<Integer>>();
    for (int i = 0; i < labels.length; i++) {
      members.computeIfAbsent(labels[i], _ -> new ArrayList<>()).add(i);
    }
    return members.values().stream()
        .map(own -> own.stream().mapToInt(Integer::intValue).toArray())
        .toList();
  }
}
