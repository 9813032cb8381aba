package com.tripgen.ai.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.security.auth.module.UnixSystem;
import com.tripgen.ai.support.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class EmbeddedPostgresTest {
  @TempDir private Path temporary;

  @Test
  void it_keeps_its_data_between_runs_and_nothing_runs_in_between() throws Exception {
    Path folder = temporary.resolve("data");
    int port;
    try (EmbeddedPostgres server = start(folder)) {
      port = server.port();
      new Migrations(server.owner()).migrate();
      try (Connection service = TestDatabase.connect(server.service())) {
        Scripts.run(service, Scripts.guideRows());
      }
    }
    assertNobodyListens(port);

    try (EmbeddedPostgres server = start(folder);
        Connection service = TestDatabase.connect(server.service())) {
      assertThat(Scripts.texts(service, "SELECT trip_id FROM ai_schedules"))
          .containsExactly("trip-001");
      assertThat(new Migrations(server.service()).pending()).isEmpty();
    }
  }

  @Test
  void it_is_durable_and_closed_to_strangers() throws Exception {
    Path folder = temporary.resolve("data");
    try (EmbeddedPostgres server = start(folder);
        Connection administrator = TestDatabase.connect(server.administrator())) {
      assertThat(
              Scripts.texts(
                  administrator,
                  """
                  SELECT name || '=' || setting
                  FROM pg_settings
                  WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes',
                                 'listen_addresses', 'unix_socket_directories',
                                 'password_encryption', 'server_encoding')
                  ORDER BY name
                  """))
          .containsExactly(
              "fsync=on",
              "full_page_writes=on",
              "listen_addresses=127.0.0.1",
              "password_encryption=scram-sha-256",
              "server_encoding=UTF8",
              "synchronous_commit=on",
              "unix_socket_directories=");
      assertThat(Scripts.texts(administrator, "SELECT DISTINCT auth_method FROM pg_hba_file_rules"))
          .containsExactly("scram-sha-256");
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(folder.resolve("credentials"))))
          .isEqualTo("rw-------");
      assertThat(folder.resolve("initial-password")).doesNotExist();
      DatabaseAccess service = server.service();
      assertThatThrownBy(
              () ->
                  TestDatabase.connect(
                      DatabaseAccess.of(service.jdbcUrl(), service.user(), "guessed")))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
    }
  }

  @Test
  void a_server_that_a_killed_process_left_behind_is_taken_over() throws Exception {
    Path folder = temporary.resolve("data");
    int orphan = AbandonedServer.leaveBehind(folder);

    try (EmbeddedPostgres server = start(folder);
        Connection service = TestDatabase.connect(server.service())) {
      assertThat(Scripts.texts(service, "SELECT 1")).containsExactly("1");
      if (server.port() != orphan) {
        assertNobodyListens(orphan);
      }
    }
  }

  @Test
  void a_process_number_that_now_belongs_to_another_program_is_no_hindrance() throws Exception {
    Path folder = temporary.resolve("data");
    start(folder).close();
    Files.writeString(
        folder.resolve("cluster/postmaster.pid"),
        ProcessHandle.current().pid() + "\n" + folder.resolve("cluster") + "\n1\n5432\n\n\n");

    start(folder).close();
  }

  @Test
  void a_start_that_was_cut_short_leaves_no_half_cluster() throws Exception {
    Path folder = temporary.resolve("data");
    Files.createDirectories(folder.resolve("cluster.new/base"));

    start(folder).close();

    assertThat(folder.resolve("cluster.new")).doesNotExist();
  }

  @Test
  void a_folder_serves_one_at_a_time() throws Exception {
    Path folder = temporary.resolve("data");
    try (EmbeddedPostgres _ = start(folder)) {
      assertThatThrownBy(() -> start(folder))
          .isInstanceOf(DatabaseStartException.class)
          .hasMessage(
              "the data folder %s is in use by process %d: stop it or give another folder",
              folder, ProcessHandle.current().pid());
    }
    start(folder).close();
  }

  @Test
  void a_taken_port_is_named() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      assertThatThrownBy(
              () ->
                  EmbeddedPostgres.start(
                      EmbeddedPostgres.Settings.of(temporary.resolve("data"), port)))
          .isInstanceOf(DatabaseStartException.class)
          .hasMessage(
              "the embedded PostgreSQL can't use port %d, another program listens there: stop it or"
                  + " choose another port",
              port);
    }
    start(temporary.resolve("data")).close();
  }

  @Test
  void a_folder_that_is_none_is_named() throws Exception {
    Path file = Files.createFile(temporary.resolve("file"));

    assertThatThrownBy(() -> start(file))
        .isInstanceOf(DatabaseStartException.class)
        .hasMessage("the data folder %s is not a directory: give another one", file);
    assertThatThrownBy(() -> start(file.resolve("data")))
        .isInstanceOf(DatabaseStartException.class)
        .hasMessageContaining("can't be created");
  }

  @Test
  void data_of_another_version_is_left_alone() throws Exception {
    Path cluster = Files.createDirectories(temporary.resolve("data/cluster"));
    Files.writeString(cluster.resolve("PG_VERSION"), "17\n");

    assertThatThrownBy(() -> start(temporary.resolve("data")))
        .isInstanceOf(DatabaseStartException.class)
        .hasMessageContaining("holds data of PostgreSQL 17, which PostgreSQL 18");
    assertThat(cluster).isDirectoryNotContaining("glob:**/base");
  }

  @Test
  void where_namespaces_are_forbidden_root_starts_it_as_an_ordinary_user() throws Exception {
    assumeTrue(new UnixSystem().getUid() == 0, "only root has this trouble");
    Path folder = temporary.resolve("data");
    DataFolder hidden = DataFolder.open(folder);
    PostgresAccount nobody = new PostgresAccount.Other(PostgresAccount.NOBODY);
    Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwx------"));
    assertThatThrownBy(() -> start(hidden, nobody))
        .isInstanceOf(DatabaseStartException.class)
        .hasMessageContaining("can't reach " + folder);
    hidden.close();

    Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwx--x--x"));
    try (EmbeddedPostgres server = start(DataFolder.open(folder), nobody)) {
      assertThat(Files.getAttribute(folder.resolve("cluster"), "unix:uid"))
          .isEqualTo(PostgresAccount.NOBODY);
      assertThat(server.port()).isPositive();
    }
    // The cluster stays with its account.
    try (DataFolder again = DataFolder.open(folder)) {
      assertThat(PostgresAccount.choose(again)).isEqualTo(nobody);
    }
    start(folder).close();
  }

  @Test
  void processes_that_unpack_at_once_end_with_one_whole_copy() throws Exception {
    Path cache = temporary.resolve("cache");
    List<Future<PostgresBinaries>> copies = new ArrayList<>();
    try (ExecutorService processes = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 3; i++) {
        copies.add(
            processes.submit(
                () -> PostgresBinaries.unpack(PostgresBinaries.Platform.current(), cache)));
      }
    }

    for (Future<PostgresBinaries> copy : copies) {
      assertThat(copy.get().program("postgres")).isExecutable();
      assertThat(copy.get().majorVersion()).isEqualTo(18);
    }
    try (var contents = Files.list(cache)) {
      assertThat(contents).hasSize(2);
    }
  }

  @ParameterizedTest
  @CsvSource({"Linux, amd64, LINUX_X86", "Linux, aarch64, LINUX_ARM", "Mac OS X, aarch64, MAC_ARM"})
  void each_supported_platform_has_its_programs(
      String system, String processor, PostgresBinaries.Platform platform) {
    assertThat(PostgresBinaries.Platform.of(system, processor)).isEqualTo(platform);
  }

  @Test
  void an_unsupported_platform_is_named() {
    assertThatThrownBy(() -> PostgresBinaries.Platform.of("Windows 11", "amd64"))
        .isInstanceOf(DatabaseStartException.class)
        .hasMessage(
            "there is no embedded PostgreSQL for Windows 11 on amd64: give a database of your own"
                + " with --database-url");
  }

  private static EmbeddedPostgres start(Path folder) {
    return EmbeddedPostgres.start(EmbeddedPostgres.Settings.of(folder, 0));
  }

  private static EmbeddedPostgres start(DataFolder folder, PostgresAccount account)
      throws IOException {
    return EmbeddedPostgres.start(
        EmbeddedPostgres.Settings.of(folder.path(), 0),
        folder,
        PostgresBinaries.Platform.current(),
        account);
  }

  private static void assertNobodyListens(int port) {
    assertThatThrownBy(
            () ->
                TestDatabase.connect(
                    DatabaseAccess.of("jdbc:postgresql://127.0.0.1:" + port + "/x", "a", "b")))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("refused");
  }
}
