package com.tripgen.ai.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tripgen.ai.jobs.Job;
import com.tripgen.ai.jobs.JobProgress;
import com.tripgen.ai.jobs.NewJob;
import com.tripgen.ai.jobs.PayloadJson;
import com.tripgen.ai.planning.Wishes;
import com.tripgen.ai.v1.ScheduleGenerationSpec;
import com.tripgen.ai.v1.ScheduleRegenerationSpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ScheduleRegenerationHandlerTest {
  private static final String TRIP = Trips.seoul().getTripId();
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2027-01-02T03:04:05Z"), ZoneOffset.UTC);

  private final ScheduleStore store = new ScheduleStore();
  private final ScheduleRegenerationHandler handler =
      new ScheduleRegenerationHandler(store.schedules, Hybrid.NONE, CLOCK);
  private String before = "";

  @BeforeEach
  void generate() throws InterruptedException {
    ScheduleGenerationSpec spec =
        ScheduleGenerationSpec.newBuilder().setTrip(Trips.seoul()).build();
    NewJob job =
        store.schedules.newJob(
            TripMessages.request(spec, "trip"),
            "trip",
            PayloadJson.write(spec),
            ScheduleStore.options("first"));
    var _ = store.queue.submit(job);
    Job stored = store.queue.get("first");
    var completion =
        new ScheduleGenerationHandler(store.assembler, Hybrid.NONE, CLOCK)
            .run(stored, new Progress(100));
    store.store(stored, completion);
    before = ((CompletedSchedule) completion.rows()).content();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void one_day_is_another_and_its_wishes_are_not_those_of_the_trip() throws InterruptedException {
    CompletedSchedule again =
        ((RegeneratedSchedule)
                handler.run(job(spec(2).setSpecialRequests("museums")), new Progress(100)).rows())
            .schedule();

    JsonNode days = days(again.content());
    assertThat(days.get(0)).isEqualTo(days(before).get(0));
    assertThat(days.get(1)).isNotEqualTo(days(before).get(1));
    assertThat(days.get(2)).isEqualTo(days(before).get(2));
    assertThat(ScheduleJson.read(again.content()).metadata().understoodRequests())
        .as("told with the schedule")
        .containsExactly("museums");
    assertThat(ScheduleJson.readInput(again.planningInput()).problem().wishes())
        .isEqualTo(Wishes.NONE);
  }

  @Test
  void wishes_for_the_whole_trip_stay_with_it() throws InterruptedException {
    CompletedSchedule again =
        ((RegeneratedSchedule)
                handler.run(job(spec(0).setSpecialRequests("museums")), new Progress(100)).rows())
            .schedule();
    assertThat(ScheduleJson.readInput(again.planningInput()).problem().wishes().understood())
        .containsExactly("museums");
  }

  @Test
  void a_job_that_is_stopped_amid_planning_writes_nothing() {
    for (int day = 0; day <= 1; day++) {
      Job job = job(spec(day));
      Progress stopped = new Progress(10);
      assertThatExceptionOfType(InterruptedException.class)
          .isThrownBy(() -> handler.run(job, stopped));
      assertThat(stopped.steps).contains("planning_days").doesNotContain("writing_itinerary");
    }
    assertThat(store.schedules.newestOf(TRIP).requestId()).isEqualTo("first");
  }

  private static ScheduleRegenerationSpec.Builder spec(int day) {
    return ScheduleRegenerationSpec.newBuilder().setTripId(TRIP).setDay(day);
  }

  private Job job(ScheduleRegenerationSpec.Builder spec) {
    String id = "again-" + spec.getDay();
    var _ =
        store.queue.submit(RegenerationMessages.newJob(spec.build(), ScheduleStore.options(id)));
    return store.queue.get(id);
  }

  private static JsonNode days(String content) {
    return JsonMapper.shared().readTree(content).get("schedules");
  }

  /// Is told to stop once the job has come so far.
  private static final class Progress implements JobProgress {
    private final int stopAt;
    private final List<String> steps = new ArrayList<>();
    private volatile boolean stopped;

    private Progress(int stopAt) {
      this.stopAt = stopAt;
    }

    @Override
    public void report(int percent, String step) {
      steps.add(step);
      stopped = percent >= stopAt;
    }

    @Override
    public boolean stopped() {
      return stopped;
    }
  }
}
