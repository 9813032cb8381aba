package com.tripgen.ai.cli;

import com.tripgen.ai.database.DatabaseAccess;
import com.tripgen.ai.database.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;

/// The database that a command works on.
sealed interface DatabaseChoice {

  /// The role to change it with: its owner where it is ours, else the one that was named. One of
  /// our own is started for as long as the command runs.
  default DatabaseAccess owner(OpenResources resources) throws IOException {
    return switch (this) {
      case Embedded ours -> resources.open(() -> EmbeddedPostgres.start(ours.settings())).owner();
      case External(DatabaseAccess access) -> access;
    };
  }

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
