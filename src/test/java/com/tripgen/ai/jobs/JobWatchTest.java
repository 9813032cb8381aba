package com.tripgen.ai.jobs;

import static com.tripgen.ai.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.support.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a watch tells: the first four guarantees of WatchJob, in their order in the contract.
class JobWatchTest {
  private static final Duration SELDOM = Duration.ofMinutes(1);
  private static final AttemptFailure TRANSIENT =
      new AttemptFailure(false, 0, "{\"code\": 14, \"message\": \"away\"}", "away");
  private static final AttemptFailure PERMANENT =
      new AttemptFailure(true, 0, "{\"code\": 3, \"message\": \"no such city\"}", "no such city");

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
  void close() {
    engine.close();
  }

  // 1. Snapshot first

  @Test
  void without_a_revision_the_first_message_is_the_job_as_it_is() throws Exception {
    engine.submit("r-1");
    Claim claim = engine.claim(worker).claim();
    engine.report(claim, 40);

    RecordedStream stream = watch("r-1", 0);

    eventually(() -> assertThat(stream.revisions()).containsExactly(3L));
    Job snapshot = stream.states().getFirst();
    assertThat(snapshot.status()).isEqualTo(JobStatus.PROCESSING);
    assertThat(snapshot.progress()).isEqualTo(40);
    assertThat(snapshot.payload()).isNull();
  }

  @Test
  void with_a_revision_the_first_message_is_the_state_after_it() throws Exception {
    engine.submit("r-1");
    Job claim = engine.claim(worker);
    engine.runs.complete(claim, "storing", TestHandler.done());

    assertThat(watchToTheEnd("r-1", 1)).isEqualTo(List.of("state 2", "state 3", "OK"));
    assertThat(watchToTheEnd("r-1", 2)).isEqualTo(List.of("state 3", "OK"));
  }

  @Test
  void the_newest_status_change_is_told_as_the_job_is_stored() throws Exception {
    engine.submit("r-1");
    RecordedStream stream = watch("r-1", 1);
    Job claimed = engine.claim(worker);

    eventually(() -> assertThat(stream.revisions()).containsExactly(2L));
    Job told = stream.states().getFirst();
    assertThat(told.startedAt()).isEqualTo(claimed.startedAt());
    assertThat(told.runningMillis()).isNotNull();
  }

  @Test
  void a_change_made_between_the_reads_of_row_and_events_waits_for_the_next_row() throws Exception {
    engine.submit("r-1");
    List<List<?>> before = news("r-1");
    engine.claim(worker);
    List<List<?>> after = news("r-1");

    assertThat(toldOf(JobsAndEvents.of(List.of(before.getFirst(), after.getLast()))))
        .containsExactly(1L);
    assertThat(toldOf(JobsAndEvents.of(after))).containsExactly(1L, 2L);
  }

  private List<List<?>> news(String requestId) throws SQLException {
    Long[] job = {Long.valueOf(table.column(requestId, "id"))};
    return engine.jobs(jobs -> jobs.news(job, new Long[] {0L}));
  }

  private static List<Long> toldOf(JobsAndEvents read) {
    return read.eventsOf(read.jobs().getFirst()).stream().map(JobEvent::revision).toList();
  }

  // 2. Ordered and unique

  @Test
  void revisions_strictly_grow_under_a_storm_of_progress() throws Exception {
    engine.submit("r-1");
    Job claim = engine.claim(worker);
    List<RecordedStream> streams = new ArrayList<>();
    for (int percent = 0; percent < 100; percent++) {
      engine.report(claim.claim(), percent);
      streams.add(watch("r-1", percent % 2 == 0 ? 0 : 1));
    }
    engine.runs.complete(claim, "storing", TestHandler.done());

    for (RecordedStream stream : streams) {
      assertThat(stream.end()).isEqualTo("OK");
      assertThat(stream.revisions()).isSorted().doesNotHaveDuplicates().endsWith(103L);
      assertThat(stream.statuses()).endsWith(JobStatus.COMPLETED);
    }
  }

  // 3. Reliable

  @Test
  void every_status_change_is_told_however_late_it_is_read() throws Exception {
    engine.submit("r-1");
    RecordedStream stream = RecordedStream.notReady();
    JobWatch.Subscription subscription = engine.watch.watch("r-1", 1, SELDOM, stream);
    Claim first = engine.claim(worker).claim();
    engine.report(first, 50);
    engine.runs.endAttempt(first, TRANSIENT);
    Claim second = engine.claim(worker).claim();
    engine.runs.release(second);
    Job third = engine.claim(worker);
    engine.runs.complete(third, "storing", TestHandler.done());
    assertThat(stream.messages()).isEmpty();

    stream.ready(subscription);

    assertThat(stream.end()).isEqualTo("OK");
    assertThat(stream.revisions()).containsExactly(2L, 4L, 5L, 6L, 7L, 8L);
    assertThat(stream.statuses())
        .containsExactly(
            JobStatus.PROCESSING,
            JobStatus.QUEUED,
            JobStatus.PROCESSING,
            JobStatus.QUEUED,
            JobStatus.PROCESSING,
            JobStatus.COMPLETED);
    assertThat(stream.states()).extracting(Job::attempt).containsExactly(1, 1, 2, 1, 2, 2);
    assertThat(stream.states().get(1).error()).contains("away");
  }

  @Test
  void a_slow_reader_goes_on_from_its_cursor_and_slows_nobody() throws Exception {
    engine.submit("r-1");
    RecordedStream slow = new RecordedStream();
    JobWatch.Subscription subscription = engine.watch.watch("r-1", 0, SELDOM, slow);
    eventually(() -> assertThat(slow.revisions()).containsExactly(1L));
    slow.pause();
    RecordedStream quick = watch("r-1", 1);
    Claim first = engine.claim(worker).claim();
    eventually(() -> assertThat(quick.revisions()).containsExactly(2L));
    engine.runs.endAttempt(first, TRANSIENT);
    Job second = engine.claim(worker);
    engine.runs.complete(second, "storing", TestHandler.done());

    assertThat(quick.end()).isEqualTo("OK");
    assertThat(slow.revisions()).containsExactly(1L);
    slow.ready(subscription);

    assertThat(slow.end()).isEqualTo("OK");
    assertThat(slow.revisions()).containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void a_stream_opened_during_a_read_loses_nothing_to_it() throws Exception {
    Job first = engine.submit("r-1");
    Job second = engine.submit("r-2");
    engine.claim(worker, JobType.SCHEDULE_GENERATION, 10);
    RecordedStream late = new RecordedStream();
    // The first job's stream is told while the second job is read for a stream that is further on.
    RecordedStream opening =
        new RecordedStream(
            state -> {
              if (state.status().isFinal()) {
                engine.watch.watch("r-2", 1, SELDOM, late);
              }
            });
    engine.watch.watch("r-1", 1, SELDOM, opening);
    RecordedStream ahead = watch("r-2", 1);
    eventually(() -> assertThat(opening.revisions()).containsExactly(2L));
    eventually(() -> assertThat(ahead.revisions()).containsExactly(2L));
    // Both jobs end within one transaction, so that one read finds both.
    engine.jobs(
        jobs -> {
          Engine.complete(jobs, new Claim(first.id(), 1, worker));
          Engine.complete(jobs, new Claim(second.id(), 1, worker));
          return first;
        });

    assertThat(ahead.end()).isEqualTo("OK");
    assertThat(late.end()).isEqualTo("OK");
    assertThat(late.revisions()).containsExactly(2L, 3L);
  }

  @Test
  void a_stream_that_breaks_ends_alone() throws Exception {
    engine.submit("r-1");
    List<RecordedStream> streams = new ArrayList<>();
    List<RecordedStream> broken = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      streams.add(watch("r-1", 0));
      RecordedStream breaking =
          new RecordedStream(
              state -> {
                throw new IllegalStateException("a state that has no message");
              });
      broken.add(breaking);
      engine.watch.watch("r-1", 0, SELDOM, breaking);
    }
    engine.queue.cancel("r-1");

    for (RecordedStream stream : streams) {
      assertThat(stream.end()).isEqualTo("OK");
    }
    for (RecordedStream stream : broken) {
      assertThat(stream.end()).isEqualTo("INTERNAL");
    }
    eventually(() -> assertThat(engine.watch.openWatches()).isZero());
  }

  // 4. Terminal

  @Test
  void a_finished_job_is_one_message_with_everything_in_it() throws Exception {
    engine.submit("r-1");
    Job claim = engine.claim(worker);
    engine.runs.complete(claim, "storing", TestHandler.done());

    RecordedStream stream = watch("r-1", 0);

    assertThat(stream.end()).isEqualTo("OK");
    assertThat(stream.messages()).containsExactly("state 3", "OK");
    Job last = stream.states().getFirst();
    assertThat(last.payload()).isEqualTo("{\"trip_id\": \"trip-1\"}");
    assertThat(last.result()).isEqualTo("{\"done\": true}");
    assertThat(stream.lastHistory())
        .extracting(JobEvent::status)
        .containsExactly(JobStatus.QUEUED, JobStatus.PROCESSING, JobStatus.COMPLETED);
  }

  @Test
  void resuming_at_the_final_revision_is_ok_without_a_message() throws Exception {
    engine.submit("r-1");
    engine.queue.cancel("r-1");

    assertThat(watchToTheEnd("r-1", 2)).isEqualTo(List.of("OK"));
  }

  @Test
  void a_watch_ends_with_the_first_final_state_after_its_cursor() throws Exception {
    engine.submit("r-1");
    Claim first = engine.claim(worker).claim();
    engine.runs.endAttempt(first, PERMANENT);
    engine.queue.retry("r-1");
    Job second = engine.claim(worker);

    RecordedStream fromBefore = watch("r-1", 1);
    assertThat(fromBefore.end()).isEqualTo("OK");
    assertThat(fromBefore.statuses()).containsExactly(JobStatus.PROCESSING, JobStatus.FAILED);
    Job failed = fromBefore.states().getLast();
    assertThat(failed.error()).contains("no such city");
    assertThat(failed.result()).isNull();
    assertThat(failed.completedAt()).isNotNull();
    assertThat(fromBefore.lastHistory()).extracting(JobEvent::revision).containsExactly(1L, 2L, 3L);

    RecordedStream fromTheFailure = watch("r-1", 3);
    RecordedStream now = watch("r-1", 0);
    engine.runs.complete(second, "storing", TestHandler.done());
    assertThat(fromTheFailure.end()).isEqualTo("OK");
    assertThat(fromTheFailure.revisions()).containsExactly(4L, 5L, 6L);
    assertThat(now.end()).isEqualTo("OK");
    assertThat(now.statuses()).endsWith(JobStatus.COMPLETED).doesNotContain(JobStatus.FAILED);
  }

  @Test
  void five_hundred_watchers_of_a_job_all_see_its_end() throws Exception {
    engine.submit("r-1");
    Job claim = engine.claim(worker);
    List<RecordedStream> streams = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      streams.add(watch("r-1", i % 3));
    }
    assertThat(engine.watch.openWatches()).isEqualTo(500);

    engine.runs.complete(claim, "storing", TestHandler.done());

    for (RecordedStream stream : streams) {
      assertThat(stream.end()).isEqualTo("OK");
      assertThat(stream.statuses()).endsWith(JobStatus.COMPLETED);
    }
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
}
