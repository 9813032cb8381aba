package com.tripgen.ai.operations;

import com.tripgen.ai.operations.SchemaObject.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/// What the migrations of this build make, object by object: the record of a freshly migrated
/// database, one line each.
record ExpectedSchema(List<SchemaObject> objects) {
  static final String RESOURCE = "/installation/schema.jsonl";

  ExpectedSchema {
    objects = List.copyOf(objects);
  }

  static ExpectedSchema ofThisBuild() {
    try (InputStream file =
        Objects.requireNonNull(ExpectedSchema.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      JsonMapper json = JsonMapper.shared();
      return new ExpectedSchema(
          new String(file.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .map(line -> json.readValue(line, SchemaObject.class))
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What differs, and the statements that mend it, in order.
  record Differences(List<String> found, List<String> statements) {}

  /// Compares the objects of some kinds with those that are there. What belongs to a table that is
  /// missing altogether is left to the comparison of the tables.
  Differences compare(Set<Kind> kinds, List<SchemaObject> present) {
    List<String> found = new ArrayList<>();
    List<String> statements = new ArrayList<>();
    for (SchemaObject expected : objects) {
      if (!kinds.contains(expected.kind())) {
        continue;
      }
      Optional<SchemaObject> actual = present.stream().filter(expected::isSame).findFirst();
      if (expected.kind() == Kind.TABLE && actual.isEmpty()) {
        found.add(expected.label() + " is missing");
        statements.addAll(wholeTable(expected.name()));
      } else if (isTableMissing(expected.table(), present)) {
        // The statements of the whole table make it, too.
      } else if (actual.isEmpty()) {
        found.add(expected.label() + " is missing");
        statements.add(Objects.requireNonNull(expected.definition()));
      } else if (!meaning(expected).equals(meaning(actual.get()))) {
        found.add(expected.label() + " is not as this build makes it");
        statements.addAll(replacement(expected));
      }
    }
    present.stream()
        .filter(object -> kinds.contains(object.kind()) && object.flaw() != null)
        .forEach(
            object -> {
              found.add(object.label() + " " + object.flaw());
              statements.add(Objects.requireNonNull(object.mend()));
            });
    return new Differences(found, statements);
  }

  /// PostgreSQL writes the casts of a CHECK in other places once it was dumped and restored.
  private static String meaning(SchemaObject object) {
    String definition = String.valueOf(object.definition());
    return object.kind() == Kind.CONSTRAINT
        ? definition.replaceAll("::(character varying|text)(\\[\\])?|[()]", "")
        : definition;
  }

  private List<String> wholeTable(String table) {
    return objects.stream()
        .filter(object -> object.table().equals(table))
        .map(object -> Objects.requireNonNull(object.definition()))
        .toList();
  }

  private static boolean isTableMissing(String table, List<SchemaObject> present) {
    return !table.isEmpty()
        && present.stream()
            .noneMatch(object -> object.kind() == Kind.TABLE && object.name().equals(table));
  }

  private static List<String> replacement(SchemaObject expected) {
    String definition = Objects.requireNonNull(expected.definition());
    return switch (expected.kind()) {
      case TABLE, FUNCTION, TRIGGER -> List.of(definition);
      // Its rows decide how it can be changed.
      case COLUMN -> List.of("-- as this build makes it: " + definition);
      case CONSTRAINT ->
          List.of(
              "ALTER TABLE ai_schema.%s DROP CONSTRAINT %s;"
                  .formatted(expected.table(), expected.name()),
              definition);
      case INDEX ->
          List.of("DROP INDEX CONCURRENTLY ai_schema." + expected.name() + ";", definition);
    };
  }
}
