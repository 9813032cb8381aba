package com.tripgen.ai.server;

import java.util.Locale;

/// What a token lets its bearer do. None includes another.
public enum Scope {
  /// See jobs, schedules and recommendations.
  READ,
  /// Make, change and delete them.
  WRITE,
  /// Run the service.
  ADMIN;

  /// As it is written in the tokens file and told to callers.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
