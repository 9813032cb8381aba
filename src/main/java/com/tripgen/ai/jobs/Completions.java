package com.tripgen.ai.jobs;

import com.tripgen.ai.database.Database;
import com.tripgen.ai.database.GroupCommit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.ibatis.session.SqlSession;

/// Stores what handlers leave behind, of jobs that end at the same time together.
final class Completions {
  private final JobListeners listeners;
  private final GroupCommit<Outcome, Optional<Job>> group;

  private record Outcome(Job claimed, String lastStep, JobCompletion completion) {
    private CompletionRow row() {
      Claim claim = claimed.claim();
      return new CompletionRow(
          claim.jobId(), claim.claimNumber(), claim.workerId(), lastStep, completion.result());
    }

    /// The job, if it was this outcome that ended it.
    private Optional<Job> completed(Map<Long, StoredCompletion> stored) {
      return Optional.ofNullable(stored.get(claimed.id()))
          .filter(end -> end.claimNumber() == claimed.claimNumber())
          .map(end -> claimed.completed(lastStep, end));
    }
  }

  private record Ended(Outcome outcome, Optional<Job> job) {
    private void storeRows(SqlSession session) {
      job.ifPresent(ended -> outcome.completion().rows().store(session, ended));
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
  Optional<Job> complete(Job claimed, String lastStep, JobCompletion completion) {
    return group.submit(new Outcome(claimed, lastStep, completion));
  }

  /// The same without waiting for it.
  CompletableFuture<Optional<Job>> completeLater(
      Job claimed, String lastStep, JobCompletion completion) {
    return group.submitLater(new Outcome(claimed, lastStep, completion));
  }

  int waiting() {
    return group.waiting();
  }

  private List<Optional<Job>> store(SqlSession session, List<Outcome> outcomes) {
    Map<Long, StoredCompletion> stored = new HashMap<>();
    complete(session, outcomes, stored);
    List<Outcome> left =
        outcomes.stream().filter(outcome -> outcome.completed(stored).isEmpty()).toList();
    if (!left.isEmpty()) {
      // Among them may be a job that was being changed just then.
      complete(session, left, stored);
    }
    List<Ended> ends =
        outcomes.stream().map(outcome -> new Ended(outcome, outcome.completed(stored))).toList();
    ends.stream()
        .sorted(Comparator.comparing(end -> end.outcome().completion().rows().lockName()))
        .forEach(end -> end.storeRows(session));
    listeners.moved(session, ends.stream().flatMap(end -> end.job().stream()).toList());
    return ends.stream().map(Ended::job).toList();
  }

  private static void complete(
      SqlSession session, List<Outcome> outcomes, Map<Long, StoredCompletion> stored) {
    session
        .getMapper(JobMapper.class)
        .complete(outcomes.stream().map(Outcome::row).toList())
        .forEach(end -> stored.put(end.jobId(), end));
  }
}
