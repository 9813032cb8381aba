package com.tripgen.ai.errors;

import io.grpc.Status;
import io.grpc.Status.Code;

/// How clients see that a server, or the way to it, went away.
public final class LostConnection {
  /// What grpc-java says when a connection closes just as a call begins (its issue 10120).
  private static final String CLOSED_AT_THE_START = "channel closed";

  private LostConnection() {}

  /// Whether what is safe to repeat is worth repeating: UNAVAILABLE, whoever says so.
  public static boolean isMeantBy(Status status) {
    return status.getCode() == Code.UNAVAILABLE
        || (status.getCode() == Code.UNKNOWN
            && CLOSED_AT_THE_START.equals(status.getDescription()));
  }
}
