package com.tripgen.ai.jobs;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.Durations;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// Exponential backoff with full jitter: a uniform delay up to a bound that doubles with each
/// attempt. What failed may ask for more.
public record RetryPolicy(Duration first, Duration longest, RandomGenerator random) {

  long delayMillis(int attempt, Status error) {
    long bound =
        Math.min(longest.toMillis(), first.toMillis() << Math.min(Math.max(attempt - 1, 0), 30));
    return Math.max(random.nextLong(bound + 1), askedMillis(error));
  }

  private static long askedMillis(Status error) {
    for (Any detail : error.getDetailsList()) {
      if (detail.is(RetryInfo.class)) {
        try {
          return Durations.toMillis(detail.unpack(RetryInfo.class).getRetryDelay());
        } catch (InvalidProtocolBufferException e) {
          return 0;
        }
      }
    }
    return 0;
  }
}
