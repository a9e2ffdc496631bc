package dev.eidetic.rerank.diffusion;

import dev.eidetic.rerank.Rescoring;

/// Images joined where each is among the other's nearest, by `max(0, cosine)^gamma`, scaled by the
/// roots of both images' degrees: the matrix S of diffusion. Symmetric, rows one after the other;
/// immutable.
///
/// An image that nobody chooses back has an empty row. The arrays must not change.
///
/// @param starts where each row begins in the other two; one more than there are rows
/// @param targets ascending within no particular order
/// @param weights of the same length
record MutualGraph(int[] starts, int[] targets, float[] weights) {

  /// Keeps a root of 0 away from divisions, as in the published code.
  private static final double TINY = 1e-12;

  /// @param neighbours of each image, best first, without itself
  /// @param similarities of the same shape
  /// @param others how many of each row count
  static MutualGraph of(int[][] neighbours, float[][] similarities, int others, double gamma) {
    int count = neighbours.length;
    var starts = new int[count + 1];
    for (int i = 0; i < count; i++) {
      starts[i + 1] = starts[i] + Math.min(others, neighbours[i].length);
    }
    var targets = new int[starts[count]];
    var weights = new float[starts[count]];
    var degrees = new double[count];
    int edges = 0;
    for (int i = 0; i < count; i++) {
      int begin = starts[i];
      starts[i] = edges;
      for (int place = 0; place < Math.min(others, neighbours[i].length); place++) {
        int other = neighbours[i][place];
        if (isAmong(i, neighbours[other], others)) {
          targets[edges] = other;
          weights[edges] = Rescoring.weight(similarities[i][place], gamma);
          degrees[i] += weights[edges++];
        }
      }
      assert edges <= begin + others;
    }
    starts[count] = edges;
    for (int i = 0; i < count; i++) {
      for (int edge = starts[i]; edge < starts[i + 1]; edge++) {
        weights[edge] /=
            (float) (Math.sqrt(degrees[i] + TINY) * Math.sqrt(degrees[targets[edge]] + TINY));
      }
    }
    return new MutualGraph(starts, targets, weights);
  }

  private static boolean isAmong(int image, int[] row, int others) {
    for (int i = 0; i < Math.min(others, row.length); i++) {
      if (row[i] == image) {
        return true;
      }
    }
    return false;
  }

  int size() {
    return starts.length - 1;
  }

  /// The part between some of the images, numbered by their place in the list.
  ///
  /// @param images each once
  /// @param places scratch of at least [#size] numbers, all 0; left so
  MutualGraph among(int[] images, int[] places) {
    for (int i = 0; i < images.length; i++) {
      places[images[i]] = i + 1;
    }
    var partStarts = new int[images.length + 1];
    for (int i = 0; i < images.length; i++) {
      partStarts[i + 1] = partStarts[i] + (starts[images[i] + 1] - starts[images[i]]);
    }
    var partTargets = new int[partStarts[images.length]];
    var partWeights = new float[partTargets.length];
    int edges = 0;
    for (int i = 0; i < images.length; i++) {
      partStarts[i] = edges;
      for (int edge = starts[images[i]]; edge < starts[images[i] + 1]; edge++) {
        int place = places[targets[edge]];
        if (place > 0) {
          partTargets[edges] = place - 1;
          partWeights[edges++] = weights[edge];
        }
      }
    }
    partStarts[images.length] = edges;
    for (int image : images) {
      places[image] = 0;
    }
    return new MutualGraph(partStarts, partTargets, partWeights);
  }

  /// `target = vector - alpha * S * vector`.
  void apply(double alpha, double[] vector, double[] target) {
    for (int i = 0; i < size(); i++) {
      double sum = 0;
      for (int edge = starts[i]; edge < starts[i + 1]; edge++) {
        sum += weights[edge] * vector[targets[edge]];
      }
      target[i] = vector[i] - alpha * sum;
    }
  }
}
