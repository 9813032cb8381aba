package com.tripgen.ai.jobs;

import com.tripgen.ai.database.HintChannel;
import com.tripgen.ai.database.HintListener;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/// Says which jobs changed: on this replica at once, on the others by a hint after the commit. A
/// signal may be lost or repeated; whoever listens reads the row and re-reads slowly without
/// signals.
public final class JobSignals {
  private static final String CHANGED = "job:";
  private static final String CANCEL_REQUESTED = "cancel:";
  private static final String RUNNABLE = "run:";

  private final HintChannel hints;
  private final JobObserver observer;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();

  /// Who wants to know. Called on the thread that signals: return at once.
  interface Listener {
    /// At least this revision is committed.
    default void changed(long jobId, long revision) {}

    default void cancelRequested(long jobId) {}

    /// A job of that queue is due.
    default void runnable(String jobType, QueueKey queue) {}

    /// Jobs of the type may be due, in whichever queue.
    default void runnable(String jobType) {}

    /// Signals may have been lost.
    default void missed() {}
  }

  public JobSignals(HintChannel hints) {
    this(hints, JobObserver.NONE);
  }

  public JobSignals(HintChannel hints, JobObserver observer) {
    this.hints = hints;
    this.observer = observer;
    var _ =
        hints.subscribe(
            new HintListener() {
              @Override
              public void hinted(Set<String> keys) {
                heard(keys);
              }

              @Override
              public void hintsMayBeMissing() {
                listeners.forEach(Listener::missed);
              }
            });
  }

  /// Who is told what happens in this process.
  JobObserver observer() {
    return observer;
  }

  void subscribe(Listener listener) {
    listeners.add(listener);
  }

  void changed(Job job) {
    changed(job.id(), job.revision());
    if (job.cancelRequested() && !job.status().isFinal()) {
      listeners.forEach(listener -> listener.cancelRequested(job.id()));
      hints.publish(CANCEL_REQUESTED + job.id());
    }
    if (job.status() == JobStatus.QUEUED && !job.runTime().isAfter(job.updatedAt())) {
      runnable(job);
    }
  }

  private void runnable(Job job) {
    QueueKey queue = new QueueKey(job.fairnessKey(), job.priority());
    listeners.forEach(listener -> listener.runnable(job.jobType(), queue));
    boolean oneLine = queue.fairnessKey().chars().noneMatch(Character::isISOControl);
    hints.publish(
        RUNNABLE + job.jobType() + (oneLine ? "." + queue.priority() + queue.fairnessKey() : ""));
  }

  /// Jobs of the type may be claimed now that could not before.
  void runnable(JobType type) {
    listeners.forEach(listener -> listener.runnable(type.name()));
    hints.publish(RUNNABLE + type.name());
  }

  void changed(long jobId, long revision) {
    listeners.forEach(listener -> listener.changed(jobId, revision));
    hints.publish(CHANGED + jobId + '.' + revision);
  }

  private void heard(Set<String> keys) {
    for (String key : keys) {
      if (key.startsWith(RUNNABLE)) {
        heardRunnable(key.substring(RUNNABLE.length()));
      } else if (key.startsWith(CANCEL_REQUESTED)) {
        long jobId = Long.parseLong(key, CANCEL_REQUESTED.length(), key.length(), 10);
        listeners.forEach(listener -> listener.cancelRequested(jobId));
      } else if (key.startsWith(CHANGED)) {
        int dot = key.indexOf('.');
        long jobId = Long.parseLong(key, CHANGED.length(), dot, 10);
        long revision = Long.parseLong(key, dot + 1, key.length(), 10);
        listeners.forEach(listener -> listener.changed(jobId, revision));
      }
    }
  }

  /// `TYPE`, or `TYPE.` with the digit of the priority and the fairness key.
  private void heardRunnable(String text) {
    int dot = text.indexOf('.');
    if (dot < 0) {
      listeners.forEach(listener -> listener.runnable(text));
      return;
    }
    String jobType = text.substring(0, dot);
    QueueKey queue = new QueueKey(text.substring(dot + 2), text.charAt(dot + 1) - '0');
    listeners.forEach(listener -> listener.runnable(jobType, queue));
  }
}
