package com.tripgen.ai.database;

import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Flyway's log without its chatter: [Migrations] says itself what was applied, errors are thrown.
/// Public for Flyway, which creates it by name.
public final class FlywaySilence implements LogCreator {
  @Override
  public Log createLogger(Class<?> source) {
    return new Quiet(LoggerFactory.getLogger(source));
  }

  private record Quiet(Logger log) implements Log {
    @Override
    public void debug(String message) {
      log.debug(message);
    }

    @Override
    public void info(String message) {
      log.debug(message);
    }

    @Override
    public void notice(String message) {
      log.debug(message);
    }

    @Override
    public void warn(String message) {
      log.debug(message);
    }

    @Override
    public void error(String message) {
      log.debug(message);
    }

    @Override
    public void error(String message, Exception cause) {
      log.debug(message, cause);
    }
  }
}
