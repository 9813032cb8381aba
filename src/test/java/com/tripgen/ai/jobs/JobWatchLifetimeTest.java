package com.tripgen.ai.jobs;

import static com.tripgen.ai.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.tripgen.ai.errors.ServiceException;
import com.tripgen.ai.support.TestDatabase;
import com.tripgen.ai.v1.ErrorReason;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How a watch lives on, is resumed and ends: the other four guarantees of WatchJob, in their
/// order.
class JobWatchLifetimeTest {
  private static final Duration SELDOM = Duration.ofMinutes(1);
  private static final AttemptFailure TRANSIENT =
      new AttemptFailure(false, 0, "{\"code\": 14, \"message\": \"away\"}", "away");

  private static TestDatabase database;
  private static JobTable table;
  private Engine engine;
  private UUID worker;

  @BeforeAll
  static void create() throws SQLException {
    database = TestDatabase.create();
    table = new JobTable(database);
  }

  @AfterAll
  static void drop() throws SQLException {
    table.close();
    database.close();
  }

  @BeforeEach
  void open() throws SQLException {
    table.clear();
    engine = new Engine(database);
    worker = table.worker();
  }

  @AfterEach
  void close() throws Exception {
    engine.close();
  }

  // 5. Resumable on any replica

  @Test
  void a_watch_is_resumed_on_another_replica_without_losing_a_status_change() throws Exception {
    engine.submit("r-1");
    RecordedStream before = watch("r-1", 0);
    eventually(() -> assertThat(before.revisions()).containsExactly(1L));
    Claim first = engine.claim(worker).claim();
    eventually(() -> assertThat(before.revisions()).containsExactly(1L, 2L));
    engine.watch.close();
    assertThat(before.end()).isEqualTo("SERVER_SHUTTING_DOWN");
    engine.runs.endAttempt(first, TRANSIENT);
    Job second = engine.claim(worker);

    try (Engine other = new Engine(database)) {
      RecordedStream after = new RecordedStream();
      other.watch.watch("r-1", before.revisions().getLast(), SELDOM, after);
      engine.runs.complete(second, "storing", TestHandler.done());

      assertThat(after.end()).isEqualTo("OK");
      assertThat(after.revisions()).containsExactly(3L, 4L, 5L);
    }
  }

  @Test
  void changes_by_another_replica_are_seen() throws Exception {
    engine.submit("r-1");
    RecordedStream stream = watch("r-1", 0);
    eventually(() -> assertThat(stream.revisions()).containsExactly(1L));
    try (Engine other = new Engine(database)) {
      Job claim = other.claim(worker);
      eventually(() -> assertThat(stream.revisions()).endsWith(2L));
      other.runs.complete(claim, "storing", TestHandler.done());

      assertThat(stream.end()).isEqualTo("OK");
      assertThat(stream.revisions()).containsExactly(1L, 2L, 3L);
    }
  }

  @Test
  void with_every_hint_lost_the_final_state_is_seen_within_a_second() throws Exception {
    engine.submit("r-1");
    try (Engine deaf = Engine.deaf(database)) {
      RecordedStream stream = new RecordedStream();
      deaf.watch.watch("r-1", 0, SELDOM, stream);
      eventually(() -> assertThat(stream.revisions()).containsExactly(1L));

      engine.queue.cancel("r-1");
      long cancelled = System.nanoTime();

      assertThat(stream.end()).isEqualTo("OK");
      assertThat(Duration.ofNanos(System.nanoTime() - cancelled)).isLessThan(Duration.ofSeconds(1));
      assertThat(stream.statuses()).containsExactly(JobStatus.QUEUED, JobStatus.CANCELLED);
    }
  }

  // 6. Bookmarked

  @Test
  void heartbeats_carry_the_revision_that_was_told() throws Exception {
    engine.submit("r-1");
    RecordedStream stream = new RecordedStream();
    engine.watch.watch("r-1", 0, Duration.ofMillis(20), stream);
    eventually(() -> assertThat(stream.messages()).contains("state 1", "heartbeat 1"));

    Job claim = engine.claim(worker);
    eventually(() -> assertThat(stream.messages()).contains("state 2", "heartbeat 2"));
    engine.runs.complete(claim, "storing", TestHandler.done());

    assertThat(stream.end()).isEqualTo("OK");
    assertThat(stream.messages()).startsWith("state 1").endsWith("state 3", "OK");
    assertThat(revisionsOf(stream.messages())).isSorted();
    assertThat(stream.messages()).doesNotContain("heartbeat 3");
  }

  @Test
  void heartbeats_wait_for_the_reader_and_for_the_snapshot() throws Exception {
    engine.submit("r-1");
    RecordedStream stream = RecordedStream.notReady();
    JobWatch.Subscription subscription =
        engine.watch.watch("r-1", 0, Duration.ofMillis(20), stream);
    RecordedStream beating = new RecordedStream();
    engine.watch.watch("r-1", 0, Duration.ofMillis(20), beating);
    eventually(() -> assertThat(beating.messages()).hasSizeGreaterThan(5));
    assertThat(stream.messages()).isEmpty();

    stream.ready(subscription);

    eventually(() -> assertThat(stream.messages()).startsWith("state 1", "heartbeat 1"));
  }

  // 7. Unknown, purged, from the future

  @Test
  void an_unknown_job_is_not_found() throws Exception {
    assertFails(ErrorReason.ERROR_REASON_JOB_NOT_FOUND, () -> watch("r-1", 0));
    eventually(() -> assertThat(engine.watch.openWatches()).isZero());
  }

  @Test
  void a_job_that_is_purged_while_it_is_watched_is_not_found() throws Exception {
    engine.submit("r-1");
    RecordedStream stream = watch("r-1", 0);
    eventually(() -> assertThat(stream.revisions()).containsExactly(1L));

    table.change("DELETE FROM ai_schema.ai_jobs");

    assertThat(stream.end()).isEqualTo("JOB_NOT_FOUND");
    assertThat(stream.messages()).containsExactly("state 1", "JOB_NOT_FOUND");
  }

  @Test
  void a_revision_from_the_future_is_out_of_range() throws Exception {
    engine.submit("r-1");

    assertFails(ErrorReason.ERROR_REASON_REVISION_FROM_THE_FUTURE, () -> watch("r-1", 2));
    eventually(() -> assertThat(engine.watch.openWatches()).isZero());
  }

  @Test
  void a_job_that_lost_what_was_told_is_out_of_range_to_the_streams_that_were_told()
      throws Exception {
    engine.submit("r-1");
    engine.queue.cancel("r-1");
    engine.queue.retry("r-1");
    RecordedStream stream = watch("r-1", 0);
    eventually(() -> assertThat(stream.revisions()).containsExactly(3L));

    table.change("UPDATE ai_schema.ai_jobs SET revision = 1");

    assertThat(stream.end()).isEqualTo("REVISION_FROM_THE_FUTURE");
  }

  @Test
  void a_job_that_got_the_number_of_a_lost_one_is_told_to_none_of_its_streams() throws Exception {
    engine.submit("r-1");
    RecordedStream stream = watch("r-1", 0);
    eventually(() -> assertThat(stream.revisions()).containsExactly(1L));

    table.change("UPDATE ai_schema.ai_jobs SET request_id = 'r-2'");

    assertThat(stream.end()).isEqualTo("JOB_NOT_FOUND");
    assertThat(stream.messages()).containsExactly("state 1", "JOB_NOT_FOUND");
  }

  // 8. Maximum age and shutdown

  @Test
  void at_its_maximum_age_a_stream_ends_with_a_heartbeat_and_can_be_resumed() throws Exception {
    engine.submit("r-1");
    try (JobWatch shortLived = engine.watch(Duration.ofMillis(400))) {
      RecordedStream stream = new RecordedStream();
      shortLived.watch("r-1", 0, SELDOM, stream);

      assertThat(stream.end()).isEqualTo("STREAM_AGE_REACHED");
      assertThat(stream.messages()).containsExactly("state 1", "heartbeat 1", "STREAM_AGE_REACHED");
      eventually(() -> assertThat(shortLived.openWatches()).isZero());
    }
  }

  @Test
  void a_shutdown_ends_every_stream_with_its_heartbeat() throws Exception {
    engine.submit("r-1");
    RecordedStream told = watch("r-1", 0);
    eventually(() -> assertThat(told.revisions()).containsExactly(1L));
    RecordedStream untold = RecordedStream.notReady();
    engine.watch.watch("r-1", 0, SELDOM, untold);

    engine.watch.close();

    assertThat(told.messages()).containsExactly("state 1", "heartbeat 1", "SERVER_SHUTTING_DOWN");
    assertThat(untold.messages()).containsExactly("SERVER_SHUTTING_DOWN");
    eventually(() -> assertThat(engine.watch.openWatches()).isZero());
  }

  @Test
  void a_watch_that_comes_after_the_shutdown_is_sent_elsewhere() throws Exception {
    engine.submit("r-1");
    engine.watch.close();

    assertThat(watchToTheEnd("r-1", 1)).isEqualTo(List.of("heartbeat 1", "SERVER_SHUTTING_DOWN"));
  }

  @Test
  void a_caller_that_went_away_is_forgotten() throws Exception {
    engine.submit("r-1");
    RecordedStream stream = new RecordedStream();
    JobWatch.Subscription subscription = engine.watch.watch("r-1", 0, SELDOM, stream);
    eventually(() -> assertThat(stream.revisions()).containsExactly(1L));

    subscription.cancel();
    engine.queue.cancel("r-1");

    assertThat(watchToTheEnd("r-1", 0)).isEqualTo(List.of("state 2", "OK"));
    assertThat(stream.messages()).containsExactly("state 1");
    eventually(() -> assertThat(engine.watch.openWatches()).isZero());
  }

  private RecordedStream watch(String requestId, long afterRevision) {
    RecordedStream stream = new RecordedStream();
    engine.watch.watch(requestId, afterRevision, SELDOM, stream);
    return stream;
  }

  private List<String> watchToTheEnd(String requestId, long afterRevision) throws Exception {
    RecordedStream stream = watch(requestId, afterRevision);
    stream.end();
    return stream.messages();
  }

  private static List<Long> revisionsOf(List<String> messages) {
    return messages.stream()
        .filter(message -> message.contains(" "))
        .map(message -> Long.valueOf(message.substring(message.indexOf(' ') + 1)))
        .toList();
  }

  private static void assertFails(ErrorReason reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .asInstanceOf(type(ServiceException.class))
        .extracting(ServiceException::reason)
        .isEqualTo(reason);
  }
}
