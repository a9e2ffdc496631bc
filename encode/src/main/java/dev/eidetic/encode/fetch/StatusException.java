package dev.eidetic.encode.fetch;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/// The server answered, but not with content.
public final class StatusException extends FetchException {

  private static final long serialVersionUID = 1;

  private final int status;
  private final TreeMap<String, String> headers = new TreeMap<>();

  StatusException(URI uri, int status, HttpHeaders headers) {
    super(Kind.STATUS, "%s answered with status %d".formatted(FetchRules.show(uri), status));
    this.status = status;
    headers
        .map()
        .forEach(
            (name, values) -> this.headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
  }

  /// 300 to 599.
  public int status() {
    return status;
  }

  /// @param name in any case
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /// How long the server asks to be left alone: `Retry-After`, in seconds or as a date.
  ///
  /// @return empty if it does not say, or not legibly; never negative
  public Optional<Duration> retryAfter() {
    return header("Retry-After").flatMap(StatusException::parseWait);
  }

  @Override
  public boolean isWorthRetrying() {
    return switch (status) {
      case 408, 429, 500, 502, 503, 504 -> true;
      default -> false;
    };
  }

  private static Optional<Duration> parseWait(String value) {
    if (value.matches("\\d{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
    }
    try {
      var date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
      var wait = Duration.between(ZonedDateTime.now(date.getZone()), date);
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }
}
