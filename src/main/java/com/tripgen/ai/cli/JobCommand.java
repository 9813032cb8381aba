package com.tripgen.ai.cli;

import com.tripgen.ai.v1.CancelJobRequest;
import com.tripgen.ai.v1.GetJobRequest;
import com.tripgen.ai.v1.Job;
import com.tripgen.ai.v1.RetryJobRequest;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// A command about one job, which it shows as it then is.
abstract class JobCommand extends ServiceCommand {
  @Parameters(paramLabel = "REQUEST_ID", description = "The request_id of the job.")
  private String requestId = "";

  private JobCommand(Terminal terminal, Map<String, String> environment) {
    super(terminal, environment);
  }

  abstract Job call(ServiceClient client, String requestId);

  @Override
  final int run(ServiceClient client) {
    Job job = call(client, requestId);
    if (json()) {
      print(job);
    } else {
      JobText.here().details(job).print(terminal());
    }
    return TripgenCommand.FINE;
  }

  @Command(
      name = "get",
      header = "Show a job: its status, attempts, result or error.",
      footer = {"", "Example: ./tripgen jobs get first-trip"})
  static final class Get extends JobCommand {
    Get(Terminal terminal, Map<String, String> environment) {
      super(terminal, environment);
    }

    @Override
    Job call(ServiceClient client, String requestId) {
      return client
          .jobs()
          .getJob(GetJobRequest.newBuilder().setRequestId(requestId).build())
          .getJob();
    }
  }

  @Command(
      name = "cancel",
      header = "Cancel a job: at once while it waits, else its worker is told to stop.",
      footer = {"", "Example: ./tripgen jobs cancel first-trip"})
  static final class Cancel extends JobCommand {
    Cancel(Terminal terminal, Map<String, String> environment) {
      super(terminal, environment);
    }

    @Override
    Job call(ServiceClient client, String requestId) {
      return client
          .jobs()
          .cancelJob(CancelJobRequest.newBuilder().setRequestId(requestId).build())
          .getJob();
    }
  }

  @Command(
      name = "retry",
      header = "Put a failed or cancelled job back into the queue.",
      footer = {"", "Example: ./tripgen jobs retry first-trip"})
  static final class Retry extends JobCommand {
    Retry(Terminal terminal, Map<String, String> environment) {
      super(terminal, environment);
    }

    @Override
    Job call(ServiceClient client, String requestId) {
      return client
          .jobs()
          .retryJob(RetryJobRequest.newBuilder().setRequestId(requestId).build())
          .getJob();
    }
  }
}
