package com.tripgen.ai.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.Iterators;
import com.tripgen.ai.database.Database;
import com.tripgen.ai.database.DatabaseAccess;
import com.tripgen.ai.database.Migrations;
import com.tripgen.ai.database.PoolSettings;
import com.tripgen.ai.database.Provisioning;
import com.tripgen.ai.operations.OthersRowsException;
import com.tripgen.ai.operations.SampleData;
import com.tripgen.ai.support.TestDatabase;
import com.tripgen.ai.v1.CheckInstallationRequest;
import com.tripgen.ai.v1.GetDayScheduleRequest;
import com.tripgen.ai.v1.GetJobRequest;
import com.tripgen.ai.v1.GetTripScheduleRequest;
import com.tripgen.ai.v1.InstallationCheck;
import com.tripgen.ai.v1.InstallationCheckStatus;
import com.tripgen.ai.v1.Job;
import com.tripgen.ai.v1.JobStatus;
import com.tripgen.ai.v1.ListRecommendationsRequest;
import com.tripgen.ai.v1.Schedule;
import com.tripgen.ai.v1.ScheduleGenerationSpec;
import com.tripgen.ai.v1.SubmitJobRequest;
import com.tripgen.ai.v1.WatchJobRequest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// An installation from nothing, as the guide goes: provision, migrate, sample rows, serve.
class InstallationScenario {
  private TestDatabase anchor;
  private String name;

  @BeforeEach
  void provision() {
    anchor = TestDatabase.createEmpty();
    name = "installed_" + UUID.randomUUID().toString().replace("-", "");
    for (int run = 1; run <= 2; run++) {
      new Provisioning(name, anchor.owner().password(), anchor.service().password())
          .run(anchor.administrator());
    }
    new Migrations(anchor.owner().to(name)).migrate();
  }

  @AfterEach
  void drop() throws SQLException {
    try (Connection administrator = TestDatabase.connect(anchor.administrator());
        Statement statement = administrator.createStatement()) {
      statement.execute("DROP DATABASE " + name + " WITH (FORCE)");
    }
    anchor.close();
  }

  private DatabaseAccess service() {
    return anchor.service().to(name);
  }

  private int seed() {
    try (Database database = new Database(service(), PoolSettings.ONE_BY_ONE)) {
      return new SampleData(database).insert();
    }
  }

  private List<String> texts(String query) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Connection connection = TestDatabase.connect(service());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }

  @Test
  void the_service_role_serves_what_was_provisioned_and_migrated() throws Exception {
    try (Replica replica = Replica.start(service())) {
      var _ =
          replica
              .jobs()
              .submitJob(
                  SubmitJobRequest.newBuilder()
                      .setRequestId("first")
                      .setScheduleGeneration(
                          ScheduleGenerationSpec.newBuilder().setTrip(Trips.seoul("trip-1")))
                      .build());
      Job end =
          Iterators.getLast(
                  replica
                      .jobs()
                      .watchJob(WatchJobRequest.newBuilder().setRequestId("first").build()))
              .getJob();
      assertThat(end.getStatus()).isEqualTo(JobStatus.JOB_STATUS_COMPLETED);

      List<InstallationCheck> checks =
          replica
              .operations()
              .checkInstallation(CheckInstallationRequest.getDefaultInstance())
              .getChecksList();
      assertThat(checks)
          .filteredOn(
              it -> it.getStatus() == InstallationCheckStatus.INSTALLATION_CHECK_STATUS_FAILED)
          .isEmpty();
      assertThat(checks)
          .filteredOn(it -> it.getStatus() == InstallationCheckStatus.INSTALLATION_CHECK_STATUS_OK)
          .extracting(InstallationCheck::getName)
          .contains(
              "connection",
              "database",
              "schema",
              "tables",
              "indexes",
              "triggers",
              "initial_data",
              "privileges",
              "basic_queries",
              "json_queries",
              "extensions");
    }
  }

  @Test
  void the_sample_rows_answer_the_guides_queries_and_are_read_through_the_service()
      throws Exception {
    assertThat(seed()).isEqualTo(6);
    assertThat(seed()).as("again").isZero();

    assertThat(
            texts(
                """
                SELECT schedule_data -> 'schedules' -> 0 ->> 'city' FROM ai_schema.ai_schedules
                WHERE trip_id = 'trip-001' AND status = 'COMPLETED'
                """))
        .containsExactly("서울");
    assertThat(
            texts(
                """
                SELECT recommendation_data -> 'recommendations' -> 'reasons' ->> 0
                FROM ai_schema.ai_recommendations WHERE place_id = 'LOC-001'
                """))
        .containsExactly("조선왕조의 대표적인 궁궐로 역사적 가치가 높음");
    assertThat(
            texts(
                """
                SELECT concat_ws(' ', current_step, progress, result ->> 'current_city')
                FROM ai_schema.ai_jobs WHERE status = 'PROCESSING'
                """))
        .containsExactly("generating_places 75 부산");
    assertThat(
            texts(
                """
                SELECT recommendation_data -> 'context' ->> 'user_profile_hash' = profile_hash
                  AND length(profile_hash) = 64
                FROM ai_schema.ai_recommendations
                """))
        .containsExactly("t", "t");

    try (Replica replica = Replica.start(service())) {
      Job job =
          replica
              .jobs()
              .getJob(GetJobRequest.newBuilder().setRequestId("sample-trip-001").build())
              .getJob();
      assertThat(job.getStatus()).isEqualTo(JobStatus.JOB_STATUS_COMPLETED);
      assertThat(job.getAttemptsList()).hasSize(1);
      Schedule schedule =
          replica
              .schedules()
              .getTripSchedule(GetTripScheduleRequest.newBuilder().setTripId("trip-001").build())
              .getSchedule();
      assertThat(schedule.getDays(0).getPlaces(0).getPlaceName()).isEqualTo("경복궁");
      assertThat(
              replica
                  .schedules()
                  .getDaySchedule(
                      GetDayScheduleRequest.newBuilder().setTripId("trip-001").setDay(1).build())
                  .getDay()
                  .getCity())
          .isEqualTo("서울");
      assertThat(
              replica
                  .recommendations()
                  .listRecommendations(
                      ListRecommendationsRequest.newBuilder().setPlaceId("LOC-002").build())
                  .getRecommendationsList())
          .hasSize(1);
      assertThat(
              replica
                  .operations()
                  .checkInstallation(CheckInstallationRequest.getDefaultInstance())
                  .getChecksList())
          .filteredOn(it -> it.getName().equals("abandoned_jobs"))
          .singleElement()
          .satisfies(it -> assertThat(it.getRemedy()).contains("sample-trip-002"));
    }
  }

  @Test
  void sample_rows_are_not_put_among_the_rows_of_others() throws Exception {
    try (Connection connection = TestDatabase.connect(service());
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          INSERT INTO ai_schema.ai_schedules (request_id, trip_id, status)
          VALUES ('of-others', 'trip-9', 'QUEUED')
          """);
    }

    assertThatExceptionOfType(OthersRowsException.class).isThrownBy(this::seed);
    assertThat(texts("SELECT request_id FROM ai_schema.ai_jobs")).isEmpty();
  }
}
