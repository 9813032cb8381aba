package com.tripgen.ai.jobs;

import com.tripgen.ai.database.Database;
import com.tripgen.ai.database.GroupCommit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.ibatis.session.SqlSession;

/// Stores what handlers leave behind, of jobs that end at the same time together.
final class Completions {
  private final JobListeners listeners;
  private final GroupCommit<Outcome, Optional<Job>> group;

  private record Outcome(Claim claim, String lastStep, JobCompletion completion) {
    private CompletionRow row() {
      return new CompletionRow(
          claim.jobId(), claim.claimNumber(), claim.workerId(), lastStep, completion.result());
    }

    /// The job, if it was this outcome that ended it.
    private Optional<Job> completed(Map<Long, Job> jobs) {
      return Optional.ofNullable(jobs.get(claim.jobId()))
          .filter(job -> job.claimNumber() == claim.claimNumber());
    }
  }

  Completions(Database database, JobListeners listeners) {
    this.listeners = listeners;
    this.group =
        new GroupCommit<>(
            outcomes -> database.transaction(session -> store(session, outcomes)),
            outcome -> outcome.completion().result().length(),
            GroupCommit.Limits.DEFAULT);
  }

  /// Stores result and rows; or nothing, and empty, when the claim is no longer valid or a cancel
  /// is requested.
  Optional<Job> complete(Claim claim, String lastStep, JobCompletion completion) {
    return group.submit(new Outcome(claim, lastStep, completion));
  }

  int waiting() {
    return group.waiting();
  }

  private List<Optional<Job>> store(SqlSession session, List<Outcome> outcomes) {
    Map<Long, Job> completed =
        session
            .getMapper(JobMapper.class)
            .complete(outcomes.stream().map(Outcome::row).toList())
            .stream()
            .collect(Collectors.toMap(Job::id, Function.identity()));
    outcomes.stream()
        .sorted(Comparator.comparing(outcome -> outcome.completion().rows().lockName()))
        .forEach(
            outcome ->
                outcome
                    .completed(completed)
                    .ifPresent(job -> outcome.completion().rows().store(session, job)));
    listeners.moved(session, completed.values());
    return outcomes.stream().map(outcome -> outcome.completed(completed)).toList();
  }
}
