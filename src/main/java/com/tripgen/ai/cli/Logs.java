package com.tripgen.ai.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.logging.LogManager;

/// How much is logged. To be settled before the first logger is made, so that logback.xml sees it.
enum Logs {
  QUIET("WARN"),
  NORMAL("INFO"),
  DETAILED("DEBUG");

  private static final String LEVEL = "tripgen.log.level";
  private static final String FORMAT = "tripgen.log.format";

  private final String level;

  Logs(String level) {
    this.level = level;
  }

  /// How a line looks.
  enum Format {
    TEXT,
    JSON
  }

  void begin() {
    begin(Format.TEXT);
  }

  void begin(Format format) {
    System.setProperty(LEVEL, level);
    System.setProperty(FORMAT, format.name().toLowerCase(Locale.ROOT));
    try (InputStream settings = Logs.class.getResourceAsStream("/logging.properties")) {
      // gRPC logs through java.util.logging, which passes on to the same appender.
      LogManager.getLogManager().readConfiguration(settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
