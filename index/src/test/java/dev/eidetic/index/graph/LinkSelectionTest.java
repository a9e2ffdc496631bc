package dev.eidetic.index.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.index.Metric;
import dev.eidetic.index.NumberFormat;
import dev.eidetic.vectors.VectorSource;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LinkSelectionTest {

  /// Selects from nodes 1 and up for node 0.
  private static int[] selected(int degree, float[]... points) {
    var source = VectorSource.of(points);
    var traits = GraphTraits.of(source, Metric.EUCLIDEAN, NumberFormat.FLOAT32);
    try (var graph = Graph.empty(traits, 32, 1, points.length)) {
      var nodes = graph.nodes();
      var selection = new LinkSelection(2);
      selection.begin(0);
      for (int i = 0; i < points.length; i++) {
        nodes.put(i, points[i].clone());
        float x = points[i][0] - points[0][0];
        float y = points[i][1] - points[0][1];
        selection.add(i, x * x + y * y);
      }
      var chosen = new int[degree];
      int count = selection.select(nodes, points[0], 0, degree, chosen);
      return Arrays.copyOf(chosen, count);
    }
  }

  @Test
  void aCandidateBehindANearerLinkWaits() {
    // 2 lies behind 1, seen from the origin; 3 is further than 2 but in another direction.
    float[][] points = {{0.5f, 0}, {1.5f, 0}, {2.5f, 0}, {0.5f, 4}};
    assertThat(selected(2, points)).containsExactly(1, 3);
  }

  @Test
  void placesLeftOverGoToTheNearestThatWaited() {
    float[][] points = {{0.5f, 0}, {1.5f, 0}, {2.5f, 0}, {3.5f, 0}, {0.5f, 9}};
    assertThat(selected(3, points)).containsExactly(1, 4, 2);
  }

  @Test
  void fewCandidatesAreAllTakenNearestFirst() {
    float[][] points = {{0.5f, 0}, {3, 0}, {2, 0}};
    assertThat(selected(3, points)).containsExactly(2, 1);
  }
}
