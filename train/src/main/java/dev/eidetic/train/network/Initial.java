package dev.eidetic.train.network;

import static dev.eidetic.vectors.Preconditions.require;

/// What a parameter is before anything was learned.
public sealed interface Initial {

  /// The same number everywhere.
  record Constant(float value) implements Initial {}

  /// Normal numbers of mean 0, cut off at two deviations.
  record Normal(double deviation) implements Initial {
    public Normal {
      require(deviation > 0, "deviation is %s; it must be above 0", deviation);
    }
  }

  /// Evenly spread between minus and plus `reach`.
  record Uniform(double reach) implements Initial {
    public Uniform {
      require(reach > 0, "reach is %s; it must be above 0", reach);
    }
  }
}
