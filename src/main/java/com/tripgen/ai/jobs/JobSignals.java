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
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();

  /// Who wants to know. Called on the thread that signals: return at once.
  interface Listener {
    /// At least this revision is committed.
    default void changed(long jobId, long revision) {}

    default void cancelRequested(long jobId) {}

    default void runnable(String jobType) {}

    /// Signals may have been lost.
    default void missed() {}
  }

  public JobSignals(HintChannel hints) {
    this.hints = hints;
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

  void subscribe(Listener listener) {
    listeners.add(listener);
  }

  void changed(Job job) {
    changed(job.id(), job.revision());
    if (job.cancelRequested() && !job.status().isFinal()) {
      listeners.forEach(listener -> listener.cancelRequested(job.id()));
      hints.publish(CANCEL_REQUESTED + job.id());
    }
    if (job.status() == JobStatus.QUEUED) {
      listeners.forEach(listener -> listener.runnable(job.jobType()));
      hints.publish(RUNNABLE + job.jobType());
    }
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
        String jobType = key.substring(RUNNABLE.length());
        listeners.forEach(listener -> listener.runnable(jobType));
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
}
