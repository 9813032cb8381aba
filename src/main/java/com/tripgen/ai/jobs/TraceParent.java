package com.tripgen.ai.jobs;

import io.grpc.Context;
import org.jspecify.annotations.Nullable;

/// The trace that the present work belongs to, as W3C writes it. The engine carries it from the
/// call that submits a job to whatever is done for the job, and knows no more about traces.
public final class TraceParent {
  /// Set by the server for calls that are traced.
  public static final Context.Key<String> KEY = Context.key("traceparent");

  private TraceParent() {}

  static @Nullable String current() {
    return KEY.get();
  }

  /// The context in which an attempt at a job runs.
  static Context of(Job job) {
    String traceparent = job.traceparent();
    return traceparent == null ? Context.ROOT : Context.ROOT.withValue(KEY, traceparent);
  }
}
