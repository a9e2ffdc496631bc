package dev.eidetic.train.trainer;

/// A training that cannot go on, or whose result is not what it should be; nothing of it is lost
/// that was saved before.
public final class TrainingException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public TrainingException(String message) {
    super(message);
  }
}
