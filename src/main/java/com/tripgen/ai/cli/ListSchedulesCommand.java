package com.tripgen.ai.cli;

import com.tripgen.ai.cli.Terminal.Style;
import com.tripgen.ai.cli.TextTable.Cell;
import com.tripgen.ai.cli.TextTable.Column;
import com.tripgen.ai.v1.JobStatus;
import com.tripgen.ai.v1.ListSchedulesRequest;
import com.tripgen.ai.v1.ListSchedulesResponse;
import com.tripgen.ai.v1.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Lists schedules.
@Command(
    name = "list",
    header = "List schedules, the newest first.",
    footer = {
      "",
      "Examples:",
      "  ./tripgen schedules list --trip trip-1",
      "  ./tripgen schedules list --place paris-louvre --status completed --all"
    })
final class ListSchedulesCommand extends ServiceCommand {
  @Option(names = "--trip", paramLabel = "TRIP_ID", description = "Only of this trip.")
  private String trip = "";

  @Option(
      names = "--place",
      paramLabel = "PLACE_ID",
      description = "Only those that visit this place.")
  private String place = "";

  @Option(
      names = "--status",
      split = ",",
      paramLabel = "STATUS",
      converter = EnumNames.JobStatuses.class,
      completionCandidates = EnumNames.JobStatuses.class,
      description = "Only in these: ${COMPLETION-CANDIDATES}.")
  private List<JobStatus> statuses = new ArrayList<>();

  @Mixin private final PageOptions pages = new PageOptions();

  ListSchedulesCommand(Terminal terminal, Map<String, String> environment) {
    super(terminal, environment);
  }

  @Override
  int run(ServiceClient client) {
    ListSchedulesRequest.Builder request =
        ListSchedulesRequest.newBuilder()
            .setTripId(trip)
            .setPlaceId(place)
            .addAllStatuses(statuses)
            .setPageSize(pages.size());
    pages.show(
        new Pages<>(
            token -> client.schedules().listSchedules(request.setPageToken(token).build()),
            ListSchedulesResponse::getNextPageToken),
        this,
        page -> table(page.getSchedulesList()));
    return TripgenCommand.FINE;
  }

  private static TextTable table(List<Schedule> schedules) {
    JobText text = JobText.here();
    TextTable table =
        new TextTable(
            Column.natural(),
            Column.natural(),
            Column.natural(),
            Column.natural(),
            Column.natural(),
            new Column(8, Integer.MAX_VALUE));
    table.row(Style.BOLD, "REQUEST ID", "STATUS", "VERSION", "CREATED", "KEPT UNTIL", "TRIP");
    for (Schedule schedule : schedules) {
      table.row(
          Cell.plain(schedule.getRequestId()),
          JobText.status(schedule.getStatus()),
          Cell.plain(schedule.getVersion() == 0 ? "" : Integer.toString(schedule.getVersion())),
          Cell.plain(text.time(schedule.getCreateTime())),
          Cell.plain(
              schedule.getPinned()
                  ? "pinned"
                  : schedule.hasExpireTime() ? text.time(schedule.getExpireTime()) : ""),
          Cell.plain(schedule.getTripId()));
    }
    return table;
  }
}
