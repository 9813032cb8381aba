package com.tripgen.ai.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Follows a job to its end.
@Command(
    name = "watch",
    header = "Follow a job to its end with a progress bar.",
    description = {
      "A lost connection is resumed where it broke, on any replica. Exit code 0 when the job",
      "completes, 1 when it fails or is cancelled. --json prints each message of the stream."
    },
    footer = {
      "",
      "Examples:",
      "  ./tripgen jobs watch first-trip",
      "  ./tripgen jobs watch first-trip --timeout 10m --json"
    })
final class WatchJobCommand extends ServiceCommand {
  @Parameters(paramLabel = "REQUEST_ID", description = "The request_id of the job.")
  private String requestId = "";

  WatchJobCommand(Terminal terminal, Map<String, String> environment) {
    super(terminal, environment);
  }

  @Override
  int run(ServiceClient client) throws InterruptedException {
    return JobEnd.await(requestId, client, this);
  }
}
