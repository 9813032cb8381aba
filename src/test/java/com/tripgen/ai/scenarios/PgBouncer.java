package com.tripgen.ai.scenarios;

import static com.tripgen.ai.support.Eventually.eventually;

import com.tripgen.ai.database.DatabaseAccess;
import com.tripgen.ai.support.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A PgBouncer in transaction mode before a database.
final class PgBouncer implements AutoCloseable {
  private final Path program;
  private final Path folder;
  private final DatabaseAccess database;
  private final int port;
  private Process process;

  private PgBouncer(Path program, Path folder, DatabaseAccess database) throws Exception {
    this.program = program;
    this.folder = folder;
    this.database = database;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      this.port = free.getLocalPort();
    }
    configure();
    this.process = start();
  }

  static PgBouncer start(Path program, Path parent, DatabaseAccess database) throws Exception {
    return new PgBouncer(program, Files.createDirectory(parent.resolve("pgbouncer")), database);
  }

  /// @param directUrl past the pooler, or null where nobody knows it
  DatabaseAccess access(@Nullable String directUrl) {
    return new DatabaseAccess(
        "jdbc:postgresql://127.0.0.1:" + port + address().getPath(),
        database.user(),
        database.password(),
        directUrl,
        true);
  }

  /// Kills it and starts another one.
  void replace() throws Exception {
    close();
    process = start();
  }

  private URI address() {
    return URI.create(database.jdbcUrl().substring("jdbc:".length()));
  }

  private void configure() throws IOException {
    // It refuses to run as root, and must still read these.
    for (Path open : List.of(folder, Objects.requireNonNull(folder.getParent()))) {
      Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    Files.writeString(
        folder.resolve("users.txt"),
        "\"%s\" \"%s\"\n".formatted(database.user(), database.password()));
    Files.write(
        folder.resolve("pgbouncer.ini"),
        List.of(
            "[databases]",
            "* = host=%s port=%d".formatted(address().getHost(), address().getPort()),
            "[pgbouncer]",
            "listen_addr = 127.0.0.1",
            "listen_port = " + port,
            "unix_socket_dir =",
            "auth_type = scram-sha-256",
            "auth_file = " + folder.resolve("users.txt"),
            "pool_mode = transaction",
            "default_pool_size = 8",
            "server_tls_sslmode = disable",
            "ignore_startup_parameters = extra_float_digits"));
  }

  private Process start() throws Exception {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("-u", "nobody"));
    }
    command.add(folder.resolve("pgbouncer.ini").toString());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile());
    Process started = builder.start();
    eventually(
        () -> {
          try (var connection = TestDatabase.connect(access(null))) {
            connection.getMetaData();
          } catch (SQLException e) {
            throw new AssertionError(Files.readString(folder.resolve("log")), e);
          }
        });
    return started;
  }

  @Override
  public void close() {
    var _ = process.destroyForcibly().onExit().join();
  }
}
