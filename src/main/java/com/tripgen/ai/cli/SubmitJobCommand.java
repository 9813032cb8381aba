package com.tripgen.ai.cli;

import com.tripgen.ai.v1.SubmitJobRequest;
import com.tripgen.ai.v1.SubmitJobResponse;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Submits a job.
@Command(
    name = "submit",
    header = "Submit a job: a trip to plan, or any other request.",
    description = {
      "With a --request-id it is safe to repeat: the same content answers the first job."
    },
    footer = {
      "",
      "Examples:",
      "  ./tripgen jobs submit --trip trip.json --request-id first-trip --watch",
      "  ./tripgen jobs submit --request rain.json --priority 9",
      "  generate-trip | ./tripgen jobs submit --trip - --json"
    })
final class SubmitJobCommand extends ServiceCommand {
  @ArgGroup(multiplicity = "1")
  private What what = new What();

  private static final class What {
    @Option(
        names = "--trip",
        paramLabel = "FILE",
        description = "Plan this trip: the JSON of a tripgen.ai.v1.Trip; - for the standard input.")
    private @Nullable Path trip;

    @Option(
        names = "--request",
        paramLabel = "FILE",
        description = "The JSON of a tripgen.ai.v1.SubmitJobRequest; - for the standard input.")
    private @Nullable Path request;
  }

  @Option(
      names = "--request-id",
      paramLabel = "ID",
      description = "What the job is called from now on (default: a new UUID).")
  private @Nullable String requestId;

  @Option(
      names = "--priority",
      paramLabel = "N",
      description = "0 to 9; higher runs first (default: 0).")
  private @Nullable Integer priority;

  @Option(
      names = "--fairness-key",
      paramLabel = "KEY",
      description = "Whose job it is: those who submit much do not hold up the others.")
  private @Nullable String fairnessKey;

  @Option(names = "--label", paramLabel = "NAME=VALUE", description = "A label; repeatable.")
  private Map<String, String> labels = new LinkedHashMap<>();

  @Option(
      names = "--watch",
      fallbackValue = "true",
      description = "Follow the job to its end, as ./tripgen jobs watch does.")
  private boolean watch;

  SubmitJobCommand(Terminal terminal, Map<String, String> environment) {
    super(terminal, environment);
  }

  @Override
  int run(ServiceClient client) throws InterruptedException {
    SubmitJobRequest request = request();
    SubmitJobResponse response = client.jobs().submitJob(request);
    String id = response.getJob().getRequestId();
    if (watch) {
      hint("job " + id);
      return JobEnd.await(id, client, this);
    }
    if (json()) {
      print(response);
    } else {
      JobText.here().details(response.getJob()).print(terminal());
    }
    hint(
        (response.getCreated() ? "" : "It had been submitted before. ")
            + "Follow it with ./tripgen jobs watch "
            + id);
    return TripgenCommand.FINE;
  }

  private SubmitJobRequest request() {
    SubmitJobRequest.Builder request = SubmitJobRequest.newBuilder();
    if (what.request != null) {
      MessageJson.read(what.request, "a SubmitJobRequest", request);
    }
    if (what.trip != null) {
      request.getScheduleGenerationBuilder().setTrip(TripFile.read(what.trip));
    }
    if (requestId != null) {
      request.setRequestId(requestId);
    }
    if (priority != null) {
      request.setPriority(priority);
    }
    if (fairnessKey != null) {
      request.setFairnessKey(fairnessKey);
    }
    return request.putAllLabels(labels).build();
  }
}
