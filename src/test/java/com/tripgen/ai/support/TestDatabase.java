package com.tripgen.ai.support;

import com.tripgen.ai.database.DatabaseAccess;
import com.tripgen.ai.database.EmbeddedPostgres;
import com.tripgen.ai.database.Migrations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A database of its own for a test, made from a migrated template in some tens of milliseconds.
///
/// All are on one PostgreSQL per JVM: the embedded one, or the one whose programs lie in the folder
/// `TRIPGEN_TEST_POSTGRES_BIN`, for instance of another version.
public final class TestDatabase implements AutoCloseable {
  private final Server server;
  private final String name;

  private TestDatabase(Server server, String name) {
    this.server = server;
    this.name = name;
  }

  /// A migrated database without rows.
  public static TestDatabase create() {
    Server server = Server.running();
    return create(server, server.template());
  }

  /// A database without even the schema.
  public static TestDatabase createEmpty() {
    return create(Server.running(), "template0");
  }

  /// Those of every PostgreSQL that tests start; null: the embedded ones.
  public static @Nullable Path programs() {
    String given = System.getenv("TRIPGEN_TEST_POSTGRES_BIN");
    return given == null || given.isBlank() ? null : Path.of(given);
  }

  public String name() {
    return name;
  }

  /// The role that migrates and owns everything in it.
  public DatabaseAccess owner() {
    return server.access(name, EmbeddedPostgres.OWNER_ROLE);
  }

  /// The role of the running service.
  public DatabaseAccess service() {
    return server.access(name, EmbeddedPostgres.SERVICE_ROLE);
  }

  /// The superuser.
  public DatabaseAccess administrator() {
    return server.administrator(name);
  }

  /// A connection of the owner, in autocommit mode.
  public Connection connect() throws SQLException {
    return connect(owner());
  }

  public static Connection connect(DatabaseAccess access) throws SQLException {
    return DriverManager.getConnection(access.jdbcUrl(), access.user(), access.password());
  }

  @Override
  public void close() {
    server.execute("DROP DATABASE " + name + " WITH (FORCE)");
  }

  private static TestDatabase create(Server server, String template) {
    String name = "test_" + UUID.randomUUID().toString().replace("-", "");
    server.execute(
        "CREATE DATABASE %s OWNER %s TEMPLATE %s"
            .formatted(name, EmbeddedPostgres.OWNER_ROLE, template));
    return new TestDatabase(server, name);
  }

  /// One PostgreSQL for the JVM.
  private static final class Server {
    private static final String TEMPLATE = "template_of_tests";
    private static @Nullable Server running;

    private final DatabaseAccess superuser;
    private final DatabaseAccess owner;
    private final DatabaseAccess service;
    private boolean templateMade;

    private Server(DatabaseAccess superuser, DatabaseAccess owner, DatabaseAccess service) {
      this.superuser = superuser;
      this.owner = owner;
      this.service = service;
    }

    static synchronized Server running() {
      if (running == null) {
        running = start();
      }
      return running;
    }

    synchronized String template() {
      if (!templateMade) {
        execute("CREATE DATABASE " + TEMPLATE + " OWNER " + owner.user() + " TEMPLATE template0");
        new Migrations(access(TEMPLATE, owner.user())).migrate();
        templateMade = true;
      }
      return TEMPLATE;
    }

    DatabaseAccess administrator(String database) {
      return within(superuser, database);
    }

    DatabaseAccess access(String database, String role) {
      return within(role.equals(owner.user()) ? owner : service, database);
    }

    void execute(String... statements) {
      try (Connection connection = connect(superuser);
          Statement statement = connection.createStatement()) {
        for (String sql : statements) {
          statement.execute(sql);
        }
      } catch (SQLException e) {
        throw new IllegalStateException(statements[0], e);
      }
    }

    private static DatabaseAccess within(DatabaseAccess access, String database) {
      String url = access.jdbcUrl();
      return DatabaseAccess.of(
          url.substring(0, url.lastIndexOf('/') + 1) + database, access.user(), access.password());
    }

    private static Server start() {
      try {
        Path folder = Files.createTempDirectory("tripgen-test-");
        EmbeddedPostgres postgres =
            EmbeddedPostgres.start(
                new EmbeddedPostgres.Settings(
                    folder,
                    0,
                    // What a test writes need not survive a power cut.
                    Map.of(
                        "fsync", "off",
                        "full_page_writes", "off",
                        "synchronous_commit", "off",
                        "max_connections", "300"),
                    programs()));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(postgres, folder)));
        return new Server(postgres.administrator(), postgres.owner(), postgres.service());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void remove(EmbeddedPostgres postgres, Path folder) {
      postgres.close();
      try (Stream<Path> tree = Files.walk(folder)) {
        tree.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
