package com.tripgen.ai.jobs;

import com.tripgen.ai.errors.ServiceException;
import com.tripgen.ai.support.Eventually;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A watch's caller that writes down what it is sent.
final class RecordedStream implements WatchStream {
  private final List<Job> states = new ArrayList<>();
  private final List<List<JobEvent>> histories = new ArrayList<>();
  private final List<String> messages = new ArrayList<>();
  private final CompletableFuture<String> end = new CompletableFuture<>();
  private final Consumer<Job> onState;
  private volatile boolean ready = true;

  RecordedStream() {
    this(state -> {});
  }

  /// @param onState called before a state is written down
  RecordedStream(Consumer<Job> onState) {
    this.onState = onState;
  }

  static RecordedStream notReady() {
    RecordedStream stream = new RecordedStream();
    stream.ready = false;
    return stream;
  }

  /// The reader has caught up, which the transport tells the watch.
  void ready(JobWatch.Subscription subscription) {
    ready = true;
    subscription.ready();
  }

  void pause() {
    ready = false;
  }

  /// Waits for the end: `OK`, or the reason of the error.
  String end() throws Exception {
    return end.get(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  boolean isOpen() {
    return !end.isDone();
  }

  synchronized List<Job> states() {
    return List.copyOf(states);
  }

  synchronized List<JobStatus> statuses() {
    return states.stream().map(Job::status).toList();
  }

  synchronized List<Long> revisions() {
    return states.stream().map(Job::revision).toList();
  }

  /// The history that came with the last state.
  synchronized List<JobEvent> lastHistory() {
    return List.copyOf(histories.getLast());
  }

  /// Everything sent, in order: `state 3`, `heartbeat 3`, `OK`, or the reason of an error.
  synchronized List<String> messages() {
    return List.copyOf(messages);
  }

  @Override
  public boolean isReady() {
    return ready;
  }

  @Override
  public void state(Job job, List<JobEvent> history) {
    onState.accept(job);
    synchronized (this) {
      states.add(job);
      histories.add(history);
      messages.add("state " + job.revision());
    }
  }

  @Override
  public synchronized void heartbeat(long revision) {
    messages.add("heartbeat " + revision);
  }

  @Override
  public void complete() {
    ended("OK");
  }

  @Override
  public void fail(ServiceException error) {
    ended(ServiceException.label(error.reason()));
  }

  private synchronized void ended(String how) {
    messages.add(how);
    if (!end.complete(how)) {
      messages.add("ended twice");
    }
  }
}
