package com.tripgen.ai.jobs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a look at one queue found.
///
/// @param runTime of its first due job; null when none is due
/// @param readAt when the database looked
record QueueHead(String fairnessKey, int priority, @Nullable Instant runTime, Instant readAt) {
  QueueKey key() {
    return new QueueKey(fairnessKey, priority);
  }
}
