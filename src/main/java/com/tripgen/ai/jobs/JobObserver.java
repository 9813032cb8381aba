package com.tripgen.ai.jobs;

import java.time.Duration;
import java.util.List;

/// Told what happens to jobs in this process, after it is committed and on the engine's own
/// threads: must return at once and throw nothing.
public interface JobObserver {
  JobObserver NONE = new JobObserver() {};

  /// A job was stored for the first time.
  default void submitted(Job job) {}

  /// An attempt begins here.
  default void claimed(Job job) {}

  /// The progress of a running job was stored.
  default void progressed(long jobId) {}

  /// An attempt ended.
  ///
  /// @param job as it is afterwards
  default void ended(Job job, AttemptOutcome outcome) {}

  /// A step of an attempt ended, well or not.
  default void stepEnded(Job job, String step, Duration took) {}

  /// This process lost its lease and with it all it was running.
  default void leaseLost() {}

  /// A watcher who keeps up was sent a status change, so long after it was made.
  default void changeSent(Duration lag) {}

  /// How the queues are. Told by one process; to the others all are empty lists.
  default void queues(List<QueueState> queues) {}
}
