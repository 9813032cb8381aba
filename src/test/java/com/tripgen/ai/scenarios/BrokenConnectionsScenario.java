package com.tripgen.ai.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.database.EmbeddedPostgres;
import com.tripgen.ai.database.Migrations;
import com.tripgen.ai.support.Outage;
import com.tripgen.ai.support.TestDatabase;
import com.tripgen.ai.v1.GetJobRequest;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The database crashes, or ends every connection, while callers submit and watch: they are told to
/// come again, and nothing they were told before is lost.
@Timeout(180)
class BrokenConnectionsScenario {
  private static final int CALLERS = 4;

  @TempDir private Path folder;

  @Test
  void postgres_crashes_and_recovers_under_load() throws Exception {
    // The machine does not crash, so that what PostgreSQL has written survives without fsync.
    var settings =
        new EmbeddedPostgres.Settings(
            folder.resolve("data"), 0, Map.of("fsync", "off"), TestDatabase.programs());
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings)) {
      var _ = new Migrations(postgres.owner()).migrate();
      try (Replica first = Replica.start(postgres.service());
          Replica second = Replica.start(postgres.service());
          Callers callers = Callers.start(CALLERS, first, second)) {
        for (int crash = 0; crash < 2; crash++) {
          callers.awaitEnds(CALLERS);
          postgres.crash();
          assertThat(refusal(first)).isEqualTo("DATABASE_UNAVAILABLE");
          postgres.startAgain();
        }
        callers.awaitEnds(CALLERS);
        callers.finish();

        callers.assertNothingLost(postgres.owner());
        assertThat(callers.refusals()).isSubsetOf("DATABASE_UNAVAILABLE");
      }
    }
  }

  /// The callers may all be watching, and a watch waits for the database to come back.
  private static String refusal(Replica replica) {
    GetJobRequest request = GetJobRequest.newBuilder().setRequestId("job-1").build();
    return Refusal.of(() -> replica.jobs().getJob(request)).reason();
  }

  @Test
  void every_connection_is_terminated_again_and_again() throws Exception {
    try (TestDatabase database = TestDatabase.create();
        Replica first = Replica.start(database.service());
        Replica second = Replica.start(database.service());
        Callers callers = Callers.start(CALLERS, first, second)) {
      for (int i = 0; i < 8; i++) {
        callers.awaitEnds(1);
        Outage.cutConnections(database);
      }
      callers.awaitEnds(CALLERS);
      callers.finish();

      callers.assertNothingLost(database.owner());
    }
  }
}
