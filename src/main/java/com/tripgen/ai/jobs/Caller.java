package com.tripgen.ai.jobs;

import io.grpc.Context;

/// Who makes the present call.
public final class Caller {
  /// Set by the server for every call.
  public static final Context.Key<String> NAME = Context.key("caller");

  /// Whether a token or a certificate proves the name.
  public static final Context.Key<Boolean> PROVEN = Context.keyWithDefault("caller-proven", false);

  private static final int MOST_CHARACTERS = 64;

  private Caller() {}

  /// Empty where nobody calls.
  public static String name() {
    String name = NAME.get();
    return name == null ? "" : name;
  }

  /// The fairness key of jobs whose submission names none.
  static String fairnessKey() {
    String name = name();
    return name.substring(0, Math.min(name.length(), MOST_CHARACTERS));
  }

  /// Empty when nothing proves who calls.
  static String authenticated() {
    return PROVEN.get() ? fairnessKey() : "";
  }
}
