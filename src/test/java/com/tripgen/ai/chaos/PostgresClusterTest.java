package com.tripgen.ai.chaos;

import static com.tripgen.ai.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tripgen.ai.chaos.PostgresCluster.Replication;
import com.tripgen.ai.database.DatabaseAccess;
import com.tripgen.ai.support.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class PostgresClusterTest {
  @TempDir private Path folder;

  @Test
  void what_a_synchronous_cluster_committed_is_there_after_a_restart_and_after_a_promotion()
      throws Exception {
    try (PostgresCluster cluster =
        PostgresCluster.start(folder, Replication.SYNCHRONOUS, TestDatabase.programs())) {
      write(cluster.owner(), "CREATE TABLE public.lines (line INTEGER)");
      write(cluster.owner(), "INSERT INTO public.lines VALUES (1)");
      cluster.restartPrimary();
      awaitLines(cluster.owner(), 1);
      write(cluster.owner(), "INSERT INTO public.lines VALUES (2)");

      cluster.failOver();

      assertThat(lines(cluster.owner())).isEqualTo(3);
      write(cluster.owner(), "INSERT INTO public.lines VALUES (4)");
      assertThatThrownBy(() -> lines(cluster.primary().owner())).isInstanceOf(SQLException.class);
    }
  }

  @Test
  void what_an_asynchronous_standby_did_not_hear_is_gone_after_its_promotion() throws Exception {
    try (PostgresCluster cluster =
        PostgresCluster.start(folder, Replication.ASYNCHRONOUS, TestDatabase.programs())) {
      write(cluster.owner(), "CREATE TABLE public.lines (line INTEGER)");
      write(cluster.owner(), "INSERT INTO public.lines VALUES (1)");
      awaitLines(cluster.standby().owner(), 1);
      cluster.stopReplication();
      write(cluster.owner(), "INSERT INTO public.lines VALUES (2)");
      assertThat(lines(cluster.owner())).isEqualTo(3);

      cluster.failOver();

      assertThat(lines(cluster.owner())).isEqualTo(1);
    }
  }

  private static void write(DatabaseAccess access, String sql) throws SQLException {
    try (Connection connection = TestDatabase.connect(access);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// Of a server that may not be up yet, or not have heard of the table.
  private static void awaitLines(DatabaseAccess access, int sum) throws Exception {
    eventually(
        () ->
            assertThatCode(() -> assertThat(lines(access)).isEqualTo(sum))
                .doesNotThrowAnyException());
  }

  private static int lines(DatabaseAccess access) throws SQLException {
    try (Connection connection = TestDatabase.connect(access);
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT sum(line) FROM public.lines")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
