package com.tripgen.ai.database;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One migration of this build, or of the database's history.
///
/// @param version empty for a script without one
/// @param script name of its file in `mybatis/migrations`
/// @param installedAt null unless applied
public record Migration(
    String version, String description, String script, State state, @Nullable Instant installedAt) {

  public enum State {
    APPLIED,
    PENDING,
    /// The starting point of an adopted database.
    BASELINE,
    /// Applied by a newer build than this one.
    NEWER,
    /// Applied, then changed or lost in this build, or failed half-way.
    BROKEN
  }
}
