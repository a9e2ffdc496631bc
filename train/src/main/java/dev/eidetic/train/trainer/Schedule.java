package dev.eidetic.train.trainer;

import static dev.eidetic.vectors.Preconditions.require;

/// The learning rate over time: a straight rise, then half a cosine (Loshchilov and Hutter, 2016,
/// <https://arxiv.org/abs/1608.03983>).
///
/// @param epochs at least 1
/// @param warmUpShare of all steps, for the rise
/// @param rate at the top
/// @param lastShare of `rate` at the end
public record Schedule(int epochs, double warmUpShare, double rate, double lastShare) {

  public Schedule {
    require(epochs >= 1, "epochs is %d; there must be at least 1", epochs);
    require(
        0 <= warmUpShare && warmUpShare < 1,
        "warm-up is %s of all steps; it must be at least 0 and below 1",
        warmUpShare);
    require(rate > 0, "rate is %s; it must be above 0", rate);
    require(0 <= lastShare && lastShare <= 1, "last share is %s; it must be 0 to 1", lastShare);
  }

  /// The rate of a step.
  ///
  /// @param step from 0 on
  /// @param steps in all
  public double rate(long step, long steps) {
    double rise = warmUpShare * steps;
    if (step < rise) {
      return rate * (step + 1) / (rise + 1);
    }
    double progress = (step - rise) / Math.max(1, steps - rise);
    double cosine = (1 + Math.cos(Math.PI * progress)) / 2;
    return rate * (lastShare + (1 - lastShare) * cosine);
  }
}
