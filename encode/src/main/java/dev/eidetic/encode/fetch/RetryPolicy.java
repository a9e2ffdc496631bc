package dev.eidetic.encode.fetch;

import static dev.eidetic.vectors.Preconditions.require;

import java.time.Duration;

/// How often to try, and how long to wait in between: each wait is twice the last.
///
/// @param attempts in a row without progress, at least 1
/// @param firstWait after the first failure
/// @param longestWait the cap; also the longest `Retry-After` that is obeyed, a longer one fails
/// @param pause what waits; tests need not
public record RetryPolicy(int attempts, Duration firstWait, Duration longestWait, Pause pause) {

  /// Five attempts: waits of 1, 2, 4 and 8 seconds, at most 60 where the server asks for it.
  public static final RetryPolicy STANDARD =
      new RetryPolicy(5, Duration.ofSeconds(1), Duration.ofSeconds(60), Thread::sleep);

  public RetryPolicy {
    require(attempts >= 1, "attempts is %d; it must be at least 1", attempts);
    require(firstWait.isPositive(), "firstWait is %s; it must be positive", firstWait);
    require(
        longestWait.compareTo(firstWait) >= 0,
        "longestWait is %s; it must be at least firstWait (%s)",
        longestWait,
        firstWait);
  }

  /// Waits.
  @FunctionalInterface
  public interface Pause {
    void sleep(Duration duration) throws InterruptedException;
  }

  /// Something that may fail and be tried again.
  ///
  /// @param <T> its result
  @FunctionalInterface
  public interface Attempt<T> {
    T run() throws FetchException, InterruptedException;
  }

  /// Runs until it succeeds, fails for good, or the attempts are used up.
  ///
  /// @param subject what is fetched, for the listener
  public <T> T run(String subject, DownloadProgress listener, Attempt<T> attempt)
      throws FetchException, InterruptedException {
    var retries = new Retries(this, subject, listener);
    while (true) {
      try {
        return attempt.run();
      } catch (FetchException e) {
        retries.waitAfter(e);
      }
    }
  }
}
