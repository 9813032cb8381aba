package com.tripgen.ai.cli;

import com.tripgen.ai.database.DatabaseAccess;
import java.nio.file.Path;

/// The database that a command works on.
sealed interface DatabaseChoice {

  /// A PostgreSQL of our own.
  record Embedded(Path dataFolder) implements DatabaseChoice {}

  /// One that runs already.
  record External(DatabaseAccess access) implements DatabaseChoice {}
}
