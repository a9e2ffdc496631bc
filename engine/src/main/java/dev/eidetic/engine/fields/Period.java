package dev.eidetic.engine.fields;

import static dev.eidetic.vectors.Preconditions.require;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/// A date as people write it, and the time it covers: `2023` is a year, `2023-05` a month,
/// `2023-05-17` a day, `2023-05-17T10:30` a minute.
///
/// @param start first moment, UTC unless the text names an offset
/// @param end first moment after it
public record Period(Instant start, Instant end) {

  private static final Pattern YEAR = Pattern.compile("\\d{4}");
  private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d{2}");
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern TIME =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?");
  private static final Pattern OFFSET = Pattern.compile(".*(Z|[+-]\\d{2}:\\d{2})");

  public Period {
    require(start.isBefore(end), "period ends at %s, before it starts at %s", end, start);
  }

  /// The period that a text means; empty if it is no date.
  public static Optional<Period> parse(String text) {
    try {
      if (YEAR.matcher(text).matches()) {
        var year = Year.parse(text);
        return Optional.of(days(year.atDay(1), year.plusYears(1).atDay(1)));
      }
      if (MONTH.matcher(text).matches()) {
        var month = YearMonth.parse(text);
        return Optional.of(days(month.atDay(1), month.plusMonths(1).atDay(1)));
      }
      if (DAY.matcher(text).matches()) {
        var day = LocalDate.parse(text);
        return Optional.of(days(day, day.plusDays(1)));
      }
      return moment(text);
    } catch (DateTimeException _) { // such as month 13
      return Optional.empty();
    }
  }

  private static Optional<Period> moment(String text) {
    boolean hasOffset = OFFSET.matcher(text).matches() && text.length() > 10;
    String local = hasOffset ? text.replaceFirst("(Z|[+-]\\d{2}:\\d{2})$", "") : text;
    if (!TIME.matcher(local).matches()) {
      return Optional.empty();
    }
    String iso = local.replace(' ', 'T');
    var start =
        hasOffset
            ? OffsetDateTime.parse(iso + text.substring(local.length())).toInstant()
            : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
    var unit =
        local.length() == 16
            ? ChronoUnit.MINUTES
            : local.length() == 19 ? ChronoUnit.SECONDS : ChronoUnit.MILLIS;
    return Optional.of(new Period(start, start.plus(1, unit)));
  }

  private static Period days(LocalDate first, LocalDate after) {
    return new Period(
        first.atStartOfDay().toInstant(ZoneOffset.UTC),
        after.atStartOfDay().toInstant(ZoneOffset.UTC));
  }
}
