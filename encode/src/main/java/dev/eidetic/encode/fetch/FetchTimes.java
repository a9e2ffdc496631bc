package dev.eidetic.encode.fetch;

import static dev.eidetic.vectors.Preconditions.require;

import java.time.Duration;

/// How long a server may take.
///
/// @param connect until a connection stands
/// @param idle without a single byte, before the first one and between any two
/// @param total for one answer with its redirects; guards against servers that drip
public record FetchTimes(Duration connect, Duration idle, Duration total) {

  /// For a file of moderate size, such as a photograph: 10 s, 20 s, 2 min.
  public static final FetchTimes FOR_IMAGES =
      new FetchTimes(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofMinutes(2));

  /// For models of gigabytes over slow lines: 20 s, 60 s, 1 day.
  public static final FetchTimes FOR_MODELS =
      new FetchTimes(Duration.ofSeconds(20), Duration.ofSeconds(60), Duration.ofDays(1));

  public FetchTimes {
    require(connect.isPositive(), "connect is %s; it must be positive", connect);
    require(idle.isPositive(), "idle is %s; it must be positive", idle);
    require(total.isPositive(), "total is %s; it must be positive", total);
  }
}
