package dev.eidetic.encode.pooling;

import static dev.eidetic.vectors.Preconditions.require;

import java.util.Arrays;

/// How one picture's share of a network's output becomes one vector.
///
/// A feature map is channels x height x width, tokens are tokens x numbers, an embedding is
/// numbers. The vectors are not normalised yet.
public sealed interface Pooling {

  /// What GeM lifts smaller activations to, as in cirtorch and dirtorch.
  float GEM_FLOOR = 1e-6f;

  /// What kind of output it reads: dimensions of one picture's share.
  int rank();

  /// How many numbers come out of a share of these dimensions.
  default int dimension(int[] shape) {
    requireRank(shape);
    return rank() == 2 ? shape[1] : shape[0];
  }

  /// Pools one picture's share.
  ///
  /// @param output the numbers of all pictures; read only
  /// @param offset where this picture's share begins
  /// @param shape dimensions of the share, [#rank] of them, each at least 1
  float[] pool(float[] output, int offset, int[] shape);

  /// One word and the parameters; part of an embedding space's hash, so its form never changes.
  String canonical();

  private void requireRank(int[] shape) {
    require(
        shape.length == rank(),
        "pooling %s reads %d dimensions per picture; the output has %d",
        canonical(),
        rank(),
        shape.length);
  }

  /// The output is the vector already.
  record AsIs() implements Pooling {
    @Override
    public int rank() {
      return 1;
    }

    @Override
    public float[] pool(float[] output, int offset, int[] shape) {
      return Arrays.copyOfRange(output, offset, offset + dimension(shape));
    }

    @Override
    public String canonical() {
      return "none";
    }
  }

  /// The first token, which vision transformers train to stand for the whole.
  record ClassToken() implements Pooling {
    @Override
    public int rank() {
      return 2;
    }

    @Override
    public float[] pool(float[] output, int offset, int[] shape) {
      return Arrays.copyOfRange(output, offset, offset + dimension(shape));
    }

    @Override
    public String canonical() {
      return "cls";
    }
  }

  /// The mean of the tokens.
  ///
  /// @param skip leading tokens left out: 1 leaves out the class token, 5 also four registers
  record MeanOfTokens(int skip) implements Pooling {
    public MeanOfTokens {
      require(0 <= skip && skip <= 64, "skip is %d; it must be 0 to 64", skip);
    }

    @Override
    public int rank() {
      return 2;
    }

    @Override
    public float[] pool(float[] output, int offset, int[] shape) {
      int dimension = dimension(shape);
      int tokens = shape[0] - skip;
      require(tokens > 0, "skip is %d, but there are only %d tokens", skip, shape[0]);
      var sums = new double[dimension];
      for (int token = skip; token < shape[0]; token++) {
        for (int i = 0; i < dimension; i++) {
          sums[i] += output[offset + token * dimension + i];
        }
      }
      var mean = new float[dimension];
      for (int i = 0; i < dimension; i++) {
        mean[i] = (float) (sums[i] / tokens);
      }
      return mean;
    }

    @Override
    public String canonical() {
      return "mean skip=" + skip;
    }
  }

  /// Global average pooling. The same as SPoC without its centre prior (Babenko and Lempitsky,
  /// 2015, <https://arxiv.org/abs/1510.07493>), which is how cirtorch and its followers use the
  /// name.
  record Average() implements Pooling {
    @Override
    public int rank() {
      return 3;
    }

    @Override
    public float[] pool(float[] output, int offset, int[] shape) {
      var pooled = new float[dimension(shape)];
      int area = shape[1] * shape[2];
      for (int channel = 0; channel < pooled.length; channel++) {
        double sum = 0;
        int start = offset + channel * area;
        for (int i = start; i < start + area; i++) {
          sum += output[i];
        }
        pooled[channel] = (float) (sum / area);
      }
      return pooled;
    }

    @Override
    public String canonical() {
      return "average";
    }
  }

  /// Generalised mean: the p-th root of the mean of p-th powers, activations lifted to
  /// [#GEM_FLOOR]. Radenović et al., 2018, <https://arxiv.org/abs/1711.02512>, equation 3.
  ///
  /// @param p 1 is the average, greater comes closer to the maximum; 3 is usual
  record GeneralizedMean(double p) implements Pooling {
    public GeneralizedMean {
      require(p > 0 && p <= 64, "p of GeM is %s; it must be above 0 and at most 64", p);
    }

    @Override
    public int rank() {
      return 3;
    }

    @Override
    public float[] pool(float[] output, int offset, int[] shape) {
      var pooled = new float[dimension(shape)];
      int area = shape[1] * shape[2];
      for (int channel = 0; channel < pooled.length; channel++) {
        double sum = 0;
        int start = offset + channel * area;
        for (int i = start; i < start + area; i++) {
          sum += power(output[i]);
        }
        pooled[channel] = (float) Math.pow(sum / area, 1 / p);
      }
      return pooled;
    }

    /// NaN stays NaN, so that a broken network is noticed.
    private double power(float activation) {
      double lifted = Math.max(activation, GEM_FLOOR);
      return p == 3 ? lifted * lifted * lifted : Math.pow(lifted, p);
    }

    @Override
    public String canonical() {
      return "gem p=" + p;
    }
  }

  /// The greatest activation of each channel: MAC, Tolias et al., 2016,
  /// <https://arxiv.org/abs/1511.05879>.
  record Maximum() implements Pooling {
    @Override
    public int rank() {
      return 3;
    }

    @Override
    public float[] pool(float[] output, int offset, int[] shape) {
      dimension(shape);
      return RegionGrid.maxima(
          output, offset, shape, new RegionGrid.Region(0, 0, shape[2], shape[1]));
    }

    @Override
    public String canonical() {
      return "mac";
    }
  }

  /// R-MAC: the sum of the unit-length maxima of the whole map and of square regions at several
  /// levels, Tolias et al., 2016, <https://arxiv.org/abs/1511.05879>, section 3.2.
  ///
  /// @param levels of regions; 3 is usual
  record RegionalMaximum(int levels) implements Pooling {
    public RegionalMaximum {
      require(1 <= levels && levels <= 8, "levels of R-MAC are %d; they must be 1 to 8", levels);
    }

    @Override
    public int rank() {
      return 3;
    }

    @Override
    public float[] pool(float[] output, int offset, int[] shape) {
      var sum = new float[dimension(shape)];
      for (var region : RegionGrid.of(shape[2], shape[1], levels)) {
        float[] maxima = RegionGrid.maxima(output, offset, shape, region);
        double squares = 0;
        for (float maximum : maxima) {
          squares += (double) maximum * maximum;
        }
        double norm = Math.sqrt(squares) + RegionGrid.NORM_FLOOR;
        for (int i = 0; i < sum.length; i++) {
          sum[i] += (float) (maxima[i] / norm);
        }
      }
      return sum;
    }

    @Override
    public String canonical() {
      return "rmac levels=" + levels;
    }
  }
}
