package com.tripgen.ai.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.rpc.RetryInfo;
import com.tripgen.ai.database.Migrations;
import com.tripgen.ai.server.Role;
import com.tripgen.ai.support.TestDatabase;
import com.tripgen.ai.v1.GetJobRequest;
import com.tripgen.ai.v1.JobServiceGrpc;
import com.tripgen.ai.v1.ListJobsRequest;
import io.grpc.CallOptions;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.ClientCalls;
import java.sql.Connection;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every call can rely on, whichever service it is for.
class ServerScenario {
  private static Iterator<HealthCheckResponse> health(Replica replica, String service) {
    return HealthGrpc.newBlockingStub(replica.channel())
        .withDeadlineAfter(30, TimeUnit.SECONDS)
        .watch(HealthCheckRequest.newBuilder().setService(service).build());
  }

  @Test
  void health_is_told_for_the_server_and_for_each_service() throws Exception {
    try (TestDatabase database = TestDatabase.create();
        Replica replica = Replica.start(database.service())) {
      for (String service :
          new String[] {
            "",
            "tripgen.ai.v1.JobService",
            "tripgen.ai.v1.ScheduleService",
            "tripgen.ai.v1.RecommendationService",
            "tripgen.ai.v1.OperationsService"
          }) {
        assertThat(health(replica, service).next().getStatus())
            .as(service)
            .isEqualTo(ServingStatus.SERVING);
      }
    }
  }

  @Test
  void an_unmigrated_database_is_not_served_until_it_is_migrated() throws Exception {
    try (TestDatabase database = TestDatabase.createEmpty();
        Replica replica =
            Replica.listen(database.service(), Replica.quick(), Role.API, Role.WORKER)) {
      Iterator<HealthCheckResponse> health = health(replica, "");
      assertThat(health.next().getStatus()).isEqualTo(ServingStatus.NOT_SERVING);
      Refusal refusal =
          Refusal.of(() -> replica.jobs().listJobs(ListJobsRequest.getDefaultInstance()));
      assertThat(refusal.code()).isEqualTo(Code.UNAVAILABLE);
      assertThat(refusal.reason()).isEqualTo("DATABASE_UNAVAILABLE");
      assertThat(refusal.has(RetryInfo.class)).isTrue();

      var _ = new Migrations(database.owner()).migrate();

      assertThat(health.next().getStatus()).isEqualTo(ServingStatus.SERVING);
      assertThat(replica.jobs().listJobs(ListJobsRequest.getDefaultInstance()).getJobsList())
          .isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tripgen.ai.v1.JobService/MakeCoffee",
        "tripgen.ai.v2.JobService/GetJob",
        "no.such.Service/Method"
      })
  void a_method_that_nobody_has_is_refused_by_name(String method) throws Exception {
    try (TestDatabase database = TestDatabase.create();
        Replica replica = Replica.start(database.service(), Role.API)) {
      assertUnknown(replica, method);
    }
  }

  @Test
  void a_worker_without_the_api_refuses_its_methods_by_name() throws Exception {
    try (TestDatabase database = TestDatabase.create();
        Replica replica = Replica.start(database.service(), Role.WORKER)) {
      assertUnknown(replica, JobServiceGrpc.getGetJobMethod().getFullMethodName());
    }
  }

  private static void assertUnknown(Replica replica, String method) {
    var descriptor = JobServiceGrpc.getGetJobMethod().toBuilder().setFullMethodName(method).build();
    Refusal refusal =
        Refusal.of(
            () ->
                ClientCalls.blockingUnaryCall(
                    replica.channel(),
                    descriptor,
                    CallOptions.DEFAULT.withDeadlineAfter(30, TimeUnit.SECONDS),
                    GetJobRequest.newBuilder().setRequestId("x").build()));
    assertThat(refusal.code()).isEqualTo(Code.UNIMPLEMENTED);
    assertThat(refusal.reason()).isEqualTo("NOT_IMPLEMENTED");
    assertThat(refusal.metadata()).containsEntry("method", method);
  }

  @Test
  void a_caller_that_cancels_ends_its_statement_in_the_database() throws Exception {
    try (TestDatabase database = TestDatabase.create();
        Replica replica = Replica.start(database.service(), Role.API);
        Connection lock = database.connect()) {
      lock.setAutoCommit(false);
      try (var statement = lock.createStatement()) {
        statement.execute("LOCK TABLE ai_schema.ai_jobs IN ACCESS EXCLUSIVE MODE");
      }
      var answer =
          JobServiceGrpc.newFutureStub(replica.channel())
              .getJob(GetJobRequest.newBuilder().setRequestId("x").build());
      awaitWaitingStatements(database, 1);

      assertThat(answer.cancel(true)).isTrue();

      awaitWaitingStatements(database, 0);
    }
  }

  @Test
  void the_deadline_of_a_call_ends_its_statement_in_the_database() throws Exception {
    try (TestDatabase database = TestDatabase.create();
        Replica replica = Replica.start(database.service(), Role.API);
        Connection lock = database.connect()) {
      lock.setAutoCommit(false);
      try (var statement = lock.createStatement()) {
        statement.execute("LOCK TABLE ai_schema.ai_jobs IN ACCESS EXCLUSIVE MODE");
      }
      var impatient =
          JobServiceGrpc.newBlockingStub(replica.channel())
              .withDeadlineAfter(700, TimeUnit.MILLISECONDS);
      assertThatThrownBy(
              () -> impatient.getJob(GetJobRequest.newBuilder().setRequestId("x").build()))
          .isInstanceOfSatisfying(
              StatusRuntimeException.class,
              failure ->
                  assertThat(failure.getStatus().getCode()).isEqualTo(Code.DEADLINE_EXCEEDED));
      awaitWaitingStatements(database, 0);
      lock.rollback();

      Refusal after =
          Refusal.of(
              () -> replica.jobs().getJob(GetJobRequest.newBuilder().setRequestId("x").build()));
      assertThat(after.reason()).isEqualTo("JOB_NOT_FOUND");
    }
  }

  /// The database is asked again and again: there is nothing else to wait on. Only an administrator
  /// sees what the statements of other roles wait for.
  private static void awaitWaitingStatements(TestDatabase database, int expected) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (true) {
      try (var connection = TestDatabase.connect(database.administrator());
          var statement = connection.createStatement();
          var rows =
              statement.executeQuery(
                  "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                      + " AND wait_event_type = 'Lock'")) {
        assertThat(rows.next()).isTrue();
        if (rows.getLong(1) == expected) {
          return;
        }
      }
      assertThat(System.nanoTime()).as("statements that wait").isLessThan(deadline);
    }
  }

  @Test
  void a_server_that_shuts_down_is_not_serving_before_it_stops_answering() throws Exception {
    try (TestDatabase database = TestDatabase.create()) {
      Replica replica = Replica.start(database.service());
      Iterator<HealthCheckResponse> health = health(replica, "");
      assertThat(health.next().getStatus()).isEqualTo(ServingStatus.SERVING);

      Thread closing = Thread.ofPlatform().start(replica.server()::close);

      assertThat(health.next().getStatus()).isEqualTo(ServingStatus.NOT_SERVING);
      closing.join();
      replica.close();
    }
  }
}
