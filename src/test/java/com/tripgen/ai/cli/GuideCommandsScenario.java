package com.tripgen.ai.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.database.DatabaseAccess;
import com.tripgen.ai.support.DebianPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The installation guide from its first section to its last, by the commands that replace it, on a
/// server of which only a superuser is known.
@Timeout(180)
class GuideCommandsScenario {
  private static final String OWNER_PASSWORD = "owner's password";
  private static final String SERVICE_PASSWORD = "service password";
  private static final Map<String, String> PASSWORDS =
      Map.of(
          "TRIPGEN_OWNER_PASSWORD", OWNER_PASSWORD,
          "TRIPGEN_SERVICE_PASSWORD", SERVICE_PASSWORD);

  private static DebianPostgres postgres;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws Exception {
    postgres = DebianPostgres.start();
  }

  @AfterAll
  static void stop() throws Exception {
    if (postgres != null) {
      postgres.close();
    }
  }

  private static Screen run(int code, Map<String, String> environment, List<String> arguments) {
    Screen screen = Screen.plain(160);
    assertThat(
            TripgenCommand.execute(
                screen.terminal(),
                environment,
                UnaryOperator.identity(),
                arguments.toArray(String[]::new)))
        .as("%s: %s %s", arguments, screen.out(), screen.err())
        .isEqualTo(code);
    return screen;
  }

  private static Screen run(int code, String user, String command, String... more) {
    String password = user.equals("ai_service") ? SERVICE_PASSWORD : OWNER_PASSWORD;
    DatabaseAccess access = postgres.access("guide", user, password);
    List<String> arguments =
        new ArrayList<>(
            List.of(command, "--database-url", access.jdbcUrl(), "--database-user", user));
    arguments.addAll(List.of(more));
    return run(code, Map.of(DatabaseOptions.PASSWORD, password), arguments);
  }

  @Test
  void from_provision_to_restore() throws Exception {
    DatabaseAccess administrator = postgres.administrator();
    Map<String, String> secrets = new HashMap<>(PASSWORDS);
    secrets.put("TRIPGEN_ADMIN_PASSWORD", administrator.password());
    for (int time = 1; time <= 2; time++) {
      run(
          0,
          secrets,
          List.of(
              "provision",
              "--run",
              "--database-url",
              administrator.to("guide").jdbcUrl(),
              "--admin-user",
              administrator.user(),
              "--admin-database",
              "template1"));
    }
    assertThat(run(1, "ai_service", "doctor").out()).contains("FAILED", "./tripgen migrate");

    run(0, "tripgen_owner", "migrate");
    run(0, "ai_service", "seed-sample-data");
    assertThat(run(0, "ai_service", "doctor").out()).doesNotContain("FAILED");
    assertThat(run(0, "ai_service", "stats").out()).contains("SCHEDULE_GENERATION");

    String programs = "--pg-bin=" + DebianPostgres.PROGRAMS;
    run(0, "tripgen_owner", "backup", "--dir=" + folder, programs, "--time-limit=5m");
    String file;
    try (Stream<Path> files = Files.list(folder)) {
      file = files.map(Path::toString).filter(it -> it.endsWith(".dump")).findFirst().orElseThrow();
    }

    assertThat(
            run(1, "tripgen_owner", "backup", "--dir=" + folder, programs, "--time-limit=1ms")
                .err())
        .contains("--time-limit");
    assertThat(run(1, "tripgen_owner", "restore", programs, file).err()).contains("--over-data");
    run(0, "tripgen_owner", "restore", programs, "--over-data", file);
    assertThat(run(0, "ai_service", "doctor").out()).doesNotContain("FAILED");
  }
}
