package com.tripgen.ai.operations;

import org.apache.ibatis.annotations.Param;

/// The row of `ai_last_backup`, and whether there is anything that a restore would replace.
interface BackupMapper {
  int note(@Param("file") String file, @Param("bytes") long bytes, @Param("sha256") String sha256);

  /// Whether callers have stored anything; not before the first migration.
  boolean holdsRows();
}
