package dev.eidetic.server.http;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.server.problems.ProblemException;
import java.util.concurrent.atomic.AtomicLong;

/// How much of all bodies together may lie in memory. What does not fit is refused at once, so that
/// memory stays flat whatever is sent. Any number of threads may use one.
public final class ByteBudget {

  private final long limit;
  private final AtomicLong used = new AtomicLong();

  /// @param limit bytes, at least 1
  public ByteBudget(long limit) {
    require(limit >= 1, "the budget for bodies is %d bytes; it must be at least 1", limit);
    this.limit = limit;
  }

  /// Bytes in use now.
  public long used() {
    return used.get();
  }

  /// @throws ProblemException of status 503 if there is no room now
  void take(long bytes) {
    if (used.addAndGet(bytes) > limit) {
      used.addAndGet(-bytes);
      throw ProblemException.overloaded("the server holds as many uploads as it can");
    }
  }

  void giveBack(long bytes) {
    used.addAndGet(-bytes);
  }
}
