package com.tripgen.ai.chaos;

import com.tripgen.ai.chaos.ClientHistory.Cancellation;
import com.tripgen.ai.chaos.ClientHistory.Outcome;
import com.tripgen.ai.chaos.ClientHistory.Submission;
import com.tripgen.ai.chaos.ClientHistory.Watch;
import com.tripgen.ai.chaos.TimeRules.CancelledRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;

/// What all clients see, written down as they see it. From any thread.
final class HistoryRecorder {
  private final Queue<Submission> submissions = new ConcurrentLinkedQueue<>();
  private final Queue<Cancellation> cancellations = new ConcurrentLinkedQueue<>();
  private final Queue<String> requeues = new ConcurrentLinkedQueue<>();
  private final Queue<Watch> watches = new ConcurrentLinkedQueue<>();
  private final Queue<String> failedSafeCalls = new ConcurrentLinkedQueue<>();
  private final Map<Conditions, Latencies> watchLatencies = new ConcurrentHashMap<>();
  private final Queue<CancelledRun> cancelledRuns = new ConcurrentLinkedQueue<>();
  private final NavigableMap<Instant, Conditions> timeline =
      new ConcurrentSkipListMap<>(Map.of(Instant.MIN, Conditions.CALM));

  /// The conditions from now on.
  void set(Conditions conditions) {
    timeline.put(Instant.now(), conditions);
  }

  void submitted(String requestId, Outcome outcome) {
    submissions.add(new Submission(requestId, outcome));
  }

  void cancelled(String requestId, long revision) {
    cancellations.add(new Cancellation(requestId, revision));
  }

  /// To be called before the call is sent.
  void requeueing(String requestId) {
    requeues.add(requestId);
  }

  void watched(Watch watch) {
    watches.add(watch);
  }

  /// A call that the published service config repeats failed for its caller all the same.
  void safeCallFailed(String failure) {
    failedSafeCalls.add(failure);
  }

  /// From the change in the database to the message of a stream that was open.
  void watchLatency(Duration latency) {
    watchLatencies
        .computeIfAbsent(timeline.lastEntry().getValue(), _ -> new Latencies())
        .add(latency);
  }

  /// A running job ended after its cancel was acknowledged.
  void cancelledRun(CancelledRun run) {
    cancelledRuns.add(run);
  }

  Latencies.Summary watchLatencies(Conditions conditions) {
    return watchLatencies.getOrDefault(conditions, new Latencies()).summary();
  }

  /// Those with nothing broken from the acknowledgement to the end, or until their time was up.
  List<CancelledRun> calmCancelledRuns() {
    return cancelledRuns.stream()
        .filter(
            run -> {
              Instant late = run.acknowledged().plus(TimeRules.CANCEL_BOUND);
              return isCalm(run.acknowledged(), run.ended().isBefore(late) ? run.ended() : late);
            })
        .toList();
  }

  private boolean isCalm(Instant from, Instant to) {
    return timeline.floorEntry(from).getValue() == Conditions.CALM
        && timeline.subMap(from, to).values().stream().allMatch(Conditions.CALM::equals);
  }

  List<String> failedSafeCalls() {
    return List.copyOf(failedSafeCalls);
  }

  ClientHistory history() {
    return new ClientHistory(
        List.copyOf(submissions),
        List.copyOf(cancellations),
        List.copyOf(requeues),
        List.copyOf(watches));
  }
}
