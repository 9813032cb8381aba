package com.tripgen.ai.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.database.Database;
import com.tripgen.ai.database.PoolSettings;
import com.tripgen.ai.support.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// The record of the schema is that of the migrations. After a new migration the test leaves the
/// new record in `target/schema.jsonl`, to be looked through and copied to `src/main/resources`.
class ExpectedSchemaTest {
  private record Line(SchemaObject.Kind kind, String table, String name, String definition) {}

  @Test
  void the_record_is_what_the_migrations_make() throws IOException {
    try (TestDatabase migrated = TestDatabase.create();
        Database database = new Database(migrated.service(), PoolSettings.DEFAULT)) {
      List<Line> made =
          database.transaction(
              session -> {
                InstallationMapper mapper = session.getMapper(InstallationMapper.class);
                mapper.prepare();
                return lines(mapper.objects());
              });
      Files.write(
          Files.createDirectories(Path.of("target")).resolve("schema.jsonl"),
          made.stream().map(JsonMapper.shared()::writeValueAsString).toList());

      assertThat(lines(ExpectedSchema.ofThisBuild().objects())).isEqualTo(made);
    }
  }

  private static List<Line> lines(List<SchemaObject> objects) {
    return objects.stream()
        .filter(object -> object.definition() != null)
        .map(it -> new Line(it.kind(), it.table(), it.name(), String.valueOf(it.definition())))
        .toList();
  }
}
