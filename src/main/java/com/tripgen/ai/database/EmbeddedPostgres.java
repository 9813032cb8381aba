package com.tripgen.ai.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A real PostgreSQL in a folder of ours, kept between runs: durable, with passwords, on the
/// loopback address only.
///
/// It runs until [#close()], also after this process was killed; the next start on the folder ends
/// such an orphan first. No shutdown hook of its own: who started it closes it after the last
/// transaction.
public final class EmbeddedPostgres implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);

  public static final String DATABASE = "tripgen_ai";
  public static final String OWNER_ROLE = "tripgen_owner";
  public static final String SERVICE_ROLE = "ai_service";

  private static final int ATTEMPTS_FOR_A_FREE_PORT = 5;

  private final DataFolder folder;
  private final Postmaster postmaster;
  private final Credentials credentials;
  private final Settings settings;

  private EmbeddedPostgres(
      DataFolder folder, Postmaster postmaster, Credentials credentials, Settings settings) {
    this.folder = folder;
    this.postmaster = postmaster;
    this.credentials = credentials;
    this.settings = settings;
  }

  /// Where and how to run.
  ///
  /// @param port 0 for any free one
  /// @param extraSettings settings of PostgreSQL that override the durable ones
  /// @param programs folder of the programs of an installed PostgreSQL; null: this build's own
  public record Settings(
      Path dataFolder, int port, Map<String, String> extraSettings, @Nullable Path programs) {
    public Settings {
      extraSettings = Map.copyOf(extraSettings);
      if (port < 0 || port > 65_535) {
        throw new IllegalArgumentException("there is no port " + port);
      }
      extraSettings.forEach(
          (name, value) -> {
            if (!name.matches("[a-z_]+") || !value.matches("[\\w. -]*")) {
              throw new IllegalArgumentException("not a setting: " + name + "=" + value);
            }
          });
    }

    public static Settings of(Path dataFolder, int port) {
      return new Settings(dataFolder, port, Map.of(), null);
    }

    private Settings on(int port) {
      return new Settings(dataFolder, port, extraSettings, programs);
    }
  }

  /// Starts the server, on first use of the folder after creating the database and its roles.
  ///
  /// @throws DatabaseStartException with what is wrong in one sentence
  public static EmbeddedPostgres start(Settings settings) {
    PostgresBinaries.Platform platform = PostgresBinaries.Platform.current();
    DataFolder folder = DataFolder.open(settings.dataFolder());
    try {
      return start(settings, folder, platform, PostgresAccount.choose(folder));
    } catch (IOException e) {
      close(folder, e);
      throw new DatabaseStartException(
          "PostgreSQL did not start in " + folder.path() + ": " + DataFolder.reason(e), e);
    } catch (RuntimeException e) {
      close(folder, e);
      throw e;
    }
  }

  static EmbeddedPostgres start(
      Settings settings,
      DataFolder folder,
      PostgresBinaries.Platform platform,
      PostgresAccount account)
      throws IOException {
    PostgresBinaries binaries =
        settings.programs() == null
            ? PostgresBinaries.unpack(platform, cache(folder, account))
            : new PostgresBinaries(settings.programs());
    requireVersion(folder, binaries.majorVersion());
    Postmaster postmaster = new Postmaster(folder, binaries, account);
    account.prepare(folder);
    Credentials credentials = credentials(folder);
    if (folder.hasCluster()) {
      postmaster.stopOrphan();
    } else {
      postmaster.create(credentials.administrator());
    }
    int port = startOnPort(postmaster, settings);
    EmbeddedPostgres server =
        new EmbeddedPostgres(folder, postmaster, credentials, settings.on(port));
    try {
      if (!folder.isStandby()) {
        server.provision();
      }
    } catch (SQLException e) {
      postmaster.stop();
      throw new DatabaseStartException(
          "the embedded PostgreSQL in " + folder.path() + " refuses us: " + SqlErrors.messageOf(e),
          e);
    }
    log.info("embedded PostgreSQL on port {} with its data in {}", port, folder.path());
    return server;
  }

  public int port() {
    return settings.port();
  }

  /// For migrations: owns the database.
  public DatabaseAccess owner() {
    return access(DATABASE, OWNER_ROLE, credentials.owner());
  }

  /// For the service: holds what the migrations grant.
  public DatabaseAccess service() {
    return access(DATABASE, SERVICE_ROLE, credentials.service());
  }

  /// The superuser, in PostgreSQL's own database.
  public DatabaseAccess administrator() {
    return access("postgres", Postmaster.ADMINISTRATOR, credentials.administrator());
  }

  /// Ends the server as a crash does: it recovers what was committed when it starts again.
  public void crash() throws IOException {
    postmaster.stopImmediately();
  }

  /// On the same port, after a crash.
  public void startAgain() throws IOException {
    postmaster.start(settings.port(), settings.extraSettings());
  }

  /// Makes a standby the primary. Returns when it takes writes.
  public void promote() throws IOException {
    postmaster.promote();
  }

  /// Stops the server: connections are ended, everything committed is kept.
  @Override
  public void close() {
    try (folder) {
      postmaster.stop();
    } catch (IOException e) {
      log.error("the embedded PostgreSQL could not be stopped", e);
    }
  }

  private DatabaseAccess access(String database, String user, String password) {
    return DatabaseAccess.of(
        "jdbc:postgresql://127.0.0.1:" + port() + "/" + database, user, password);
  }

  private void provision() throws SQLException {
    new Provisioning(DATABASE, credentials.owner(), credentials.service())
        .runOnServer(administrator());
  }

  private static int startOnPort(Postmaster postmaster, Settings settings) throws IOException {
    if (settings.port() != 0) {
      try {
        requireFree(settings.port());
        postmaster.start(settings.port(), settings.extraSettings());
        return settings.port();
      } catch (Postmaster.PortTakenException e) {
        throw new DatabaseStartException(
            "the embedded PostgreSQL can't use port "
                + settings.port()
                + ", another program listens there: stop it or choose another port",
            e);
      }
    }
    for (int attempt = 1; ; attempt++) {
      int port = freePort();
      try {
        postmaster.start(port, settings.extraSettings());
        return port;
      } catch (Postmaster.PortTakenException e) {
        // Another program was quicker.
        if (attempt == ATTEMPTS_FOR_A_FREE_PORT) {
          throw e;
        }
      }
    }
  }

  private static void requireFree(int port) throws Postmaster.PortTakenException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new Postmaster.PortTakenException(port);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /// An account that is not the user's can't look into the user's cache.
  private static Path cache(DataFolder folder, PostgresAccount account) {
    Path cache = PostgresBinaries.userCache();
    return account instanceof PostgresAccount.Other || !isWritable(cache)
        ? folder.binaries()
        : cache;
  }

  private static boolean isWritable(Path folder) {
    Path existing = folder;
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    return existing != null && Files.isWritable(existing);
  }

  private static void requireVersion(DataFolder folder, int ours) throws IOException {
    if (!folder.hasCluster()) {
      return;
    }
    String theirs = Files.readString(folder.cluster().resolve("PG_VERSION")).strip();
    if (!theirs.equals(Integer.toString(ours))) {
      throw new DatabaseStartException(
          "the data folder "
              + folder.path()
              + " holds data of PostgreSQL "
              + theirs
              + ", which PostgreSQL "
              + ours
              + " of this build can't open: back it up with the build that made it, and restore it"
              + " here");
    }
  }

  private static Credentials credentials(DataFolder folder) throws IOException {
    if (Files.exists(folder.credentials())) {
      return Credentials.load(folder.credentials());
    }
    if (folder.hasCluster()) {
      throw new DatabaseStartException(
          "the data folder " + folder.path() + " has lost its file of passwords, credentials");
    }
    Credentials credentials = Credentials.generate(new SecureRandom());
    credentials.store(folder.credentials());
    return credentials;
  }

  private static void close(DataFolder folder, Exception reason) {
    try {
      folder.close();
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }
}
