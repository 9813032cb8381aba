package com.tripgen.ai.cli;

import com.tripgen.ai.database.DatabaseAccess;
import com.tripgen.ai.database.EmbeddedPostgres;
import java.nio.file.Path;

/// The database that a command works on.
sealed interface DatabaseChoice {

  /// A PostgreSQL of our own.
  ///
  /// @param port 0 for any free one
  record Embedded(Path dataFolder, int port) implements DatabaseChoice {
    EmbeddedPostgres.Settings settings() {
      return EmbeddedPostgres.Settings.of(dataFolder, port);
    }
  }

  /// One that runs already.
  record External(DatabaseAccess access) implements DatabaseChoice {}
}
