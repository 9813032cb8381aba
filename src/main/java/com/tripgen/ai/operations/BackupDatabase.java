package com.tripgen.ai.operations;

import com.tripgen.ai.database.Database;

/// What backup and restore ask the database itself.
final class BackupDatabase {
  private BackupDatabase() {}

  static InstallationMapper.Site site(Database database) {
    return database.transaction(session -> session.getMapper(InstallationMapper.class).site());
  }

  /// So that it can be seen from anywhere how old the last backup is.
  static void note(Database database, String file, long bytes, String sha256) {
    database.transaction(
        session -> session.getMapper(BackupMapper.class).note(file, bytes, sha256));
  }

  static boolean holdsRows(Database database) {
    return database.transaction(session -> session.getMapper(BackupMapper.class).holdsRows());
  }
}
