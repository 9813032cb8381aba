package com.tripgen.ai.database;

import java.util.List;

/// What the migrations must change belongs to another role.
public final class OwnershipException extends MigrationException {
  private final List<String> statements;

  OwnershipException(String role, List<String> statements) {
    super(
        "role "
            + role
            + " may not change what it has to migrate; an administrator must run first:\n"
            + String.join("\n", statements));
    this.statements = List.copyOf(statements);
  }

  /// The SQL an administrator must run, in order.
  public List<String> statements() {
    return statements;
  }
}
