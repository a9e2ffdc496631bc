package dev.eidetic.rerank.diffusion;

import dev.eidetic.rerank.NeighbourLists;
import dev.eidetic.vectors.ParallelLoop;
import java.util.Arrays;

/// Where similarity that starts at one image ends up: truncated columns of `(I - alpha * S)^-1`.
///
/// @param images for each image those that are reached, itself first
/// @param flows of the same shape
record Columns(int[][] images, float[][] flows) {

  static Columns of(NeighbourLists lists, OfflineDiffusion diffusion, int threads) {
    var settings = diffusion.settings();
    int count = lists.ordinals().length;
    var graph =
        MutualGraph.of(
            lists.ordinals(), lists.similarities(), settings.neighbours() - 1, settings.gamma());
    var columns = new Columns(new int[count][], new float[count][]);
    ParallelLoop.run(
        threads,
        count,
        () -> {
          var places = new int[count];
          return image -> columns.solve(image, lists.ordinals()[image], graph, diffusion, places);
        });
    return columns;
  }

  private void solve(
      int image, int[] nearest, MutualGraph graph, OfflineDiffusion diffusion, int[] places) {
    var reached = new int[Math.min(diffusion.truncation(), nearest.length + 1)];
    reached[0] = image;
    System.arraycopy(nearest, 0, reached, 1, reached.length - 1);
    var start = new double[reached.length];
    start[0] = 1;
    double[] flow =
        ConjugateGradients.solve(graph.among(reached, places), diffusion.settings().alpha(), start);
    images[image] = reached;
    flows[image] = new float[flow.length];
    for (int i = 0; i < flow.length; i++) {
      flows[image][i] = (float) flow[i];
    }
  }

  /// Adds a multiple of an image's column to the flows of some images.
  ///
  /// @param wanted ordinals, ascending
  /// @param sums of the same length
  void add(int image, double factor, int[] wanted, double[] sums) {
    for (int i = 0; i < images[image].length; i++) {
      int place = Arrays.binarySearch(wanted, images[image][i]);
      if (place >= 0) {
        sums[place] += factor * flows[image][i];
      }
    }
  }

  /// What flows from one image to another; 0 beyond the truncation.
  float flow(int from, int to) {
    for (int i = 0; i < images[from].length; i++) {
      if (images[from][i] == to) {
        return flows[from][i];
      }
    }
    return 0;
  }
}
