package com.tripgen.ai.jobs;

import io.grpc.Context;

/// Who makes the present call.
public final class Caller {
  /// Set by the server for every call.
  public static final Context.Key<String> NAME = Context.key("caller");

  private static final int MOST_CHARACTERS = 64;

  private Caller() {}

  /// The fairness key of jobs whose submission names none.
  static String fairnessKey() {
    String name = NAME.get();
    return name == null ? "" : name.substring(0, Math.min(name.length(), MOST_CHARACTERS));
  }
}
