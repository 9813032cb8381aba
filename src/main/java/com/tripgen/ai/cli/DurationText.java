package com.tripgen.ai.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a duration on the command line: a whole number and its unit.
final class DurationText implements ITypeConverter<Duration> {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

  @Override
  public Duration convert(String value) {
    Matcher text = TEXT.matcher(value);
    if (!text.matches()) {
      throw new TypeConversionException(
          "'" + value + "' is not a duration such as 500ms, 2s, 5m or 1h");
    }
    long number = Long.parseLong(text.group(1));
    return switch (text.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      default -> Duration.ofHours(number);
    };
  }
}
