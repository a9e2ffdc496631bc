package dev.eidetic.encode.fetch;

import java.time.Duration;

/// The failures of one transfer so far. Belongs to one thread.
final class Retries {

  private final RetryPolicy policy;
  private final String subject;
  private final DownloadProgress listener;
  private int failures;

  Retries(RetryPolicy policy, String subject, DownloadProgress listener) {
    this.policy = policy;
    this.subject = subject;
    this.listener = listener;
  }

  /// Forgets the failures: the last attempt got further.
  void progressed() {
    failures = 0;
  }

  /// Returns when it is time for the next attempt.
  ///
  /// @throws FetchException the failure itself, if there should be none
  void waitAfter(FetchException failure) throws FetchException, InterruptedException {
    failures++;
    if (!failure.isWorthRetrying()) {
      throw failure;
    }
    if (failures >= policy.attempts()) {
      throw new FetchException(
          failure.kind(),
          "%s; gave up after %d attempts".formatted(failure.getMessage(), failures),
          failure);
    }
    var wait = wait(failure);
    if (wait.compareTo(policy.longestWait()) > 0) {
      throw new FetchException(
          failure.kind(),
          "%s and asks to wait %d s; try again then"
              .formatted(failure.getMessage(), wait.toSeconds()),
          failure);
    }
    listener.retrying(subject, wait, failure);
    policy.pause().sleep(wait);
  }

  private Duration wait(FetchException failure) {
    // Beyond 2^20 any first wait has met the cap.
    var doubled = policy.firstWait().multipliedBy(1L << Math.min(failures - 1, 20));
    var own = doubled.compareTo(policy.longestWait()) < 0 ? doubled : policy.longestWait();
    return failure instanceof StatusException status
        ? status.retryAfter().filter(asked -> asked.compareTo(own) > 0).orElse(own)
        : own;
  }
}
