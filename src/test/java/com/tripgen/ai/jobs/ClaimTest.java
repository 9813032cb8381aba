package com.tripgen.ai.jobs;

import static com.tripgen.ai.jobs.Engine.job;
import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.support.Eventually;
import com.tripgen.ai.support.TestDatabase;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.ParameterMapping;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which jobs a worker gets, and in which order.
class ClaimTest {
  private static final String TYPE = JobType.SCHEDULE_GENERATION.name();
  private static final String[] KEYS = {""};
  private static final Integer[] PRIORITIES = {0};
  private static final String[] MARKS = {"-infinity"};

  private static TestDatabase database;
  private static Engine engine;
  private static JobTable table;
  private UUID worker;

  @BeforeAll
  static void open() throws SQLException {
    database = TestDatabase.create();
    engine = new Engine(database);
    table = new JobTable(database);
  }

  @BeforeEach
  void clear() throws SQLException {
    table.clear();
    worker = table.worker();
  }

  @AfterAll
  static void close() throws SQLException {
    table.close();
    engine.close();
    database.close();
  }

  @Test
  void a_claim_starts_an_attempt_under_a_new_claim_number() throws SQLException {
    engine.submit("r-1");

    Job claimed = engine.claim(worker);

    assertThat(claimed.status()).isEqualTo(JobStatus.PROCESSING);
    assertThat(claimed.attempt()).isEqualTo(1);
    assertThat(claimed.claimNumber()).isEqualTo(1);
    assertThat(claimed.workerId()).isEqualTo(worker);
    assertThat(claimed.startedAt()).isNotNull();
    assertThat(claimed.payload()).isEqualTo("{\"trip_id\": \"trip-1\"}");
  }

  @Test
  void higher_priorities_come_first_then_earlier_run_times_then_lower_ids() throws SQLException {
    engine.submit(job("low-late", prioritized(0)));
    engine.submit(job("high-2", prioritized(7)));
    engine.submit(job("high-1", prioritized(7)));
    engine.submit(job("low-early", prioritized(0)));
    engine.submit(job("highest", prioritized(9)));
    table.change("UPDATE ai_schema.ai_jobs SET run_time = now() - INTERVAL '1 minute'");
    table.change(
        """
        UPDATE ai_schema.ai_jobs
        SET run_time = now() - INTERVAL '1 hour'
        WHERE request_id = 'low-early'
        """);

    assertThat(claimOneByOne(5))
        .containsExactly("highest", "high-2", "high-1", "low-early", "low-late");
  }

  @Test
  void fairness_keys_take_turns_within_a_claim() {
    for (int i = 0; i < 20; i++) {
      submit("many-" + i, "many");
    }
    submit("few-0", "few");
    submit("few-1", "few");

    assertThat(claim(4)).containsExactlyInAnyOrder("many-0", "many-1", "few-0", "few-1");
  }

  @Test
  void fairness_keys_take_turns_from_claim_to_claim() {
    for (int i = 0; i < 20; i++) {
      submit("many-" + i, "many");
    }
    submit("few-0", "few");
    DueQueues queues = new DueQueues();
    queues.seen(engine.runs.dueQueues(JobType.SCHEDULE_GENERATION, "", 10));

    List<String> order = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      List<DueQueues.Probe> probes = queues.next(10);
      List<Job> jobs = engine.runs.claim(worker, JobType.SCHEDULE_GENERATION, probes, true, 1);
      queues.served(probes, jobs);
      order.addAll(ids(jobs));
    }

    assertThat(order).containsExactly("few-0", "many-0", "many-1");
  }

  @Test
  void a_queue_is_read_from_its_mark_and_a_look_at_the_heads_finds_what_lies_below()
      throws SQLException {
    submit("old", "a");
    submit("new", "a");
    table.change(
        "UPDATE ai_schema.ai_jobs SET run_time = now() - INTERVAL '1 hour' WHERE request_id ="
            + " 'old'");
    QueueKey queue = new QueueKey("a", 0);
    DueQueues.Probe marked = new DueQueues.Probe(queue, Instant.now().minus(Duration.ofMinutes(1)));

    assertThat(
            ids(engine.runs.claim(worker, JobType.SCHEDULE_GENERATION, List.of(marked), true, 9)))
        .containsExactly("new");
    assertThat(engine.runs.heads(JobType.SCHEDULE_GENERATION, List.of(marked)))
        .singleElement()
        .satisfies(head -> assertThat(head.runTime()).isNull());
    assertThat(engine.runs.dueQueues(JobType.SCHEDULE_GENERATION, "", 9))
        .singleElement()
        .satisfies(head -> assertThat(head.key()).isEqualTo(queue));
  }

  @Test
  void every_queue_with_due_jobs_is_found_once() throws SQLException {
    for (int i = 0; i < 6; i++) {
      submit("r-" + i, "key-" + i % 2);
    }
    engine.submit(job("urgent", prioritized(9)));
    submit("later", "key-9");
    table.change(
        "UPDATE ai_schema.ai_jobs SET run_time = now() + INTERVAL '1 hour' WHERE request_id ="
            + " 'later'");

    assertThat(engine.runs.dueQueues(JobType.SCHEDULE_GENERATION, "", 9))
        .extracting(QueueHead::key)
        .containsExactly(new QueueKey("", 9), new QueueKey("key-0", 0), new QueueKey("key-1", 0));
    assertThat(engine.runs.dueQueues(JobType.SCHEDULE_GENERATION, "key-1", 9))
        .extracting(QueueHead::key)
        .containsExactly(new QueueKey("key-1", 0));
  }

  @Test
  void priority_does_not_overtake_another_key() {
    for (int i = 0; i < 5; i++) {
      engine.submit(
          job(
              "urgent-" + i,
              new NewJob.Options(null, 9, null, 3, Duration.ofMinutes(5), "a", Map.of())));
    }
    submit("modest", "b");

    assertThat(claim(2)).containsExactlyInAnyOrder("urgent-0", "modest");
  }

  @Test
  void jobs_are_not_claimed_before_their_run_time() throws SQLException {
    engine.submit(
        job(
            "later",
            new NewJob.Options(
                null,
                9,
                Instant.now().plus(Duration.ofHours(1)),
                3,
                Duration.ofMinutes(5),
                "",
                Map.of())));
    engine.submit("now");

    assertThat(claim(10)).containsExactly("now");
    table.makeDue("later");
    assertThat(claim(10)).containsExactly("later");
  }

  @Test
  void only_jobs_of_the_type_are_claimed() throws SQLException {
    engine.submit("r-1");
    table.change("UPDATE ai_schema.ai_jobs SET job_type = 'RECOMMENDATION_GENERATION'");

    assertThat(claim(10)).isEmpty();
  }

  @Test
  void concurrent_claims_pass_over_each_others_jobs() throws Exception {
    for (int i = 0; i < 10; i++) {
      engine.submit("r-" + i);
    }
    CountDownLatch claimed = new CountDownLatch(1);
    CountDownLatch commit = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<List<String>> first =
          threads.submit(
              () ->
                  engine.jobs(
                      jobs -> {
                        List<Job> mine = jobs.claim(worker, TYPE, KEYS, PRIORITIES, MARKS, true, 5);
                        claimed.countDown();
                        await(commit);
                        return ids(mine);
                      }));
      Eventually.await(claimed);
      List<String> second = claim(5);
      commit.countDown();

      assertThat(first.get()).containsExactlyInAnyOrder("r-0", "r-1", "r-2", "r-3", "r-4");
      assertThat(second).containsExactlyInAnyOrder("r-5", "r-6", "r-7", "r-8", "r-9");
    }
    assertThat(table.texts("SELECT DISTINCT claim_number FROM ai_schema.ai_jobs"))
        .containsExactly("1");
  }

  @Test
  void a_worker_without_a_live_lease_claims_nothing() throws SQLException {
    engine.submit("r-1");

    assertThat(engine.claim(UUID.randomUUID(), JobType.SCHEDULE_GENERATION, 10)).isEmpty();
    table.lapse(worker);
    assertThat(claim(10)).isEmpty();
    assertThat(table.status("r-1")).isEqualTo("QUEUED");
  }

  @Test
  void a_claim_waits_for_the_rescue_of_its_worker_and_then_gets_nothing() throws Exception {
    engine.submit("r-1");
    CountDownLatch locked = new CountDownLatch(1);
    CountDownLatch commit = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> rescue =
          threads.submit(
              () ->
                  engine.database.transaction(
                      session -> {
                        lock(session);
                        locked.countDown();
                        await(commit);
                        return session.getMapper(WorkerMapper.class).retire(worker);
                      }));
      Eventually.await(locked);
      Future<List<String>> claim = threads.submit(() -> claim(10));
      commit.countDown();

      assertThat(rescue.get()).isEqualTo(1);
      assertThat(claim.get()).isEmpty();
    }
    assertThat(table.status("r-1")).isEqualTo("QUEUED");
  }

  private void lock(SqlSession session) {
    try (PreparedStatement statement =
        session
            .getConnection()
            .prepareStatement("SELECT FROM ai_schema.ai_workers WHERE id = ? FOR UPDATE")) {
      statement.setObject(1, worker);
      statement.execute();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The driver prepares a statement that is repeated, and PostgreSQL then may plan it once for
  /// all.
  @ParameterizedTest
  @ValueSource(strings = {"force_custom_plan", "force_generic_plan"})
  void a_claim_reads_the_queue_by_its_index_and_never_the_whole_table(String planning)
      throws SQLException {
    table.change(
        """
        INSERT INTO ai_schema.ai_jobs (request_id, job_type, status, payload, fairness_key, priority)
        SELECT 'done-' || n, 'SCHEDULE_GENERATION', 'COMPLETED', '{}', 'key-' || n % 5, n % 10
        FROM generate_series(1, 5000) AS n
        """);
    table.change(
        """
        INSERT INTO ai_schema.ai_jobs (request_id, job_type, status, payload, fairness_key, priority)
        SELECT 'queued-' || n, 'SCHEDULE_GENERATION', 'QUEUED', '{}', 'key-' || n % 5, n % 10
        FROM generate_series(1, 300) AS n
        """);
    table.change("ANALYZE ai_schema.ai_jobs");

    String plan = engine.database.transaction(session -> planOfClaim(session, planning));

    assertThat(plan)
        .contains("using idx_ai_jobs_claim on ai_jobs")
        .doesNotContain("Seq Scan on ai_jobs");
  }

  private String planOfClaim(SqlSession session, String planning) {
    Map<String, String> values =
        Map.of(
            "workerId", "'" + worker + "'::UUID",
            "jobType", "'" + TYPE + "'",
            "keys", "'{key-0,key-1}'",
            "priorities", "'{0,1}'",
            "marks", "'{-infinity,-infinity}'",
            "leaseLostToo", "TRUE",
            "limit", "4");
    Map<String, String> types =
        Map.of(
            "workerId", "UUID",
            "jobType", "TEXT",
            "keys", "TEXT[]",
            "priorities", "INTEGER[]",
            "marks", "TEXT[]",
            "leaseLostToo", "BOOLEAN",
            "limit", "INTEGER");
    BoundSql claim =
        session
            .getConfiguration()
            .getMappedStatement(JobMapper.class.getName() + ".claim")
            .getBoundSql(values);
    List<String> parameters =
        claim.getParameterMappings().stream().map(ParameterMapping::getProperty).toList();
    String sql = claim.getSql();
    for (int i = 1; i <= parameters.size(); i++) {
      sql = sql.replaceFirst("\\?", "\\$" + i);
    }
    StringBuilder plan = new StringBuilder();
    try (Statement statement = session.getConnection().createStatement()) {
      statement.execute("SET LOCAL plan_cache_mode = " + planning);
      statement.execute("PREPARE claim (%s) AS %s".formatted(joined(parameters, types), sql));
      try (ResultSet lines =
          statement.executeQuery(
              "EXPLAIN EXECUTE claim (%s)".formatted(joined(parameters, values)))) {
        while (lines.next()) {
          plan.append(lines.getString(1)).append('\n');
        }
      }
      statement.execute("DEALLOCATE claim");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return plan.toString();
  }

  private static String joined(List<String> parameters, Map<String, String> texts) {
    return parameters.stream().map(texts::get).collect(Collectors.joining(", "));
  }

  private void submit(String requestId, String fairnessKey) {
    engine.submit(
        job(
            requestId,
            new NewJob.Options(null, 0, null, 3, Duration.ofMinutes(5), fairnessKey, Map.of())));
  }

  private static NewJob.Options prioritized(int priority) {
    return new NewJob.Options(null, priority, null, 3, Duration.ofMinutes(5), "", Map.of());
  }

  private List<String> claimOneByOne(int times) {
    List<String> order = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      order.addAll(claim(1));
    }
    return order;
  }

  private List<String> claim(int limit) {
    return ids(engine.claim(worker, JobType.SCHEDULE_GENERATION, limit));
  }

  private static List<String> ids(List<Job> jobs) {
    return jobs.stream().map(Job::requestId).toList();
  }

  private static void await(CountDownLatch latch) {
    try {
      Eventually.await(latch);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
