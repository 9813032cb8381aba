package com.tripgen.ai.chaos;

import static com.tripgen.ai.jobs.JobStatus.CANCELLED;
import static com.tripgen.ai.jobs.JobStatus.COMPLETED;
import static com.tripgen.ai.jobs.JobStatus.FAILED;
import static com.tripgen.ai.jobs.JobStatus.PROCESSING;
import static com.tripgen.ai.jobs.JobStatus.QUEUED;
import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.chaos.ClientHistory.Cancellation;
import com.tripgen.ai.chaos.ClientHistory.End;
import com.tripgen.ai.chaos.ClientHistory.Message;
import com.tripgen.ai.chaos.ClientHistory.Outcome;
import com.tripgen.ai.chaos.ClientHistory.Stream;
import com.tripgen.ai.chaos.ClientHistory.Submission;
import com.tripgen.ai.chaos.ClientHistory.Watch;
import com.tripgen.ai.chaos.StoredJob.Change;
import com.tripgen.ai.chaos.Violation.Rule;
import com.tripgen.ai.jobs.JobStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Good histories pass; each test then breaks one of them in one way.
class HistoryValidatorTest {
  private static final String ID = "job-1";

  /// A job that was rescued once: revision 3 and 6 are progress.
  private static final StoredJob RESCUED =
      stored(
          COMPLETED,
          7,
          new Change(1, QUEUED),
          new Change(2, PROCESSING),
          new Change(4, QUEUED),
          new Change(5, PROCESSING),
          new Change(7, COMPLETED));

  private static final StoredJob STOPPED =
      stored(
          CANCELLED, 4, new Change(1, QUEUED), new Change(2, PROCESSING), new Change(4, CANCELLED));

  private final List<Submission> submissions = new ArrayList<>();
  private final List<Cancellation> cancellations = new ArrayList<>();
  private final List<String> requeues = new ArrayList<>();
  private final List<Stream> streams = new ArrayList<>();

  private static StoredJob stored(JobStatus status, long revision, Change... changes) {
    return new StoredJob(ID, status, revision, status == COMPLETED, List.of(changes));
  }

  private static Message state(long revision, JobStatus status) {
    return new Message.State(revision, status);
  }

  private static Message heartbeat(long revision) {
    return new Message.Heartbeat(revision);
  }

  private void submitted(Outcome... outcomes) {
    for (Outcome outcome : outcomes) {
      submissions.add(new Submission(ID, outcome));
    }
  }

  private void watched(long afterRevision, End end, Message... messages) {
    streams.add(new Stream("replica-1", afterRevision, List.of(messages), end));
  }

  private List<Violation> validate(StoredJob... stored) {
    List<Watch> watches = streams.isEmpty() ? List.of() : List.of(new Watch(ID, streams));
    return HistoryValidator.validate(
        new ClientHistory(submissions, cancellations, requeues, watches), List.of(stored));
  }

  private void assertBroken(Rule rule, StoredJob... stored) {
    assertThat(validate(stored)).extracting(Violation::rule).contains(rule);
    assertThat(validate(stored)).extracting(Violation::requestId).containsOnly(ID);
  }

  private void assertOnlyBroken(Rule rule, StoredJob... stored) {
    assertBroken(rule, stored);
    assertThat(validate(stored)).extracting(Violation::rule).containsOnly(rule);
  }

  @Test
  void a_rescued_job_with_a_resumed_watch_is_fine() {
    submitted(Outcome.UNKNOWN, Outcome.CREATED, Outcome.FOUND);
    watched(0, End.BROKEN, state(1, QUEUED), state(2, PROCESSING), state(3, PROCESSING));
    watched(3, End.BROKEN, heartbeat(3), state(4, QUEUED), heartbeat(4));
    watched(4, End.BROKEN);
    watched(4, End.OK, state(5, PROCESSING), state(6, PROCESSING), state(7, COMPLETED));

    assertThat(validate(RESCUED)).isEmpty();
  }

  @Test
  void a_watch_may_merge_progress_begin_late_and_resume_at_the_end() {
    submitted(Outcome.CREATED);
    watched(0, End.BROKEN, state(5, PROCESSING), state(7, COMPLETED));
    watched(7, End.OK);

    assertThat(validate(RESCUED)).isEmpty();
  }

  @Test
  void a_cancelled_job_that_ends_cancelled_is_fine() {
    submitted(Outcome.CREATED);
    cancellations.add(new Cancellation(ID, 3));

    assertThat(validate(STOPPED)).isEmpty();
  }

  @Test
  void a_job_that_is_asked_for_again_may_finish_again_and_be_completed() {
    submitted(Outcome.CREATED);
    cancellations.add(new Cancellation(ID, 2));
    requeues.add(ID);

    assertThat(
            validate(
                stored(
                    COMPLETED,
                    5,
                    new Change(1, QUEUED),
                    new Change(2, CANCELLED),
                    new Change(3, QUEUED),
                    new Change(4, PROCESSING),
                    new Change(5, COMPLETED))))
        .isEmpty();
  }

  @Test
  void a_submission_without_an_answer_may_be_stored_or_not() {
    submitted(Outcome.UNKNOWN);

    assertThat(validate()).isEmpty();
    assertThat(validate(RESCUED)).isEmpty();
  }

  @Test
  void an_acknowledged_job_that_is_gone_is_found() {
    submitted(Outcome.FOUND);

    assertOnlyBroken(Rule.ACKNOWLEDGED_JOBS_ARE_STORED);
  }

  @Test
  void a_refused_job_that_is_there_is_found() {
    submitted(Outcome.REFUSED);

    assertOnlyBroken(Rule.REFUSED_JOBS_ARE_NOT_STORED, RESCUED);
  }

  @Test
  void a_job_that_was_created_twice_is_found() {
    submitted(Outcome.CREATED, Outcome.CREATED);

    assertOnlyBroken(Rule.JOBS_ARE_CREATED_ONCE, RESCUED);
  }

  @Test
  void a_job_that_never_ends_is_found() {
    assertOnlyBroken(
        Rule.JOBS_REACH_A_FINAL_STATE,
        stored(PROCESSING, 3, new Change(1, QUEUED), new Change(2, PROCESSING)));
  }

  @Test
  void a_job_that_finishes_twice_is_found() {
    assertBroken(
        Rule.JOBS_FINISH_ONCE,
        stored(
            COMPLETED,
            4,
            new Change(1, QUEUED),
            new Change(2, PROCESSING),
            new Change(3, COMPLETED),
            new Change(4, COMPLETED)));
    assertOnlyBroken(
        Rule.JOBS_FINISH_ONCE,
        stored(
            CANCELLED,
            4,
            new Change(1, QUEUED),
            new Change(2, CANCELLED),
            new Change(3, QUEUED),
            new Change(4, CANCELLED)));
  }

  @Test
  void steps_that_no_job_may_take_are_found() {
    assertOnlyBroken(
        Rule.HISTORIES_ARE_LEGAL,
        stored(COMPLETED, 2, new Change(1, QUEUED), new Change(2, COMPLETED)));
    assertOnlyBroken(
        Rule.HISTORIES_ARE_LEGAL,
        stored(
            FAILED,
            4,
            new Change(1, QUEUED),
            new Change(2, PROCESSING),
            new Change(3, PROCESSING),
            new Change(4, FAILED)));
    assertOnlyBroken(Rule.HISTORIES_ARE_LEGAL, stored(FAILED, 1, new Change(1, FAILED)));
    assertOnlyBroken(Rule.HISTORIES_ARE_LEGAL, stored(FAILED, 1));
  }

  @Test
  void a_history_whose_revisions_do_not_grow_is_found() {
    assertOnlyBroken(
        Rule.HISTORIES_ARE_LEGAL,
        stored(FAILED, 3, new Change(1, QUEUED), new Change(2, PROCESSING), new Change(2, FAILED)));
  }

  @Test
  void a_row_that_differs_from_its_history_is_found() {
    assertOnlyBroken(
        Rule.HISTORIES_ARE_LEGAL,
        stored(FAILED, 3, new Change(1, QUEUED), new Change(2, CANCELLED)));
    assertOnlyBroken(
        Rule.HISTORIES_ARE_LEGAL,
        stored(CANCELLED, 1, new Change(1, QUEUED), new Change(2, CANCELLED)));
  }

  @Test
  void a_job_that_completes_after_its_cancel_was_acknowledged_is_found() {
    cancellations.add(new Cancellation(ID, 6));

    assertOnlyBroken(Rule.CANCELLED_JOBS_END_CANCELLED, RESCUED);
  }

  @Test
  void a_cancelled_job_that_fails_is_found() {
    cancellations.add(new Cancellation(ID, 3));

    assertOnlyBroken(
        Rule.CANCELLED_JOBS_END_CANCELLED,
        stored(FAILED, 4, new Change(1, QUEUED), new Change(2, PROCESSING), new Change(4, FAILED)));
  }

  @Test
  void a_result_without_completion_and_a_completion_without_result_are_found() {
    assertOnlyBroken(
        Rule.ONLY_COMPLETED_JOBS_HAVE_A_RESULT,
        new StoredJob(ID, CANCELLED, 4, true, STOPPED.changes()));
    assertOnlyBroken(
        Rule.ONLY_COMPLETED_JOBS_HAVE_A_RESULT,
        new StoredJob(ID, COMPLETED, 7, false, RESCUED.changes()));
  }

  @Test
  void a_watch_that_begins_with_a_heartbeat_is_found() {
    watched(0, End.OK, heartbeat(0), state(7, COMPLETED));

    assertBroken(Rule.WATCHES_BEGIN_WITH_A_SNAPSHOT, RESCUED);
  }

  @Test
  void a_repeated_or_older_revision_is_found() {
    watched(5, End.OK, state(6, PROCESSING), state(6, PROCESSING), state(7, COMPLETED));
    assertOnlyBroken(Rule.WATCHES_ARE_ORDERED, RESCUED);

    streams.clear();
    watched(5, End.OK, state(6, PROCESSING), heartbeat(5), state(7, COMPLETED));
    assertOnlyBroken(Rule.WATCHES_ARE_ORDERED, RESCUED);
  }

  @Test
  void a_state_at_the_cursor_is_found() {
    watched(6, End.OK, state(6, PROCESSING), state(7, COMPLETED));

    assertOnlyBroken(Rule.WATCHES_ARE_ORDERED, RESCUED);
  }

  @Test
  void a_state_that_was_never_stored_is_found() {
    watched(5, End.OK, state(6, QUEUED), state(7, COMPLETED));
    assertOnlyBroken(Rule.WATCHES_TELL_WHAT_IS_STORED, RESCUED);

    streams.clear();
    watched(0, End.BROKEN, state(8, COMPLETED));
    watched(7, End.OK);
    assertBroken(Rule.WATCHES_TELL_WHAT_IS_STORED, RESCUED);
  }

  @Test
  void a_change_that_a_stream_skips_is_found() {
    watched(0, End.OK, state(2, PROCESSING), state(5, PROCESSING), state(7, COMPLETED));

    assertBroken(Rule.WATCHES_TELL_EVERY_CHANGE, RESCUED);
  }

  @Test
  void a_change_that_is_skipped_right_after_the_cursor_is_found() {
    watched(3, End.OK, state(5, PROCESSING), state(7, COMPLETED));

    assertOnlyBroken(Rule.WATCHES_TELL_EVERY_CHANGE, RESCUED);
  }

  @Test
  void a_heartbeat_beyond_an_untold_change_is_found() {
    watched(3, End.BROKEN, heartbeat(4));
    watched(4, End.OK, state(5, PROCESSING), state(7, COMPLETED));

    assertOnlyBroken(Rule.WATCHES_TELL_EVERY_CHANGE, RESCUED);
  }

  @Test
  void a_stream_that_goes_on_after_the_final_state_is_found() {
    watched(6, End.OK, state(7, COMPLETED), heartbeat(7));

    assertOnlyBroken(Rule.WATCHES_END_WITH_THE_FINAL_STATE, RESCUED);
  }

  @Test
  void an_ok_before_the_final_state_is_found() {
    watched(5, End.OK, state(6, PROCESSING));
    assertOnlyBroken(Rule.WATCHES_END_WITH_THE_FINAL_STATE, RESCUED);

    streams.clear();
    watched(6, End.OK);
    assertOnlyBroken(Rule.WATCHES_END_WITH_THE_FINAL_STATE, RESCUED);
  }

  @Test
  void a_watch_that_never_comes_to_its_end_is_found() {
    watched(5, End.BROKEN, state(6, PROCESSING));

    assertOnlyBroken(Rule.WATCHES_END_WITH_THE_FINAL_STATE, RESCUED);
  }

  @Test
  void a_stream_that_is_handed_over_without_a_heartbeat_is_found() {
    watched(0, End.HANDED_OVER, state(2, PROCESSING));
    watched(2, End.HANDED_OVER, state(4, QUEUED), heartbeat(4));
    watched(4, End.OK, state(5, PROCESSING), state(7, COMPLETED));
    assertOnlyBroken(Rule.WATCHES_ARE_HANDED_OVER_WITH_A_HEARTBEAT, RESCUED);

    streams.set(0, new Stream("replica-1", 0, List.of(), End.HANDED_OVER));
    assertThat(validate(RESCUED)).isEmpty();
  }

  @Test
  void a_gap_between_two_streams_is_found() {
    watched(0, End.BROKEN, state(2, PROCESSING));
    watched(4, End.OK, state(5, PROCESSING), state(7, COMPLETED));

    assertOnlyBroken(Rule.WATCHES_RESUME_WITHOUT_A_GAP, RESCUED);
  }

  @Test
  void a_watch_that_is_refused_is_found() {
    watched(5, End.REFUSED);
    watched(5, End.OK, state(7, COMPLETED));

    assertOnlyBroken(Rule.WATCHES_ARE_NOT_REFUSED, RESCUED);
  }
}
