package com.tripgen.ai.chaos;

import com.tripgen.ai.chaos.ClientHistory.Cancellation;
import com.tripgen.ai.chaos.ClientHistory.Outcome;
import com.tripgen.ai.chaos.ClientHistory.Submission;
import com.tripgen.ai.chaos.ClientHistory.Watch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/// What all clients see, written down as they see it. From any thread.
final class HistoryRecorder {
  private final Queue<Submission> submissions = new ConcurrentLinkedQueue<>();
  private final Queue<Cancellation> cancellations = new ConcurrentLinkedQueue<>();
  private final Queue<String> requeues = new ConcurrentLinkedQueue<>();
  private final Queue<Watch> watches = new ConcurrentLinkedQueue<>();
  private final Queue<String> failedSafeCalls = new ConcurrentLinkedQueue<>();
  private final Map<Conditions, Latencies> watchLatencies = new ConcurrentHashMap<>();
  private final Map<Conditions, Latencies> cancelLatencies = new ConcurrentHashMap<>();
  private volatile Conditions conditions = Conditions.CALM;

  void set(Conditions conditions) {
    this.conditions = conditions;
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
    latencies(watchLatencies).add(latency);
  }

  /// From the acknowledgement of the cancel to the end of the running job.
  void cancelLatency(Duration latency) {
    latencies(cancelLatencies).add(latency);
  }

  private Latencies latencies(Map<Conditions, Latencies> byConditions) {
    return byConditions.computeIfAbsent(conditions, _ -> new Latencies());
  }

  Latencies.Summary watchLatencies(Conditions conditions) {
    return watchLatencies.getOrDefault(conditions, new Latencies()).summary();
  }

  Latencies.Summary cancelLatencies(Conditions conditions) {
    return cancelLatencies.getOrDefault(conditions, new Latencies()).summary();
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
