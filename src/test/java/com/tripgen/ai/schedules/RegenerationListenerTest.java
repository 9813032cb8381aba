package com.tripgen.ai.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.Durations;
import com.google.rpc.QuotaFailure;
import com.google.rpc.RetryInfo;
import com.tripgen.ai.errors.ServiceException;
import com.tripgen.ai.jobs.NewJob;
import com.tripgen.ai.v1.ErrorReason;
import com.tripgen.ai.v1.ScheduleRegenerationSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is let in to be made again.
class RegenerationListenerTest {
  private final ScheduleStore store = new ScheduleStore();

  @BeforeEach
  void completeOne() {
    store.complete("base", "trip-1");
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void job_and_schedule_are_stored_queued_and_counted() {
    assertThat(store.regenerate("r1", "trip-1", 2).created()).isTrue();
    assertThat(
            store.column(
                "SELECT concat_ws(' ', job.job_type, job.status, schedule.trip_id, schedule.status,"
                    + " counted.day) FROM ai_schema.ai_jobs AS job"
                    + " JOIN ai_schema.ai_schedules AS schedule USING (request_id)"
                    + " JOIN ai_schema.ai_schedule_regenerations AS counted"
                    + " ON counted.job_id = job.id"))
        .containsExactly("SCHEDULE_REGENERATION QUEUED trip-1 QUEUED 2");
  }

  @Test
  void of_twenty_at_once_exactly_five_are_stored() throws Exception {
    List<Callable<Boolean>> calls = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      String requestId = "r" + i;
      calls.add(() -> stored(requestId, 1));
    }
    int stored = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> call : threads.invokeAll(calls)) {
        stored += call.get() ? 1 : 0;
      }
    }
    assertThat(stored).isEqualTo(5);
    assertThat(jobs()).containsExactly("5");
  }

  private boolean stored(String requestId, int day) {
    try {
      return store.regenerate(requestId, "trip-1", day).created();
    } catch (ServiceException e) {
      assertThat(e.reason()).isEqualTo(ErrorReason.ERROR_REASON_REGENERATION_LIMIT);
      return false;
    }
  }

  private List<String> jobs() {
    return store
        .column("SELECT count(*) FROM ai_schema.ai_jobs WHERE job_type = 'SCHEDULE_REGENERATION'")
        .stream()
        .map(String::valueOf)
        .toList();
  }

  @Test
  void the_whole_trip_counts_for_each_of_its_days() {
    assertThat(stored("w1", 0)).isTrue();
    assertThat(stored("w2", 0)).isTrue();
    for (int i = 0; i < 3; i++) {
      assertThat(stored("first" + i, 1)).isTrue();
    }
    assertThat(stored("first3", 1)).as("2 + 3 for the first day").isFalse();
    assertThat(stored("w3", 0)).as("one day has none left").isFalse();
    assertThat(stored("second", 2)).as("the second day has").isTrue();
  }

  @Test
  void the_limit_is_named_and_ends_with_the_day() throws InvalidProtocolBufferException {
    for (int i = 0; i < 5; i++) {
      assertThat(stored("r" + i, 2)).isTrue();
    }
    ServiceException refused = refusal("r5", "trip-1", 2);
    assertThat(refused.reason()).isEqualTo(ErrorReason.ERROR_REASON_REGENERATION_LIMIT);
    assertThat(refused.metadata()).containsEntry("limit", "5").containsEntry("request_id", "r5");
    List<Any> details = refused.status().getDetailsList();
    assertThat(details.get(1).unpack(QuotaFailure.class).getViolations(0).getSubject())
        .isEqualTo("trips/trip-1/days/2");
    long seconds = Durations.toSeconds(details.get(2).unpack(RetryInfo.class).getRetryDelay());
    long left =
        Long.parseLong(
            String.valueOf(
                store
                    .column(
                        "SELECT floor(86400 - EXTRACT(EPOCH FROM (now() AT TIME ZONE"
                            + " 'UTC')::TIME))::BIGINT")
                    .getFirst()));
    assertThat(seconds).isBetween(left - 5, left + 60);
    assertThat(store.column("SELECT request_id FROM ai_schema.ai_jobs WHERE request_id = 'r5'"))
        .isEmpty();
  }

  @Test
  void yesterday_and_other_trips_do_not_count() {
    store.complete("other", "trip-2");
    for (int i = 0; i < 5; i++) {
      assertThat(stored("r" + i, 1)).isTrue();
    }
    assertThat(store.regenerate("elsewhere", "trip-2", 1).created()).isTrue();
    store.execute("UPDATE ai_schema.ai_schedule_regenerations SET counted_on = counted_on - 1");
    assertThat(stored("today", 1)).isTrue();
  }

  @Test
  void a_repeated_submission_counts_once_and_is_answered_whatever_has_happened_since() {
    for (int i = 0; i < 8; i++) {
      assertThat(store.regenerate("again", "trip-1", 1).created()).isEqualTo(i == 0);
    }
    for (int i = 0; i < 4; i++) {
      assertThat(stored("r" + i, 1)).isTrue();
    }
    assertThat(store.regenerate("again", "trip-1", 1).created()).as("at the limit").isFalse();
    store.execute("DELETE FROM ai_schema.ai_schedules WHERE request_id = 'base'");
    assertThat(store.regenerate("again", "trip-1", 1).created()).as("base gone").isFalse();
  }

  @Test
  void the_count_goes_with_its_job() {
    assertThat(stored("r1", 1)).isTrue();
    store.execute("DELETE FROM ai_schema.ai_jobs WHERE request_id = 'r1'");
    assertThat(store.column("SELECT job_id FROM ai_schema.ai_schedule_regenerations")).isEmpty();
  }

  @Test
  void what_is_not_there_is_refused_and_nothing_is_stored() {
    assertThat(refusal("r1", "nowhere", 0).reason())
        .isEqualTo(ErrorReason.ERROR_REASON_SCHEDULE_NOT_FOUND);
    ServiceException noDay = refusal("r2", "trip-1", 3);
    assertThat(noDay.reason()).isEqualTo(ErrorReason.ERROR_REASON_DAY_NOT_FOUND);
    assertThat(noDay.metadata()).containsEntry("total_days", "2");

    store.submit("queued", "trip-2");
    assertThat(refusal("r3", "trip-2", 1).reason())
        .as("nothing completed yet")
        .isEqualTo(ErrorReason.ERROR_REASON_SCHEDULE_NOT_FOUND);

    store.execute("UPDATE ai_schema.ai_schedules SET planning_input = NULL");
    assertThat(refusal("r4", "trip-1", 1).reason())
        .isEqualTo(ErrorReason.ERROR_REASON_SCHEDULE_INPUT_MISSING);

    store.expire("base");
    assertThat(refusal("r5", "trip-1", 1).reason())
        .isEqualTo(ErrorReason.ERROR_REASON_SCHEDULE_EXPIRED);
    assertThat(jobs()).containsExactly("0");
    assertThat(store.column("SELECT request_id FROM ai_schema.ai_schedules ORDER BY 1"))
        .containsExactly("base", "queued");
  }

  @Test
  void of_a_batch_over_the_limit_the_first_that_is_too_much_is_told() {
    List<NewJob> batch = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      batch.add(
          RegenerationMessages.newJob(
              ScheduleRegenerationSpec.newBuilder().setTripId("trip-1").setDay(1).build(),
              ScheduleStore.options("r" + i)));
    }
    ServiceException refused =
        catchThrowableOfType(ServiceException.class, () -> store.queue.submitAll(batch));
    assertThat(refused.reason()).isEqualTo(ErrorReason.ERROR_REASON_REGENERATION_LIMIT);
    assertThat(refused.metadata()).containsEntry("index", "5");
    assertThat(jobs()).as("all or none").containsExactly("0");
    assertThat(store.queue.submitAll(batch.subList(0, 5))).hasSize(5);
  }

  private ServiceException refusal(String requestId, String tripId, int day) {
    ServiceException refused =
        catchThrowableOfType(
            ServiceException.class, () -> store.regenerate(requestId, tripId, day));
    assertThat(refused).isNotNull();
    return refused;
  }
}
