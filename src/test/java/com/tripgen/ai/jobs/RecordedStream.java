package com.tripgen.ai.jobs;

import com.tripgen.ai.errors.ServiceException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A watch's caller that writes down what it is sent.
final class RecordedStream implements WatchStream {
  final List<Job> states = new ArrayList<>();
  final List<Long> heartbeats = new ArrayList<>();
  private final CompletableFuture<String> end = new CompletableFuture<>();
  private volatile boolean ready = true;

  void ready(boolean ready) {
    this.ready = ready;
  }

  /// `OK`, or the reason of the error.
  String end() throws Exception {
    return end.get(10, TimeUnit.SECONDS);
  }

  boolean isOpen() {
    return !end.isDone();
  }

  synchronized List<JobStatus> statuses() {
    return states.stream().map(Job::status).toList();
  }

  @Override
  public boolean isReady() {
    return ready;
  }

  @Override
  public synchronized void state(Job job, List<JobEvent> history) {
    states.add(job);
  }

  @Override
  public synchronized void heartbeat(long revision) {
    heartbeats.add(revision);
  }

  @Override
  public void complete() {
    end.complete("OK");
  }

  @Override
  public void fail(ServiceException error) {
    end.complete(ServiceException.label(error.reason()));
  }
}
