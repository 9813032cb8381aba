package com.tripgen.ai.cli;

import com.google.protobuf.Timestamp;
import com.tripgen.ai.v1.JobStatus;
import com.tripgen.ai.v1.JobType;
import com.tripgen.ai.v1.ListJobsRequest;
import com.tripgen.ai.v1.ListJobsResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Lists jobs.
@Command(
    name = "list",
    header = "List jobs, the newest first.",
    footer = {
      "",
      "Examples:",
      "  ./tripgen jobs list --status queued,processing",
      "  ./tripgen jobs list --status failed --created-after 24h",
      "  ./tripgen jobs list --trip trip-1 --all --json"
    })
final class ListJobsCommand extends ServiceCommand {
  @Option(
      names = "--type",
      split = ",",
      paramLabel = "TYPE",
      converter = EnumNames.JobTypes.class,
      completionCandidates = EnumNames.JobTypes.class,
      description = "Only of these types: ${COMPLETION-CANDIDATES}.")
  private List<JobType> types = new ArrayList<>();

  @Option(
      names = "--status",
      split = ",",
      paramLabel = "STATUS",
      converter = EnumNames.JobStatuses.class,
      completionCandidates = EnumNames.JobStatuses.class,
      description = "Only in these: ${COMPLETION-CANDIDATES}.")
  private List<JobStatus> statuses = new ArrayList<>();

  @Option(names = "--trip", paramLabel = "TRIP_ID", description = "Only of this trip.")
  private String trip = "";

  @Option(
      names = "--created-after",
      paramLabel = "MOMENT",
      converter = MomentText.class,
      description = "Only those made then or later: 2027-04-05T09:00:00Z, 2027-04-05, or 2h ago.")
  private @Nullable Instant createdAfter;

  @Option(
      names = "--created-before",
      paramLabel = "MOMENT",
      converter = MomentText.class,
      description = "Only those made before.")
  private @Nullable Instant createdBefore;

  @Mixin private final PageOptions pages = new PageOptions();

  ListJobsCommand(Terminal terminal, Map<String, String> environment) {
    super(terminal, environment);
  }

  @Override
  int run(ServiceClient client) {
    ListJobsRequest.Builder request =
        ListJobsRequest.newBuilder()
            .addAllJobTypes(types)
            .addAllStatuses(statuses)
            .setTripId(trip)
            .setPageSize(pages.size());
    if (createdAfter != null) {
      request.setCreatedAfter(timestamp(createdAfter));
    }
    if (createdBefore != null) {
      request.setCreatedBefore(timestamp(createdBefore));
    }
    pages.show(
        new Pages<>(
            token -> client.jobs().listJobs(request.setPageToken(token).build()),
            ListJobsResponse::getNextPageToken),
        this,
        page -> JobText.here().table(page.getJobsList()));
    return TripgenCommand.FINE;
  }

  private static Timestamp timestamp(Instant moment) {
    return Timestamp.newBuilder()
        .setSeconds(moment.getEpochSecond())
        .setNanos(moment.getNano())
        .build();
  }
}
