package com.tripgen.ai.jobs;

import com.tripgen.ai.errors.ServiceException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// One watch stream and its cursor. What a slow reader misses meanwhile stays in the database: the
/// cursor tells where to go on, and no message waits in memory. There are many of them, so each is
/// small: somebody else minds the time for all.
final class Watcher {
  final long jobId;
  final String requestId;
  private final WatchStream stream;
  private final JobObserver observer;

  /// Later changes are made while the stream is open.
  private final long openedAt;

  private final long endNanos;
  private final int heartbeatMillis;
  private long heartbeatNanos;
  private boolean snapshotDue;
  private long cursor;
  private boolean behind;
  private boolean ended;

  /// What the caller asked for. Its own text of the id: others keep that too.
  ///
  /// @param afterRevision 0 to start with the job as it is
  record Wanted(String requestId, long afterRevision, Duration heartbeat) {}

  Watcher(Job job, Wanted wanted, Duration maxAge, WatchStream stream, JobObserver observer) {
    this.openedAt = job.revision();
    this.observer = observer;
    this.jobId = job.id();
    this.requestId = wanted.requestId();
    this.snapshotDue = wanted.afterRevision() == 0;
    this.cursor = wanted.afterRevision();
    this.stream = stream;
    this.heartbeatMillis = Math.toIntExact(wanted.heartbeat().toMillis());
    long now = System.nanoTime();
    this.endNanos = now + maxAge.toNanos();
    beatAfter(now);
  }

  private void beatAfter(long nanoTime) {
    heartbeatNanos = nanoTime + TimeUnit.MILLISECONDS.toNanos(heartbeatMillis);
  }

  /// The revision after which status changes are needed.
  synchronized long cursor() {
    return snapshotDue ? Long.MAX_VALUE : cursor;
  }

  /// Whether the stored `revision` would bring something.
  synchronized boolean isBehind(long revision) {
    return !ended && (snapshotDue || cursor < revision);
  }

  /// What this stream was told last.
  JobPosition position() {
    return new JobPosition(jobId, requestId, cursor());
  }

  /// Sends what is new to this stream, as far as its reader keeps up.
  ///
  /// @return whether the stream has ended
  synchronized boolean deliver(JobNews news) {
    Job row = news.row();
    if (ended) {
      return true;
    }
    boolean keptUp = !behind;
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
      if (event.revision() > cursor) {
        if (!sent(row.at(event), news)) {
          return ended;
        }
        if (keptUp && event.revision() > openedAt) {
          observer.changeSent(news.age(event));
        }
        if (ended) {
          return true;
        }
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
    ended = true;
    stream.complete();
  }

  /// Whether the reader caught up with something left to read.
  synchronized boolean wantsMore() {
    return !ended && behind;
  }

  boolean isAged(long nanoTime) {
    return nanoTime - endNanos >= 0;
  }

  synchronized void heartbeatIfDue(long nanoTime) {
    if (nanoTime - heartbeatNanos < 0) {
      return;
    }
    beatAfter(nanoTime);
    if (!ended && !snapshotDue && stream.isReady()) {
      stream.heartbeat(cursor);
    }
  }

  /// Ends the stream so that it can be resumed elsewhere.
  synchronized void fail(ServiceException error, boolean resumable) {
    if (ended) {
      return;
    }
    ended = true;
    if (resumable && !snapshotDue) {
      stream.heartbeat(cursor);
    }
    stream.fail(error);
  }

  /// The caller is gone.
  synchronized void end() {
    ended = true;
  }
}
