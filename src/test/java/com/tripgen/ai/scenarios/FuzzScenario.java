package com.tripgen.ai.scenarios;

import static com.tripgen.ai.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import com.tripgen.ai.server.Role;
import com.tripgen.ai.support.TestDatabase;
import com.tripgen.ai.v1.AnalyzeWeatherImpactRequest;
import com.tripgen.ai.v1.BatchGetRecommendationsRequest;
import com.tripgen.ai.v1.BatchSubmitJobsRequest;
import com.tripgen.ai.v1.CandidatePlace;
import com.tripgen.ai.v1.Coordinates;
import com.tripgen.ai.v1.GenerateScheduleRequest;
import com.tripgen.ai.v1.GetRecommendationRequest;
import com.tripgen.ai.v1.GetScheduleRequest;
import com.tripgen.ai.v1.HealthStatus;
import com.tripgen.ai.v1.JobServiceProto;
import com.tripgen.ai.v1.JobType;
import com.tripgen.ai.v1.ListJobsRequest;
import com.tripgen.ai.v1.OperationsServiceProto;
import com.tripgen.ai.v1.PlaceCategory;
import com.tripgen.ai.v1.PlaceReference;
import com.tripgen.ai.v1.Preference;
import com.tripgen.ai.v1.RecommendationGenerationSpec;
import com.tripgen.ai.v1.RecommendationServiceProto;
import com.tripgen.ai.v1.RegenerateScheduleRequest;
import com.tripgen.ai.v1.ResumeJobsRequest;
import com.tripgen.ai.v1.Schedule;
import com.tripgen.ai.v1.ScheduleGenerationSpec;
import com.tripgen.ai.v1.ScheduleRegenerationSpec;
import com.tripgen.ai.v1.ScheduleServiceProto;
import com.tripgen.ai.v1.SubmitJobRequest;
import com.tripgen.ai.v1.UserProfile;
import com.tripgen.ai.v1.ValidateScheduleRequest;
import com.tripgen.ai.v1.WatchJobRequest;
import io.grpc.CallOptions;
import io.grpc.Context;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.ClientCalls;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Thousands of mutated requests over all RPCs: every one is answered or refused for a reason of
/// the catalogue, and what they leave behind can be worked with.
///
/// `TRIPGEN_FUZZ_REQUESTS` sets how many, `TRIPGEN_FUZZ_SEED` which.
class FuzzScenario {
  private static final int REQUESTS =
      Integer.parseInt(System.getenv().getOrDefault("TRIPGEN_FUZZ_REQUESTS", "4000"));
  private static final long SEED =
      Long.parseLong(System.getenv().getOrDefault("TRIPGEN_FUZZ_SEED", "20270405"));
  private static final int CALLERS = 8;

  /// What is never an answer to a request, whatever it is like.
  private static final List<Code> FAULTS =
      List.of(
          Code.INTERNAL, Code.UNKNOWN, Code.DATA_LOSS, Code.UNAVAILABLE, Code.DEADLINE_EXCEEDED);

  /// Longer than the server lets a call take.
  private static final long CALL_SECONDS = 60;

  private static final long WATCH_MILLIS = 300;

  /// Jobs that the requests made and that are run in the end.
  private static final int JOBS_TO_RUN = 30;

  private final Queue<String> faults = new ConcurrentLinkedQueue<>();
  private final Map<String, LongAdder> answers = new java.util.concurrent.ConcurrentHashMap<>();

  private record Target(MethodDescriptor method, List<Message> seeds) {
    boolean streams() {
      return method.isServerStreaming();
    }

    String name() {
      return method.getService().getFullName() + "/" + method.getName();
    }
  }

  @Test
  @Timeout(3_600)
  void whatever_is_sent_is_answered_or_refused_for_a_reason_and_leaves_nothing_impossible()
      throws Exception {
    try (TestDatabase database = TestDatabase.create()) {
      Schedule planned = plan(database);
      try (Replica replica = Replica.start(database.service(), Role.API)) {
        send(replica, targets(planned));
        System.out.println("answers to " + REQUESTS + " requests: " + new TreeMap<>(answers));
        assertThat(faults).isEmpty();
        assertThat(health(replica)).isEqualTo(ServingStatus.SERVING);
        assertThat(replica.jobs().listJobs(ListJobsRequest.getDefaultInstance()).getJobsList())
            .isNotEmpty();
        assertThat(impossibleRows(database)).isEmpty();
        resumeAll(replica);
      }
      runJobsOf(database);
      assertThat(impossibleRows(database)).isEmpty();
    }
  }

  /// A schedule as the service makes it, to be mutated.
  private static Schedule plan(TestDatabase database) throws Exception {
    try (Replica replica = Replica.start(database.service())) {
      var _ =
          replica
              .schedules()
              .generateSchedule(Trips.request("fuzz-0", Trips.seoul("fuzz-0")).build());
      replica
          .jobs()
          .watchJob(WatchJobRequest.newBuilder().setRequestId("fuzz-0").build())
          .forEachRemaining(update -> {});
      return replica
          .schedules()
          .getSchedule(GetScheduleRequest.newBuilder().setRequestId("fuzz-0").build())
          .getSchedule();
    }
  }

  private static List<Target> targets(Schedule planned) {
    List<Message> seeds = seeds(planned);
    return Stream.of(
            JobServiceProto.getDescriptor(),
            ScheduleServiceProto.getDescriptor(),
            RecommendationServiceProto.getDescriptor(),
            OperationsServiceProto.getDescriptor())
        .flatMap(file -> file.getServices().stream())
        .flatMap(service -> service.getMethods().stream())
        .map(
            method ->
                new Target(
                    method,
                    Stream.concat(
                            seeds.stream()
                                .filter(
                                    seed -> seed.getDescriptorForType() == method.getInputType()),
                            Stream.of(DynamicMessage.getDefaultInstance(method.getInputType())))
                        .toList()))
        .toList();
  }

  /// Requests as somebody would send them. Methods without one begin with an empty request.
  private static List<Message> seeds(Schedule planned) {
    var place = PlaceReference.newBuilder().setPlaceId("seoul-gyeongbokgung");
    var profile =
        UserProfile.newBuilder()
            .addAges(34)
            .setHealthStatus(HealthStatus.HEALTH_STATUS_GOOD)
            .addPreferences(Preference.PREFERENCE_CULTURE);
    var trip =
        Trips.seoul("fuzz-1")
            .setDailyStartTime("09:00")
            .setSpecialRequests("slowly, please")
            .setLanguageCode("en")
            .addCandidatePlaces(
                CandidatePlace.newBuilder()
                    .setPlaceId("p")
                    .setName("Palace")
                    .setCategory(PlaceCategory.PLACE_CATEGORY_CULTURE)
                    .setCoordinates(Coordinates.newBuilder().setLatitude(37.5).setLongitude(127)));
    var generation =
        SubmitJobRequest.newBuilder()
            .setRequestId("fuzz-2")
            .putLabels("team", "red")
            .setScheduleGeneration(ScheduleGenerationSpec.newBuilder().setTrip(trip));
    var recommendation =
        SubmitJobRequest.newBuilder()
            .setRequestId("fuzz-3")
            .setRecommendationGeneration(
                RecommendationGenerationSpec.newBuilder().setPlace(place).setUserProfile(profile));
    var regeneration =
        SubmitJobRequest.newBuilder()
            .setRequestId("fuzz-4")
            .setScheduleRegeneration(
                ScheduleRegenerationSpec.newBuilder().setTripId("fuzz-0").setDay(1));
    var rain =
        SubmitJobRequest.newBuilder()
            .setRequestId("fuzz-5")
            .setWeatherImpactAnalysis(Trips.rain("fuzz-0"));
    return List.of(
        generation.build(),
        recommendation.build(),
        regeneration.build(),
        rain.build(),
        BatchSubmitJobsRequest.newBuilder()
            .addRequests(generation)
            .addRequests(recommendation)
            .addRequests(regeneration)
            .addRequests(rain)
            .build(),
        GenerateScheduleRequest.newBuilder().setRequestId("fuzz-6").setTrip(trip).build(),
        RegenerateScheduleRequest.newBuilder().setTripId("fuzz-0").setDay(2).build(),
        AnalyzeWeatherImpactRequest.newBuilder()
            .setRequestId("fuzz-7")
            .setSchedule(planned)
            .addAllWeatherChanges(Trips.rain("fuzz-0").getWeatherChangesList())
            .build(),
        ValidateScheduleRequest.newBuilder().setSchedule(planned).setTrip(trip).build(),
        GetRecommendationRequest.newBuilder().setPlace(place).setUserProfile(profile).build(),
        BatchGetRecommendationsRequest.newBuilder()
            .addPlaces(place)
            .setUserProfile(profile)
            .build());
  }

  private void send(Replica replica, List<Target> targets) throws InterruptedException {
    AtomicInteger next = new AtomicInteger();
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      callers.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    for (int index = next.getAndIncrement();
                        index < REQUESTS;
                        index = next.getAndIncrement()) {
                      send(replica, targets.get(index % targets.size()), index);
                    }
                  }));
    }
    for (Thread caller : callers) {
      caller.join();
    }
  }

  private void send(Replica replica, Target target, int index) {
    SplittableRandom random = new SplittableRandom(SEED + index);
    Message seed = target.seeds().get(random.nextInt(target.seeds().size()));
    byte[] request = new RequestMutator(random).mutated(seed);
    try {
      String answer = answer(replica, target, request);
      answers.computeIfAbsent(answer, key -> new LongAdder()).increment();
    } catch (AssertionError | RuntimeException e) {
      String text = Base64.getEncoder().encodeToString(request);
      faults.add(
          "%s, seed %d, request %d: %s; %s"
              .formatted(
                  target.name(),
                  SEED,
                  index,
                  e,
                  text.substring(0, Math.min(text.length(), 2_000))));
    }
  }

  /// The code, where it is one that a caller may be told.
  private static String answer(Replica replica, Target target, byte[] request) {
    Context.CancellableContext context = Context.current().withCancellation();
    Context before = context.attach();
    try {
      Iterator<byte[]> messages =
          ClientCalls.blockingServerStreamingCall(
              replica.channel(),
              method(target),
              target.streams()
                  ? CallOptions.DEFAULT.withDeadlineAfter(WATCH_MILLIS, TimeUnit.MILLISECONDS)
                  : CallOptions.DEFAULT.withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS),
              request);
      if (messages.hasNext()) {
        var _ = messages.next();
      }
      return "OK";
    } catch (StatusRuntimeException e) {
      Code code = e.getStatus().getCode();
      if (target.streams() && code == Code.DEADLINE_EXCEEDED) {
        return "silence";
      }
      assertThat(code).as("%s", e.getStatus()).isNotIn(FAULTS);
      return code + " " + Refusal.of(e).reason();
    } finally {
      context.detach(before);
      context.cancel(null);
    }
  }

  private static io.grpc.MethodDescriptor<byte[], byte[]> method(Target target) {
    return io.grpc.MethodDescriptor.newBuilder(new RawBytes(), new RawBytes())
        .setType(MethodType.SERVER_STREAMING)
        .setFullMethodName(target.name())
        .build();
  }

  private static ServingStatus health(Replica replica) {
    return HealthGrpc.newBlockingStub(replica.channel())
        .withDeadlineAfter(30, TimeUnit.SECONDS)
        .check(HealthCheckRequest.getDefaultInstance())
        .getStatus();
  }

  private static void resumeAll(Replica replica) {
    for (JobType type : JobType.values()) {
      if (type != JobType.JOB_TYPE_UNSPECIFIED && type != JobType.UNRECOGNIZED) {
        var _ =
            replica
                .operations()
                .resumeJobs(ResumeJobsRequest.newBuilder().setJobType(type).build());
      }
    }
  }

  private static void runJobsOf(TestDatabase database) throws Exception {
    ask(
        database,
        """
        DELETE FROM ai_schema.ai_jobs
        WHERE status = 'QUEUED'
          AND id NOT IN (
            SELECT id
            FROM ai_schema.ai_jobs
            WHERE status = 'QUEUED'
            ORDER BY run_time, id DESC
            LIMIT %d)
        RETURNING request_id
        """
            .formatted(JOBS_TO_RUN));
    try (Replica worker = Replica.start(database.service(), Role.WORKER)) {
      eventually(
          Duration.ofMinutes(3),
          () ->
              assertThat(
                      ask(
                          database,
                          """
                          SELECT request_id
                          FROM ai_schema.ai_jobs
                          WHERE status = 'PROCESSING'
                             OR status = 'QUEUED' AND run_time <= CURRENT_TIMESTAMP
                          """))
                  .isEmpty());
      assertThat(health(worker)).isEqualTo(ServingStatus.SERVING);
    }
    assertThat(
            ask(
                database,
                """
                SELECT request_id || ': ' || error::TEXT
                FROM ai_schema.ai_jobs
                WHERE error::TEXT LIKE '%HANDLER_FAILED%'
                   OR error::TEXT LIKE '%"INTERNAL"%'
                """))
        .as("jobs that broke their handler")
        .isEmpty();
  }

  private static List<String> impossibleRows(TestDatabase database) throws SQLException {
    return ask(
        database,
        """
        SELECT 'job ' || request_id || ' is ' || status || ' against its own columns'
        FROM ai_schema.ai_jobs
        WHERE (status IN ('COMPLETED', 'FAILED', 'CANCELLED')) <> (completed_at IS NOT NULL)
           OR (status = 'PROCESSING') <> (worker_id IS NOT NULL)
           OR status = 'PROCESSING' AND started_at IS NULL
           OR status = 'COMPLETED' AND progress <> 100
           OR request_id = ''
           OR NOT isfinite(run_time)
        UNION ALL
        SELECT 'job ' || job.request_id || ' is ' || job.status || ' against its history'
        FROM ai_schema.ai_jobs AS job
        WHERE job.status IS DISTINCT FROM (
          SELECT event.status
          FROM ai_schema.ai_job_events AS event
          WHERE event.job_id = job.id
          ORDER BY event.revision DESC
          LIMIT 1)
        UNION ALL
        SELECT 'schedule ' || schedule.request_id || ' is ' || schedule.status
          || ', its job ' || job.status
        FROM ai_schema.ai_schedules AS schedule
        JOIN ai_schema.ai_jobs AS job ON job.request_id = schedule.request_id
        WHERE schedule.status <> job.status
        UNION ALL
        SELECT 'job ' || request_id || ' has no schedule'
        FROM ai_schema.ai_jobs
        WHERE job_type IN ('SCHEDULE_GENERATION', 'SCHEDULE_REGENERATION')
          AND status IN ('QUEUED', 'PROCESSING')
          AND request_id NOT IN (SELECT request_id FROM ai_schema.ai_schedules)
        """);
  }

  /// The first column of what a statement gives.
  private static List<String> ask(TestDatabase database, String sql) throws SQLException {
    try (var connection = database.connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    }
  }
}
