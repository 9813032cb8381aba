package com.tripgen.ai.chaos;

import com.tripgen.ai.jobs.Job;
import com.tripgen.ai.jobs.JobCompletion;
import com.tripgen.ai.jobs.JobHandler;
import com.tripgen.ai.jobs.JobProgress;
import com.tripgen.ai.jobs.JobType;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Lets jobs misbehave whose labels ask for it, and leaves all others to the real handler.
public final class MisbehavingHandler implements JobHandler {
  /// Names what the job does, one of [Misbehaviour].
  static final String LABEL = "misbehave";

  /// For `LINGER`: how long, in milliseconds.
  static final String MILLIS = "millis";

  private static final int EXIT_CODE_OF_A_KILL = 137;
  private static final int LINGER_STEPS = 10;

  private final JobHandler handler;

  enum Misbehaviour {
    /// Takes its time, and then does its work.
    LINGER,
    /// Never ends, whoever interrupts it.
    HANG,
    /// Ends the process.
    KILL
  }

  public MisbehavingHandler(JobHandler handler) {
    this.handler = handler;
  }

  @Override
  public JobType type() {
    return handler.type();
  }

  @Override
  public List<String> steps() {
    return handler.steps();
  }

  @Override
  public JobCompletion run(Job job, JobProgress progress) throws InterruptedException {
    JsonNode labels = JsonMapper.shared().readTree(job.labels());
    Optional<Misbehaviour> misbehaviour =
        labels.path(LABEL).stringValueOpt().map(Misbehaviour::valueOf);
    if (misbehaviour.isPresent()) {
      switch (misbehaviour.get()) {
        case LINGER -> linger(Long.parseLong(labels.path(MILLIS).stringValue()), progress);
        case HANG -> hang();
        case KILL -> Runtime.getRuntime().halt(EXIT_CODE_OF_A_KILL);
      }
    }
    return handler.run(job, progress);
  }

  private void linger(long millis, JobProgress progress) throws InterruptedException {
    for (int step = 0; step < LINGER_STEPS; step++) {
      progress.report(step, steps().getFirst());
      Thread.sleep(millis / LINGER_STEPS);
    }
  }

  private static void hang() {
    while (true) {
      LockSupport.park();
      var _ = Thread.interrupted();
    }
  }
}
