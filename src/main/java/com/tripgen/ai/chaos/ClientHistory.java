package com.tripgen.ai.chaos;

import com.tripgen.ai.jobs.JobStatus;
import java.util.List;

/// What clients asked for and what they were answered.
///
/// @param submissions every call that was to create a job, repetitions too
/// @param cancellations the acknowledged ones
/// @param requeues the request ids of all RetryJob calls, whatever became of them
record ClientHistory(
    List<Submission> submissions,
    List<Cancellation> cancellations,
    List<String> requeues,
    List<Watch> watches) {

  ClientHistory {
    submissions = List.copyOf(submissions);
    cancellations = List.copyOf(cancellations);
    requeues = List.copyOf(requeues);
    watches = List.copyOf(watches);
  }

  /// How a call that creates ended, as far as its caller knows.
  enum Outcome {
    CREATED,
    /// An earlier call had created the job.
    FOUND,
    /// Certainly not stored by this call.
    REFUSED,
    /// The answer was lost, or never came.
    UNKNOWN;

    boolean acknowledged() {
      return this == CREATED || this == FOUND;
    }
  }

  record Submission(String requestId, Outcome outcome) {}

  /// @param revision of the job in the answer: from there on it may only end `CANCELLED`
  record Cancellation(String requestId, long revision) {}

  /// A watch and its resumptions, in order.
  record Watch(String requestId, List<Stream> streams) {
    Watch {
      streams = List.copyOf(streams);
    }
  }

  /// @param replica the address of who answered; empty when nobody did
  /// @param afterRevision 0 for a watch from the start
  record Stream(String replica, long afterRevision, List<Message> messages, End end) {
    Stream {
      messages = List.copyOf(messages);
    }
  }

  sealed interface Message {
    long revision();

    record State(long revision, JobStatus status) implements Message {}

    record Heartbeat(long revision) implements Message {}
  }

  enum End {
    /// The status OK, which says that the job is final.
    OK,
    /// The replica shuts down or the stream reached its age, and it said so; to be resumed.
    HANDED_OVER,
    /// The replica or the connection went away; to be resumed.
    BROKEN,
    /// An error that resuming does not mend.
    REFUSED
  }
}
