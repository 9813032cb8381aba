package com.tripgen.ai.server;

import java.time.Duration;

/// What callers and their connections may take of a server.
///
/// @param concurrentCalls unary calls of all callers at once, and fewer when they take longer than
///   usual
/// @param watchesPerCaller streams that one caller may hold open
/// @param callsPerConnection calls and streams at once on one connection; more wait in the client
/// @param connectionAge after which a connection is asked to be made anew, give or take a tenth, so
///   that callers spread over new replicas and meet new certificates
/// @param metadataBytes of the headers of one call
public record CallLimits(
    int concurrentCalls,
    int watchesPerCaller,
    ConnectionLimits connections,
    int callsPerConnection,
    Duration connectionAge,
    int metadataBytes) {

  public static final CallLimits DEFAULT =
      new CallLimits(
          80,
          10_000,
          new ConnectionLimits(10_000, 1_000),
          16_384,
          Duration.ofMinutes(30),
          8 * 1024);

  public CallLimits {
    if (concurrentCalls < 1) {
      throw new IllegalArgumentException("at least one call is carried out");
    }
    if (watchesPerCaller < 1 || callsPerConnection < 1) {
      throw new IllegalArgumentException("a caller may hold at least one stream");
    }
    if (connectionAge.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("a connection lasts at least a second");
    }
  }

  public CallLimits withConcurrentCalls(int calls) {
    return new CallLimits(
        calls, watchesPerCaller, connections, callsPerConnection, connectionAge, metadataBytes);
  }

  public CallLimits withWatchesPerCaller(int watches) {
    return new CallLimits(
        concurrentCalls, watches, connections, callsPerConnection, connectionAge, metadataBytes);
  }

  public CallLimits withConnections(ConnectionLimits held) {
    return new CallLimits(
        concurrentCalls, watchesPerCaller, held, callsPerConnection, connectionAge, metadataBytes);
  }

  public CallLimits withConnectionAge(Duration age) {
    return new CallLimits(
        concurrentCalls, watchesPerCaller, connections, callsPerConnection, age, metadataBytes);
  }
}
