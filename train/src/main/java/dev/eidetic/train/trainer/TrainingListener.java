package dev.eidetic.train.trainer;

/// Hears how a training goes on; called on the training thread, so it must return quickly.
public interface TrainingListener {

  /// Hears nothing.
  TrainingListener NONE =
      new TrainingListener() {
        @Override
        public void stepDone(StepReport report) {}

        @Override
        public void epochDone(EpochReport report) {}
      };

  /// @param step of all, from 1 on
  /// @param steps in all epochs together
  /// @param loss of the step
  /// @param imagesPerSecond since training began or went on
  record StepReport(int epoch, long step, long steps, double loss, double imagesPerSecond) {}

  void stepDone(StepReport report);

  void epochDone(EpochReport report);
}
