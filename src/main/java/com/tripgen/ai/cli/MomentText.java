package com.tripgen.ai.cli;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Moments as they are written on the command line: in full, as a day of this machine's time zone,
/// or as how long ago they were.
final class MomentText implements ITypeConverter<Instant> {
  private final Clock clock;

  MomentText() {
    this(Clock.system(ZoneId.systemDefault()));
  }

  MomentText(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Instant convert(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException notInFull) {
      return dayOrAgo(text);
    }
  }

  private Instant dayOrAgo(String text) {
    try {
      return LocalDate.parse(text).atStartOfDay(clock.getZone()).toInstant();
    } catch (DateTimeParseException notADay) {
      return ago(text);
    }
  }

  private Instant ago(String text) {
    try {
      return clock.instant().minus(new DurationText().convert(text));
    } catch (TypeConversionException e) {
      throw new TypeConversionException(
          "'"
              + text
              + "' is no moment such as 2027-04-05T09:00:00Z, 2027-04-05, or 2h for two hours ago");
    }
  }
}
