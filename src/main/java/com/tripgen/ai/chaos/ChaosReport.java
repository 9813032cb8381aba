package com.tripgen.ai.chaos;

import com.tripgen.ai.chaos.ClientHistory.Submission;
import com.tripgen.ai.chaos.TimeRules.CancelledRun;
import com.tripgen.ai.chaos.TimeRules.Rescue;
import com.tripgen.ai.jobs.JobStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What came out of a run.
///
/// @param faults how often each kind was survived, by its label
/// @param acknowledged jobs whose submission was answered
/// @param checked jobs whose stored history was compared with what clients were told
/// @param finished those jobs by the state they ended in
/// @param watches that clients followed to the end, over however many streams
/// @param rescues from the kill of a replica to the rescue of each of its jobs
/// @param cancels from the acknowledgement to the end of the running job, on any replica, in calm
/// @param watchLatency from a change to its message, in calm
/// @param watchLatencyWithoutHints the same while hints were lost
/// @param violations every promise that was broken
public record ChaosReport(
    long seed,
    long seconds,
    int replicas,
    Map<String, Integer> faults,
    long acknowledged,
    long checked,
    Map<String, Long> finished,
    long watches,
    long streams,
    Latencies.Summary rescues,
    Latencies.Summary cancels,
    Latencies.Summary watchLatency,
    Latencies.Summary watchLatencyWithoutHints,
    List<String> violations) {

  public ChaosReport {
    violations = List.copyOf(violations);
  }

  static ChaosReport of(
      ChaosRun.Settings settings,
      Duration lease,
      Map<String, Integer> faults,
      HistoryRecorder recorder,
      Collection<StoredJob> stored,
      List<Rescue> rescues) {
    ClientHistory history = recorder.history();
    List<CancelledRun> cancels = recorder.calmCancelledRuns();
    List<Violation> violations = new ArrayList<>(HistoryValidator.validate(history, stored));
    HistoryValidator.Reporter reporter =
        (rule, requestId, sentence) -> violations.add(new Violation(rule, requestId, sentence));
    TimeRules.checkRescues(rescues, lease, reporter);
    TimeRules.checkCancels(cancels, reporter);
    Map<String, Long> finished =
        stored.stream()
            .map(StoredJob::status)
            .collect(Collectors.groupingBy(JobStatus::name, TreeMap::new, Collectors.counting()));
    return new ChaosReport(
        settings.seed(),
        settings.duration().toSeconds(),
        settings.replicas(),
        faults,
        history.submissions().stream()
            .filter(submission -> submission.outcome().acknowledged())
            .map(Submission::requestId)
            .distinct()
            .count(),
        stored.size(),
        finished,
        history.watches().size(),
        history.watches().stream().mapToLong(watch -> watch.streams().size()).sum(),
        Latencies.of(rescues.stream().map(Rescue::latency)).summary(),
        Latencies.of(cancels.stream().map(CancelledRun::latency)).summary(),
        recorder.watchLatencies(Conditions.CALM),
        recorder.watchLatencies(Conditions.WITHOUT_HINTS),
        violations.stream()
            .map(it -> "%s: job %s %s".formatted(it.rule(), it.requestId(), it.sentence()))
            .toList());
  }
}
