package com.tripgen.ai.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.bench.service.Rehearsal;
import com.tripgen.ai.support.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What a JVM is to learn from before it writes down what it has learnt.
class RehearsalScenario {
  private static final Duration SPAN = Duration.ofMillis(1500);

  @Test
  void trips_are_planned_and_small_jobs_submitted_in_great_number() throws Exception {
    try (TestDatabase database = TestDatabase.create();
        Replica replica = Replica.start(database.service())) {
      Rehearsal.run(replica.port(), SPAN);

      assertThat(jobsByType(database))
          .hasEntrySatisfying("SCHEDULE_GENERATION", it -> atLeast(16, it))
          .hasEntrySatisfying("RECOMMENDATION_GENERATION", it -> atLeast(16, it));
    }
  }

  private static void atLeast(int jobs, int seen) {
    assertThat(seen).isGreaterThanOrEqualTo(jobs);
  }

  private static Map<String, Integer> jobsByType(TestDatabase database) throws Exception {
    Map<String, Integer> jobs = new HashMap<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT job_type, count(*)::INTEGER FROM ai_schema.ai_jobs"
                    + " WHERE job_type <> 'SCHEDULE_GENERATION' OR status = 'COMPLETED'"
                    + " GROUP BY job_type")) {
      while (rows.next()) {
        jobs.put(rows.getString(1), rows.getInt(2));
      }
    }
    return jobs;
  }
}
