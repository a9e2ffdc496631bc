package dev.eidetic.index.hnsw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.index.Metric;
import dev.eidetic.index.core.VectorRows;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DiversityTest {

  @Test
  void passesOverWhatIsBehindALinkAlreadyChosen() {
    // On a line, seen from 0: 2 lies behind 1, -1.5 on the other side.
    try (var rows = rows(new float[][] {{1}, {-1.5f}, {2}})) {
      int[] ordinals = {0, 1, 2};
      int chosen = diversity(rows).choose(ordinals, new float[] {-1, -2.25f, -4}, 3, 3);
      assertThat(Arrays.copyOf(ordinals, chosen)).containsExactly(0, 1);
    }
  }

  @Test
  void keepsEverySecondOfEightPointsOnACircle() {
    // Seen from the middle of a circle of radius 1: neighbours are 0.77 apart, every second 1.41.
    var points = new float[8][];
    Arrays.setAll(
        points,
        i -> new float[] {(float) Math.cos(i * Math.PI / 4), (float) Math.sin(i * Math.PI / 4)});
    try (var rows = rows(points)) {
      int[] ordinals = {0, 1, 2, 3, 4, 5, 6, 7};
      float[] nearness = {-1, -1, -1, -1, -1, -1, -1, -1};
      int chosen = diversity(rows).choose(ordinals, nearness, 8, 8);
      assertThat(Arrays.copyOf(ordinals, chosen)).containsExactly(0, 2, 4, 6);
    }
  }

  @Test
  void choosesNoMoreThanThereIsRoomFor() {
    try (var rows = rows(new float[][] {{1, 0}, {0, 1}, {-1, 0}, {0, -1}})) {
      int[] ordinals = {0, 1, 2, 3};
      assertThat(diversity(rows).choose(ordinals, new float[] {-1, -1, -1, -1}, 4, 3)).isEqualTo(3);
    }
  }

  @Test
  void takesAllWhenThereAreFewerThanRoom() {
    try (var rows = rows(new float[][] {{1}, {2}})) {
      int[] ordinals = {0, 1};
      assertThat(diversity(rows).choose(ordinals, new float[] {-1, -4}, 2, 3)).isEqualTo(2);
    }
  }

  private static Diversity diversity(VectorRows rows) {
    var levels = new Levels(1, 2);
    return new Diversity(
        new Graph(rows, Metric.EUCLIDEAN, levels, Links.empty(levels), Graph.NOWHERE));
  }

  private static VectorRows rows(float[][] vectors) {
    var rows = VectorRows.empty(vectors[0].length);
    for (int i = 0; i < vectors.length; i++) {
      rows.put(i, vectors[i], 0);
    }
    return rows;
  }
}
