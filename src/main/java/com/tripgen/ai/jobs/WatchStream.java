package com.tripgen.ai.jobs;

import com.tripgen.ai.errors.ServiceException;
import java.util.List;

/// The caller's end of a watch.
interface WatchStream {
  /// Whether a message can be sent without queueing it.
  boolean isReady();

  /// Sends the job; its status changes belong to a final state.
  void state(Job job, List<JobEvent> history);

  void heartbeat(long revision);

  /// OK: the final state was sent before.
  void complete();

  void fail(ServiceException error);
}
