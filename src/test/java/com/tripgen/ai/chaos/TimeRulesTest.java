package com.tripgen.ai.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.chaos.TimeRules.CancelledRun;
import com.tripgen.ai.chaos.TimeRules.Rescue;
import com.tripgen.ai.chaos.Violation.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeRulesTest {
  private static final Instant THEN = Instant.parse("2027-01-01T00:00:00Z");

  private final List<Violation> violations = new ArrayList<>();

  private void report(Rule rule, String requestId, String sentence) {
    violations.add(new Violation(rule, requestId, sentence));
  }

  private static Rescue rescue(String requestId, long millis) {
    return new Rescue(requestId, THEN, THEN.plusMillis(millis));
  }

  @Test
  void a_rescue_later_than_the_lease_and_five_seconds_is_found() {
    TimeRules.checkRescues(
        List.of(rescue("in-time", 8000), rescue("late", 8001)),
        Duration.ofSeconds(3),
        this::report);

    assertThat(violations)
        .containsExactly(
            new Violation(
                Rule.RESCUES_ARE_IN_TIME,
                "late",
                "was rescued 8001 ms after its replica was killed, not within 8000 ms"));
  }

  @Test
  void a_cancel_that_takes_more_than_three_seconds_is_found() {
    TimeRules.checkCancels(
        List.of(
            new CancelledRun("before-the-answer", THEN, THEN.minusMillis(5)),
            new CancelledRun("in-time", THEN, THEN.plusMillis(3000)),
            new CancelledRun("late", THEN, THEN.plusMillis(3001))),
        this::report);

    assertThat(violations)
        .containsExactly(
            new Violation(
                Rule.CANCELS_ARE_IN_TIME,
                "late",
                "ended 3001 ms after its cancel was acknowledged, not within 3000 ms"));
  }

  @Test
  void only_cancels_in_calm_are_held_to_it() {
    HistoryRecorder recorder = new HistoryRecorder();
    CancelledRun before = run("before", THEN, 900);
    CancelledRun lateBefore = run("late-before", THEN, 60_000);
    recorder.set(Conditions.FAULTY);
    Instant faulty = Instant.now();
    CancelledRun during = run("during", faulty, 6000);
    CancelledRun into = run("into", faulty.minusMillis(900), 6000);
    recorder.set(Conditions.CALM);
    CancelledRun after = run("after", Instant.now(), 2000);
    List.of(before, lateBefore, during, into, after).forEach(recorder::cancelledRun);

    assertThat(recorder.calmCancelledRuns()).containsExactly(before, lateBefore, after);
  }

  private static CancelledRun run(String requestId, Instant acknowledged, long millis) {
    return new CancelledRun(requestId, acknowledged, acknowledged.plusMillis(millis));
  }
}
