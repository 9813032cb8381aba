package com.tripgen.ai.chaos;

import com.tripgen.ai.jobs.JobStatus;
import java.util.List;

/// A job as the database has it in the end.
///
/// @param changes its rows of `ai_job_events` by revision
record StoredJob(
    String requestId, JobStatus status, long revision, boolean hasResult, List<Change> changes) {
  StoredJob {
    changes = List.copyOf(changes);
  }

  record Change(long revision, JobStatus status) {}

  /// The status that the job had at a revision, also between two changes.
  JobStatus statusAt(long revision) {
    JobStatus status = JobStatus.QUEUED;
    for (Change change : changes) {
      if (change.revision() <= revision) {
        status = change.status();
      }
    }
    return status;
  }

  boolean isFinalAt(long revision) {
    return changes.stream()
        .anyMatch(change -> change.revision() == revision && change.status().isFinal());
  }
}
