package com.tripgen.ai.scenarios;

import static com.tripgen.ai.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.tripgen.ai.support.InstalledProgram;
import com.tripgen.ai.support.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A pooler that hands each transaction to another session stands before the database.
@Timeout(120)
class PgBouncerScenario {
  private static final int CALLERS = 4;

  @TempDir private Path folder;

  private TestDatabase database;
  private PgBouncer pooler;

  @BeforeEach
  void start() throws Exception {
    Path program = InstalledProgram.find("pgbouncer").orElse(null);
    assumeTrue(program != null, "pgbouncer is not installed");
    database = TestDatabase.create();
    pooler = PgBouncer.start(program, folder, database.service());
  }

  @AfterEach
  void stop() throws Exception {
    if (pooler != null) {
      pooler.close();
      database.close();
    }
  }

  @Test
  void with_a_direct_url_hints_go_past_it() throws Exception {
    var access = pooler.access(database.service().jdbcUrl());
    try (Replica first = Replica.start(access);
        Replica second = Replica.start(access);
        Callers callers = Callers.start(CALLERS, first, second)) {
      eventually(() -> assertThat(sessions("tripgen-ai listen")).isEqualTo(2));
      callers.awaitEnds(3 * CALLERS);
      callers.finish();

      callers.assertNothingLost(database.owner());
      assertThat(callers.refusals()).isEmpty();
    }
  }

  @Test
  void without_one_replicas_look_for_what_others_changed() throws Exception {
    var access = pooler.access(null);
    try (Replica first = Replica.start(access);
        Replica second = Replica.start(access);
        Callers callers = Callers.start(CALLERS, first, second)) {
      callers.awaitEnds(3 * CALLERS);
      assertThat(sessions("tripgen-ai listen")).isZero();
      callers.finish();

      callers.assertNothingLost(database.owner());
      assertThat(callers.refusals()).isEmpty();
    }
  }

  @Test
  void a_pooler_that_dies_and_comes_back_costs_repetitions_and_nothing_else() throws Exception {
    var access = pooler.access(null);
    try (Replica first = Replica.start(access);
        Replica second = Replica.start(access);
        Callers callers = Callers.start(CALLERS, first, second)) {
      for (int i = 0; i < 2; i++) {
        callers.awaitEnds(CALLERS);
        pooler.replace();
      }
      callers.awaitEnds(CALLERS);
      callers.finish();

      callers.assertNothingLost(database.owner());
    }
  }

  private long sessions(String application) throws Exception {
    try (Connection connection = TestDatabase.connect(database.administrator());
        var query =
            connection.prepareStatement(
                """
                SELECT count(*)
                FROM pg_stat_activity
                WHERE datname = current_database()
                  AND application_name = ?
                """)) {
      query.setString(1, application);
      try (var rows = query.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }
}
