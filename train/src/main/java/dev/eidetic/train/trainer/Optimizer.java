package dev.eidetic.train.trainer;

import static dev.eidetic.vectors.Preconditions.require;

/// How gradients move parameters.
public sealed interface Optimizer {

  /// Adam with decay apart from the gradient: Loshchilov and Hutter, 2017,
  /// <https://arxiv.org/abs/1711.05101>, algorithm 2.
  ///
  /// @param momentum beta 1
  /// @param squareMomentum beta 2
  record AdamW(double momentum, double squareMomentum, double epsilon) implements Optimizer {

    public static final AdamW DEFAULT = new AdamW(0.9, 0.999, 1e-8);

    public AdamW {
      requireShare("momentum", momentum);
      requireShare("squareMomentum", squareMomentum);
      require(epsilon > 0, "epsilon is %s; it must be above 0", epsilon);
    }
  }

  /// Stochastic gradient descent with Nesterov's momentum, in PyTorch's form.
  record Sgd(double momentum) implements Optimizer {

    public static final Sgd DEFAULT = new Sgd(0.9);

    public Sgd {
      requireShare("momentum", momentum);
    }
  }

  /// Gradient descent whose rate is scaled per tensor by the ratio of the tensor's length and the
  /// gradient's: You et al., 2017, <https://arxiv.org/abs/1708.03888>, equation 6. Tensors without
  /// decay are not scaled.
  ///
  /// @param trust eta, 0.001 in the paper
  record Lars(double momentum, double trust) implements Optimizer {

    public static final Lars DEFAULT = new Lars(0.9, 0.001);

    public Lars {
      requireShare("momentum", momentum);
      require(trust > 0, "trust is %s; it must be above 0", trust);
    }
  }

  private static void requireShare(String name, double share) {
    require(0 <= share && share < 1, "%s is %s; it must be at least 0 and below 1", name, share);
  }
}
