package dev.eidetic.encode.store;

/// What happens to a model of the same name.
public enum WhenPresent {
  /// It stays, and the new one is refused.
  REFUSE,
  /// The new one takes its place, in one step.
  REPLACE
}
