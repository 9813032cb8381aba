package com.tripgen.ai.cli;

import com.tripgen.ai.v1.Job;
import com.tripgen.ai.v1.JobStatus;
import com.tripgen.ai.v1.WatchJobResponse;

/// Shows how a job gets on and how it ends.
final class JobEnd {
  private JobEnd() {}

  /// @throws UserError when the job does not end well
  static int await(String requestId, ServiceClient client, ServiceCommand command)
      throws InterruptedException {
    Terminal terminal = command.terminal();
    ResumingWatch.Listener listener =
        command.json() ? new Lines(terminal) : new ProgressBar(terminal, command.language());
    Job job = new ResumingWatch(client, command.jobTime()).follow(requestId, listener);
    if (job.getStatus() == JobStatus.JOB_STATUS_CANCELLED) {
      throw new UserError(
          "the job was cancelled; put it back with ./tripgen jobs retry " + requestId);
    }
    if (job.getStatus() != JobStatus.JOB_STATUS_COMPLETED) {
      throw CallFailure.of(job.getError());
    }
    if (!command.json()) {
      JobText.here().result(job).print(terminal);
    }
    return TripgenCommand.FINE;
  }

  /// Each message as a line.
  private record Lines(Terminal terminal) implements ResumingWatch.Listener {
    @Override
    public void update(WatchJobResponse update) {
      terminal.out().println(MessageJson.line(update));
    }

    @Override
    public void lost() {
      terminal.err().println("the connection is lost; the watch goes on with the next");
    }
  }
}
