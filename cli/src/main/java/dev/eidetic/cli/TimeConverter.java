package dev.eidetic.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads times such as `50ms` or `1.5s`.
final class TimeConverter implements ITypeConverter<Duration> {

  private static final Pattern TIME = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,6})?)(ms|s)");

  @Override
  public Duration convert(String value) {
    var time = TIME.matcher(value.strip().toLowerCase(Locale.ROOT));
    if (!time.matches()) {
      throw new TypeConversionException(
          "\"%s\" is no time; write milliseconds or seconds, such as 50ms or 1.5s"
              .formatted(value));
    }
    double nanos = Double.parseDouble(time.group(1)) * (time.group(2).equals("s") ? 1e9 : 1e6);
    if (nanos < 1) {
      throw new TypeConversionException("\"%s\" is no time to work in".formatted(value));
    }
    return Duration.ofNanos((long) nanos);
  }
}
