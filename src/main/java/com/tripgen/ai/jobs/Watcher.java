package com.tripgen.ai.jobs;

import com.tripgen.ai.errors.ServiceException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;

/// One watch stream and its cursor. What a slow reader misses meanwhile stays in the database: the
/// cursor tells where to go on, and no message waits in memory.
final class Watcher {
  final long jobId;
  final String requestId;
  private final WatchStream stream;
  private final List<Future<?>> timers = new ArrayList<>();
  private boolean snapshotDue;
  private long cursor;
  private boolean behind;
  private boolean ended;

  /// @param afterRevision 0 to start with the job as it is
  Watcher(Job job, long afterRevision, WatchStream stream) {
    this.jobId = job.id();
    this.requestId = job.requestId();
    this.snapshotDue = afterRevision == 0;
    this.cursor = afterRevision;
    this.stream = stream;
  }

  /// The revision after which status changes are needed.
  synchronized long cursor() {
    return snapshotDue ? Long.MAX_VALUE : cursor;
  }

  /// Whether the stored `revision` would bring something.
  synchronized boolean isBehind(long revision) {
    return !ended && (snapshotDue || cursor < revision);
  }

  /// Whether what is stored is not what this stream was told last.
  synchronized boolean differs(JobPosition stored) {
    return !ended
        && (snapshotDue || cursor != stored.revision() || !requestId.equals(stored.requestId()));
  }

  /// Sends what is new to this stream, as far as its reader keeps up.
  ///
  /// @return whether the stream has ended
  synchronized boolean deliver(JobNews news) {
    Job row = news.row();
    if (ended) {
      return true;
    }
    behind = false;
    if (failsBecauseOfLoss(row)) {
      return true;
    }
    if (snapshotDue) {
      if (!sent(row, news)) {
        return false;
      }
      snapshotDue = false;
      return ended;
    }
    if (row.status().isFinal() && cursor == row.revision()) {
      finish();
      return true;
    }
    for (JobEvent event : news.events()) {
      if (event.revision() > cursor && (!sent(row.at(event), news) || ended)) {
        return ended;
      }
    }
    if (row.revision() > cursor) {
      sent(row, news);
    }
    return ended;
  }

  /// After the promotion of a standby that did not hear of the last commits, the job may have gone
  /// back in time, or its number belong to another one.
  private boolean failsBecauseOfLoss(Job row) {
    if (!row.requestId().equals(requestId)) {
      fail(JobQueue.notFound(requestId), false);
    } else if (!snapshotDue && row.revision() < cursor) {
      fail(JobWatch.revisionFromTheFuture(cursor, row), false);
    }
    return ended;
  }

  private boolean sent(Job state, JobNews news) {
    if (!stream.isReady()) {
      behind = true;
      return false;
    }
    stream.state(
        state,
        news.history().stream().filter(event -> event.revision() <= state.revision()).toList());
    cursor = state.revision();
    if (state.status().isFinal()) {
      finish();
    }
    return true;
  }

  private void finish() {
    end();
    stream.complete();
  }

  /// Whether the reader caught up with something left to read.
  synchronized boolean wantsMore() {
    return !ended && behind;
  }

  synchronized void heartbeat() {
    if (!ended && !snapshotDue && stream.isReady()) {
      stream.heartbeat(cursor);
    }
  }

  /// Ends the stream so that it can be resumed elsewhere.
  synchronized void fail(ServiceException error, boolean resumable) {
    if (ended) {
      return;
    }
    end();
    if (resumable && !snapshotDue) {
      stream.heartbeat(cursor);
    }
    stream.fail(error);
  }

  synchronized void cancelWith(Future<?> timer) {
    if (ended) {
      timer.cancel(false);
    } else {
      timers.add(timer);
    }
  }

  /// The caller is gone.
  synchronized void end() {
    ended = true;
    timers.forEach(timer -> timer.cancel(false));
  }
}
