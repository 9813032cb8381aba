package com.tripgen.ai.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tripgen.ai.database.DatabaseAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class DatabaseOptionsTest {
  private static final String URL = "jdbc:postgresql://db:5432/tripgen_ai";

  private final Map<String, String> environment = new HashMap<>();

  @Command(name = "any")
  private static final class AnyCommand {
    @Mixin private final DatabaseOptions database;

    AnyCommand(Map<String, String> environment) {
      database = new DatabaseOptions(environment);
    }
  }

  private DatabaseChoice choice(String... arguments) {
    AnyCommand command = new AnyCommand(environment);
    new CommandLine(command)
        .setDefaultValueProvider(new EnvironmentDefaults(environment))
        .parseArgs(arguments);
    return command.database.choice();
  }

  @Test
  void an_embedded_database_lives_in_the_folder_data() {
    assertThat(choice("--embedded")).isEqualTo(new DatabaseChoice.Embedded(Path.of("data"), 0));
    assertThat(choice("--embedded", "--embedded-port", "5433"))
        .isEqualTo(new DatabaseChoice.Embedded(Path.of("data"), 5433));
    assertThat(choice("--embedded", "--data-dir", "/var/x"))
        .isEqualTo(new DatabaseChoice.Embedded(Path.of("/var/x"), 0));
  }

  @Test
  void the_password_of_another_database_comes_from_the_environment() {
    environment.put("TRIPGEN_DATABASE_PASSWORD", "secret");

    assertThat(choice("--database-url", URL, "--database-user", "ai_service"))
        .isEqualTo(new DatabaseChoice.External(DatabaseAccess.of(URL, "ai_service", "secret")));
  }

  @Test
  void the_password_may_stand_in_a_file(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("password"), "from file\n");
    environment.put("TRIPGEN_DATABASE_PASSWORD_FILE", file.toString());

    assertThat(choice("--database-url", URL, "--database-user", "x"))
        .isEqualTo(new DatabaseChoice.External(DatabaseAccess.of(URL, "x", "from file")));
  }

  @Test
  void a_password_file_that_is_not_there_is_a_failure() {
    environment.put("TRIPGEN_DATABASE_PASSWORD_FILE", "/no/such/file");

    assertThatThrownBy(() -> choice("--database-url", URL, "--database-user", "x"))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("/no/such/file");
  }

  @Test
  void every_option_may_stand_in_the_environment() {
    environment.putAll(
        Map.of(
            "TRIPGEN_DATABASE_URL", URL,
            "TRIPGEN_DATABASE_USER", "x",
            "TRIPGEN_DATABASE_PASSWORD", "",
            "TRIPGEN_DIRECT_DATABASE_URL", "jdbc:postgresql://direct/tripgen_ai",
            "TRIPGEN_POOLED", "true"));

    assertThat(choice())
        .isEqualTo(
            new DatabaseChoice.External(
                new DatabaseAccess(URL, "x", "", "jdbc:postgresql://direct/tripgen_ai", true)));
  }

  @Test
  void what_is_typed_wins_over_the_environment() {
    environment.putAll(
        Map.of(
            "TRIPGEN_EMBEDDED", "true",
            "TRIPGEN_DATA_DIR", "/elsewhere",
            "TRIPGEN_DATABASE_PASSWORD", "secret"));

    assertThat(choice("--data-dir", "here"))
        .isEqualTo(new DatabaseChoice.Embedded(Path.of("here"), 0));
    assertThat(choice("--embedded"))
        .isEqualTo(new DatabaseChoice.Embedded(Path.of("/elsewhere"), 0));
    assertThat(choice("--database-url", URL, "--database-user", "x"))
        .isInstanceOf(DatabaseChoice.External.class);

    environment.remove("TRIPGEN_EMBEDDED");
    environment.put("TRIPGEN_DATABASE_URL", URL);
    assertThat(choice("--embedded")).isInstanceOf(DatabaseChoice.Embedded.class);
  }

  @Test
  void the_environment_alone_must_not_contradict_itself() {
    environment.putAll(Map.of("TRIPGEN_EMBEDDED", "true", "TRIPGEN_DATABASE_URL", URL));

    assertThatThrownBy(this::choice)
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("exclude each other");
  }

  @Test
  void what_is_missing_is_named() {
    assertThatThrownBy(() -> choice("--database-url", URL))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("--database-user");
    assertThatThrownBy(() -> choice("--database-url", URL, "--database-user", "x"))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("TRIPGEN_DATABASE_PASSWORD");
  }

  @Test
  void a_password_in_the_url_is_refused_without_repeating_it() {
    environment.put("TRIPGEN_DATABASE_PASSWORD", "x");

    assertThatThrownBy(
            () -> choice("--database-url", URL + "?password=hunter2", "--database-user", "x"))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("TRIPGEN_DATABASE_PASSWORD")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void only_postgresql_will_do() {
    environment.put("TRIPGEN_DATABASE_PASSWORD", "x");

    assertThatThrownBy(() -> choice("--database-url", "postgres://h/d", "--database-user", "x"))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("jdbc:postgresql://");
  }
}
