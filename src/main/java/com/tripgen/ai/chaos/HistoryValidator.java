package com.tripgen.ai.chaos;

import com.tripgen.ai.chaos.ClientHistory.Cancellation;
import com.tripgen.ai.chaos.ClientHistory.Outcome;
import com.tripgen.ai.chaos.ClientHistory.Submission;
import com.tripgen.ai.chaos.ClientHistory.Watch;
import com.tripgen.ai.chaos.Violation.Rule;
import com.tripgen.ai.jobs.JobStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Compares what clients were told with what the database has in the end. Knows nothing of faults:
/// the promises hold under all of them. Time plays no part, revisions order everything.
final class HistoryValidator {
  private final ClientHistory clients;
  private final Map<String, StoredJob> stored;
  private final List<Violation> violations = new ArrayList<>();

  private HistoryValidator(ClientHistory clients, Collection<StoredJob> stored) {
    this.clients = clients;
    this.stored =
        stored.stream().collect(Collectors.toMap(StoredJob::requestId, Function.identity()));
  }

  /// Returns every broken promise, jobs first.
  ///
  /// @param stored the jobs of these clients, read after the last call
  static List<Violation> validate(ClientHistory clients, Collection<StoredJob> stored) {
    HistoryValidator validator = new HistoryValidator(clients, stored);
    validator.checkSubmissions();
    validator.checkCancellations();
    validator.checkJobs();
    validator.checkWatches();
    return validator.violations;
  }

  private void checkSubmissions() {
    Map<String, List<Outcome>> outcomes =
        clients.submissions().stream()
            .collect(
                Collectors.groupingBy(
                    Submission::requestId,
                    TreeMap::new,
                    Collectors.mapping(Submission::outcome, Collectors.toList())));
    outcomes.forEach(
        (requestId, answers) -> {
          StoredJob job = stored.get(requestId);
          if (job == null && answers.stream().anyMatch(Outcome::acknowledged)) {
            report(Rule.ACKNOWLEDGED_JOBS_ARE_STORED, requestId, "was acknowledged and is gone");
          }
          if (job != null && answers.stream().allMatch(Outcome.REFUSED::equals)) {
            report(Rule.REFUSED_JOBS_ARE_NOT_STORED, requestId, "was refused and is there");
          }
          if (answers.stream().filter(Outcome.CREATED::equals).count() > 1) {
            report(Rule.JOBS_ARE_CREATED_ONCE, requestId, "was created by several calls");
          }
        });
  }

  private void checkCancellations() {
    for (Cancellation cancellation : clients.cancellations()) {
      StoredJob job = stored.get(cancellation.requestId());
      if (job != null) {
        job.changes().stream()
            .filter(change -> change.status().isFinal())
            .filter(change -> change.revision() >= cancellation.revision())
            .findFirst()
            .filter(change -> change.status() != JobStatus.CANCELLED)
            .ifPresent(
                change ->
                    report(
                        Rule.CANCELLED_JOBS_END_CANCELLED,
                        job.requestId(),
                        "ended %s after its cancel was acknowledged at revision %d"
                            .formatted(change.status(), cancellation.revision())));
      }
    }
  }

  private void checkJobs() {
    Map<String, Long> requeues =
        clients.requeues().stream()
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    for (StoredJob job : new TreeMap<>(stored).values()) {
      JobRules.check(job, requeues.getOrDefault(job.requestId(), 0L), this::report);
    }
  }

  private void checkWatches() {
    for (Watch watch : clients.watches()) {
      StoredJob job = stored.get(watch.requestId());
      if (job != null) {
        WatchRules.check(watch, job, this::report);
      }
    }
  }

  private void report(Rule rule, String requestId, String sentence) {
    violations.add(new Violation(rule, requestId, sentence));
  }

  /// Takes what a rule found.
  @FunctionalInterface
  interface Reporter {
    void report(Rule rule, String requestId, String sentence);
  }
}
