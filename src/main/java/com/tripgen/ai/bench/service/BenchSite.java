package com.tripgen.ai.bench.service;

import com.tripgen.ai.database.DatabaseAccess;
import com.tripgen.ai.database.EmbeddedPostgres;
import com.tripgen.ai.database.Migrations;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A migrated PostgreSQL with its own settings, and the processes that are measured on it.
final class BenchSite implements AutoCloseable {
  static final String SERVE = "com.tripgen.ai.Main";

  /// The same, except that its jobs do nothing.
  static final String SERVE_IDLE_JOBS = "com.tripgen.ai.BenchMain";

  private static final String SERVING = "serving gRPC on 127.0.0.1:";

  private final EmbeddedPostgres postgres;
  private final Path folder;
  private final List<ChildJvm> children = new ArrayList<>();
  private final List<BenchSite> others = new ArrayList<>();
  private boolean closed;

  private BenchSite(EmbeddedPostgres postgres, Path folder) {
    this.postgres = postgres;
    this.folder = folder;
  }

  static BenchSite open(Path folder) {
    EmbeddedPostgres postgres =
        EmbeddedPostgres.start(EmbeddedPostgres.Settings.of(folder.resolve("postgres"), 0));
    var _ = new Migrations(postgres.owner()).migrate();
    return new BenchSite(postgres, folder);
  }

  Path folder() {
    return folder;
  }

  /// Another one that is closed with this one.
  BenchSite another(String name) throws IOException {
    Path own = Files.createDirectory(folder.resolve(name));
    synchronized (this) {
      requireOpen();
      BenchSite other = open(own);
      others.add(other);
      return other;
    }
  }

  /// What the service connects with.
  DatabaseAccess access() {
    return postgres.service();
  }

  /// As the service connects.
  Connection connect() throws SQLException {
    return connect(postgres.service());
  }

  /// As the owner of the tables.
  Connection connectAsOwner() throws SQLException {
    return connect(postgres.owner());
  }

  private static Connection connect(DatabaseAccess access) throws SQLException {
    return DriverManager.getConnection(access.jdbcUrl(), access.user(), access.password());
  }

  /// A `serve` process that serves.
  ServeChild serve(String mainClass, String... options) throws IOException, InterruptedException {
    ServeChild serve = launchServe(mainClass, options);
    serve.awaitServing();
    return serve;
  }

  /// One that was only started.
  ServeChild launchServe(String mainClass, String... options) throws IOException {
    DatabaseAccess access = postgres.service();
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "serve",
                "--port=0",
                "--http-port=off",
                "--database-url=" + access.jdbcUrl(),
                "--database-user=" + access.user()));
    arguments.addAll(List.of(options));
    return new ServeChild(child(ownOptions(), mainClass, arguments, List.of(), access));
  }

  /// The bare gRPC server.
  ServeChild launchEcho() throws IOException {
    return launchBare(EchoServer.class);
  }

  /// The bare gRPC server that hands notifications on.
  ServeChild launchListener() throws IOException {
    return launchBare(ListenServer.class);
  }

  private ServeChild launchBare(Class<?> mainClass) throws IOException {
    return new ServeChild(
        child(List.of(), mainClass.getName(), List.of(), List.of(), postgres.service()));
  }

  /// A peer that works as the owner, with libraries of its own.
  ChildJvm peer(Class<?> mainClass, List<String> arguments, List<Path> classPath)
      throws IOException {
    return child(List.of(), mainClass.getName(), arguments, classPath, postgres.owner());
  }

  /// Those that this process runs with: the launcher starts the service with them too.
  private static List<String> ownOptions() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("-X"))
        .toList();
  }

  private ChildJvm child(
      List<String> jvmOptions,
      String mainClass,
      List<String> arguments,
      List<Path> classPath,
      DatabaseAccess access)
      throws IOException {
    Map<String, String> environment =
        Map.of(
            "TRIPGEN_DATABASE_PASSWORD",
            access.password(),
            ChildDatabase.URL,
            access.jdbcUrl(),
            ChildDatabase.USER,
            access.user());
    ChildJvm.Launch launch =
        new ChildJvm.Launch(
            jvmOptions,
            mainClass,
            arguments,
            classPath,
            environment,
            folder.resolve("processes.log"));
    synchronized (this) {
      requireOpen();
      ChildJvm child = ChildJvm.start(launch);
      children.add(child);
      return child;
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the bench is being stopped");
    }
  }

  /// A server process and where it listens.
  static final class ServeChild implements AutoCloseable {
    private final ChildJvm process;
    private int port;

    private ServeChild(ChildJvm process) {
      this.process = process;
    }

    void awaitServing() throws InterruptedException {
      port = Integer.parseInt(process.await(SERVING));
    }

    int port() {
      return port;
    }

    long pid() {
      return process.pid();
    }

    @Override
    public void close() {
      process.close();
    }
  }

  /// Also what was not closed of its processes. A signal may come first.
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      others.forEach(BenchSite::close);
      children.forEach(ChildJvm::close);
      postgres.close();
    }
  }
}
