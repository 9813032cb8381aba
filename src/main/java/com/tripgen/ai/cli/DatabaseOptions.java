package com.tripgen.ai.cli;

import com.tripgen.ai.database.DatabaseAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options that say which database: exactly one of `--embedded` and `--database-url`.
final class DatabaseOptions {
  static final String PASSWORD = "TRIPGEN_DATABASE_PASSWORD";
  static final String PASSWORD_FILE = "TRIPGEN_DATABASE_PASSWORD_FILE";

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

  /// @throws ParameterException when the options don't say one thing
  DatabaseChoice choice() {
    boolean ours = embedded;
    boolean theirs = databaseUrl != null;
    if (ours && theirs && isOnCommandLine(EMBEDDED) != isOnCommandLine(URL)) {
      // What is typed wins over the environment.
      ours = isOnCommandLine(EMBEDDED);
      theirs = !ours;
    }
    if (ours == theirs) {
      throw wrong(
          ours
              ? "--embedded and --database-url exclude each other: give one of them"
              : "which database? Give --embedded for one of our own, or --database-url");
    }
    return ours
        ? new DatabaseChoice.Embedded(dataDir, embeddedPort())
        : new DatabaseChoice.External(access());
  }

  private int embeddedPort() {
    if (embeddedPort < 0 || embeddedPort > HIGHEST_PORT) {
      throw wrong(
          "--embedded-port is a number from 0 to " + HIGHEST_PORT + ", not " + embeddedPort);
    }
    return embeddedPort;
  }

  private DatabaseAccess access() {
    if (databaseUrl == null || databaseUser == null) {
      throw wrong("--database-url needs --database-user, the role to connect as");
    }
    if (databaseUrl.contains("password=")
        || (directDatabaseUrl != null && directDatabaseUrl.contains("password="))) {
      throw wrong("a password in the URL is there for all to see: put it in " + PASSWORD);
    }
    try {
      return new DatabaseAccess(databaseUrl, databaseUser, password(), directDatabaseUrl, pooled);
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  private String password() {
    String password = environment.get(PASSWORD);
    if (password != null) {
      return password;
    }
    String file = environment.get(PASSWORD_FILE);
    if (file == null) {
      throw wrong(
          "the password of --database-user is missing: put it in "
              + PASSWORD
              + ", or in a file and the file's name in "
              + PASSWORD_FILE);
    }
    try {
      return Files.readString(Path.of(file)).stripTrailing();
    } catch (IOException e) {
      throw new UserError(
          "the file " + file + " that " + PASSWORD_FILE + " names can't be read: make it readable",
          e);
    }
  }

  private boolean isOnCommandLine(String option) {
    return commandLine().getParseResult().hasMatchedOption(option);
  }

  private ParameterException wrong(@Nullable String message) {
    return new ParameterException(commandLine(), message == null ? "" : message);
  }

  private CommandLine commandLine() {
    if (spec == null) {
      throw new IllegalStateException("these options belong to no command");
    }
    return spec.commandLine();
  }
}
