package com.tripgen.ai.cli;

import com.tripgen.ai.database.DatabaseAccess;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The options that say which database: exactly one of `--embedded` and `--database-url`.
final class DatabaseOptions {
  static final String PASSWORD = "TRIPGEN_DATABASE_PASSWORD";
  static final String PASSWORD_FILE = "TRIPGEN_DATABASE_PASSWORD_FILE";

  private static final Secret SECRET = new Secret(PASSWORD, "--database-user");

  private static final String EMBEDDED = "--embedded";
  private static final String URL = "--database-url";
  private static final int HIGHEST_PORT = 65535;

  private final Map<String, String> environment;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  @Option(
      names = EMBEDDED,
      fallbackValue = "true",
      description = "Run a PostgreSQL of our own, kept between runs in the data folder.")
  private boolean embedded;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      defaultValue = "data",
      description = "The data folder of --embedded (default: ${DEFAULT-VALUE}).")
  private Path dataDir = Path.of("data");

  @Option(
      names = "--embedded-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "The port of --embedded on loopback, 0 for any free one (default: 0).")
  private int embeddedPort;

  @Option(
      names = URL,
      paramLabel = "URL",
      description = {
        "A PostgreSQL that runs already: jdbc:postgresql://HOST:PORT/DATABASE.",
        "Its password comes from "
            + PASSWORD
            + ", or from the file that "
            + PASSWORD_FILE
            + " names."
      })
  private @Nullable String databaseUrl;

  @Option(
      names = "--database-user",
      paramLabel = "NAME",
      description = "The role to connect as, with --database-url.")
  private @Nullable String databaseUser;

  @Option(
      names = "--direct-database-url",
      paramLabel = "URL",
      description = "The same database past a connection pooler, for LISTEN and migrations.")
  private @Nullable String directDatabaseUrl;

  @Option(
      names = "--pooled",
      fallbackValue = "true",
      description = "A pooler in transaction mode stands in between: keep no state in sessions.")
  private boolean pooled;

  DatabaseOptions(Map<String, String> environment) {
    this.environment = environment;
  }

  /// @throws WrongSettings when the options don't say one thing
  DatabaseChoice choice() {
    UsageErrors errors = new UsageErrors();
    boolean ours = embedded;
    boolean theirs = databaseUrl != null;
    if (ours && theirs && isOnCommandLine(EMBEDDED) != isOnCommandLine(URL)) {
      // What is typed wins over the environment.
      ours = isOnCommandLine(EMBEDDED);
      theirs = !ours;
    }
    errors.require(
        !ours || !theirs, "--embedded and --database-url exclude each other: give one of them");
    errors.require(
        ours || theirs, "which database? Give --embedded for one of our own, or --database-url");
    errors.require(
        embeddedPort >= 0 && embeddedPort <= HIGHEST_PORT,
        "--embedded-port is a number from 0 to " + HIGHEST_PORT + ", not " + embeddedPort);
    Optional<DatabaseChoice> external =
        theirs && !ours ? errors.gather(this::external) : Optional.empty();
    errors.throwIfAny(spec);
    return external.orElseGet(() -> new DatabaseChoice.Embedded(dataDir, embeddedPort));
  }

  private DatabaseChoice external() {
    UsageErrors errors = new UsageErrors();
    String url = Objects.requireNonNullElse(databaseUrl, "");
    String user = Objects.requireNonNullElse(databaseUser, "");
    errors.require(
        databaseUser != null, "--database-url needs --database-user, the role to connect as");
    errors.require(
        !url.contains("password=")
            && (directDatabaseUrl == null || !directDatabaseUrl.contains("password=")),
        "a password in the URL is there for all to see: put it in " + PASSWORD);
    String password = errors.gather(() -> SECRET.read(environment)).orElse("");
    Optional<DatabaseAccess> access =
        errors.gather(() -> new DatabaseAccess(url, user, password, directDatabaseUrl, pooled));
    errors.throwIfAny(spec);
    return new DatabaseChoice.External(access.orElseThrow());
  }

  private boolean isOnCommandLine(String option) {
    if (spec == null) {
      throw new IllegalStateException("these options belong to no command");
    }
    return spec.commandLine().getParseResult().hasMatchedOption(option);
  }
}
