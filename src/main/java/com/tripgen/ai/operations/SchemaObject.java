package com.tripgen.ai.operations;

import org.jspecify.annotations.Nullable;

/// Something in the schema, as PostgreSQL describes it.
///
/// @param table that it belongs to; empty for a function
/// @param definition the statement that makes it; null for what comes with another object
/// @param flaw why it doesn't work although it is there
/// @param mend the statement that mends the flaw
record SchemaObject(
    Kind kind,
    String table,
    String name,
    @Nullable String definition,
    @Nullable String flaw,
    @Nullable String mend) {
  enum Kind {
    TABLE,
    COLUMN,
    CONSTRAINT,
    INDEX,
    FUNCTION,
    TRIGGER
  }

  boolean isSame(SchemaObject other) {
    return kind == other.kind && table.equals(other.table) && name.equals(other.name);
  }

  String label() {
    return kind == Kind.COLUMN ? table + "." + name : name;
  }
}
