package com.tripgen.ai.chaos;

import com.tripgen.ai.chaos.StoredJob.Change;
import com.tripgen.ai.chaos.Violation.Rule;
import com.tripgen.ai.jobs.JobStatus;
import java.util.List;

/// What the stored history of each job must be like.
final class JobRules {
  private JobRules() {}

  /// @param requeues how often clients asked for the job to be run again
  static void check(StoredJob job, long requeues, HistoryValidator.Reporter reporter) {
    String requestId = job.requestId();
    if (!job.status().isFinal()) {
      reporter.report(Rule.JOBS_REACH_A_FINAL_STATE, requestId, "is still " + job.status());
    }
    if (job.hasResult() != (job.status() == JobStatus.COMPLETED)) {
      reporter.report(
          Rule.ONLY_COMPLETED_JOBS_HAVE_A_RESULT,
          requestId,
          "is %s %s a result".formatted(job.status(), job.hasResult() ? "with" : "without"));
    }
    checkChanges(job, reporter);
    checkFinishes(job, requeues, reporter);
  }

  private static void checkChanges(StoredJob job, HistoryValidator.Reporter reporter) {
    List<Change> changes = job.changes();
    if (changes.isEmpty() || changes.getFirst().status() != JobStatus.QUEUED) {
      reporter.report(Rule.HISTORIES_ARE_LEGAL, job.requestId(), "does not begin QUEUED");
      return;
    }
    for (int i = 1; i < changes.size(); i++) {
      Change before = changes.get(i - 1);
      Change after = changes.get(i);
      if (after.revision() <= before.revision() || !isLegal(before.status(), after.status())) {
        reporter.report(
            Rule.HISTORIES_ARE_LEGAL,
            job.requestId(),
            "went from %s at revision %d to %s at %d"
                .formatted(before.status(), before.revision(), after.status(), after.revision()));
      }
    }
    Change last = changes.getLast();
    if (last.status() != job.status() || last.revision() > job.revision()) {
      reporter.report(
          Rule.HISTORIES_ARE_LEGAL,
          job.requestId(),
          "is %s at revision %d, its history ends %s at %d"
              .formatted(job.status(), job.revision(), last.status(), last.revision()));
    }
  }

  private static boolean isLegal(JobStatus before, JobStatus after) {
    return switch (before) {
      case QUEUED -> after == JobStatus.PROCESSING || after == JobStatus.CANCELLED;
      case PROCESSING -> after != JobStatus.PROCESSING;
      case FAILED, CANCELLED -> after == JobStatus.QUEUED;
      case COMPLETED -> false;
    };
  }

  private static void checkFinishes(
      StoredJob job, long requeues, HistoryValidator.Reporter reporter) {
    long finishes = job.changes().stream().filter(change -> change.status().isFinal()).count();
    if (finishes > 1 + requeues) {
      reporter.report(
          Rule.JOBS_FINISH_ONCE,
          job.requestId(),
          "finished %d times, and was asked for again %d times".formatted(finishes, requeues));
    }
  }
}
