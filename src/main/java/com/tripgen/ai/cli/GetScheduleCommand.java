package com.tripgen.ai.cli;

import com.google.protobuf.MessageOrBuilder;
import com.tripgen.ai.v1.GetDayScheduleRequest;
import com.tripgen.ai.v1.GetScheduleRequest;
import com.tripgen.ai.v1.GetTripScheduleRequest;
import com.tripgen.ai.v1.JobStatus;
import com.tripgen.ai.v1.Schedule;
import com.tripgen.ai.v1.ScheduleDay;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Shows a schedule as an itinerary.
@Command(
    name = "get",
    header = "Show a schedule as an itinerary, whole or one day of it.",
    description = "--json prints the schedule, which ./tripgen schedules validate reads again.",
    footer = {
      "",
      "Examples:",
      "  ./tripgen schedules get first-trip",
      "  ./tripgen schedules get --trip trip-1 --day 2 --language en"
    })
final class GetScheduleCommand extends ServiceCommand {
  @ArgGroup(multiplicity = "1")
  private Which which = new Which();

  private static final class Which {
    @Parameters(paramLabel = "REQUEST_ID", description = "The request_id of its job.")
    private @Nullable String requestId;

    @Option(
        names = "--trip",
        paramLabel = "TRIP_ID",
        description = "The newest schedule of this trip.")
    private @Nullable String trip;
  }

  @Option(names = "--day", paramLabel = "N", description = "Only this day, from 1.")
  private @Nullable Integer day;

  @Option(
      names = "--language",
      paramLabel = "CODE",
      converter = Language.Code.class,
      description = "Of the headings, ko or en (default: as LANG says).")
  private @Nullable Language language;

  GetScheduleCommand(Terminal terminal, Map<String, String> environment) {
    super(terminal, environment);
  }

  @Override
  int run(ServiceClient client) {
    if (day != null) {
      ScheduleDay only = day(client, day);
      show(only, Schedule.newBuilder().addDays(only).build());
      return TripgenCommand.FINE;
    }
    Schedule schedule = schedule(client);
    if (!json() && schedule.getStatus() != JobStatus.JOB_STATUS_COMPLETED) {
      throw unfinished(schedule);
    }
    show(schedule, schedule);
    return TripgenCommand.FINE;
  }

  private void show(MessageOrBuilder message, Schedule itinerary) {
    if (json()) {
      print(message);
    } else {
      ItineraryTable.of(itinerary, language == null ? language() : language).print(terminal());
    }
  }

  private Schedule schedule(ServiceClient client) {
    return which.requestId == null
        ? client
            .schedules()
            .getTripSchedule(GetTripScheduleRequest.newBuilder().setTripId(trip()).build())
            .getSchedule()
        : client
            .schedules()
            .getSchedule(GetScheduleRequest.newBuilder().setRequestId(which.requestId).build())
            .getSchedule();
  }

  /// Of a trip only the day leaves the service.
  private ScheduleDay day(ServiceClient client, int number) {
    if (which.requestId == null) {
      return client
          .schedules()
          .getDaySchedule(
              GetDayScheduleRequest.newBuilder().setTripId(trip()).setDay(number).build())
          .getDay();
    }
    Schedule schedule = schedule(client);
    if (schedule.getStatus() != JobStatus.JOB_STATUS_COMPLETED) {
      throw unfinished(schedule);
    }
    return schedule.getDaysList().stream()
        .filter(it -> it.getDay() == number)
        .findFirst()
        .orElseThrow(
            () ->
                new UserError(
                    "there is no day "
                        + number
                        + "; --day is from 1 to "
                        + schedule.getDaysCount()));
  }

  private String trip() {
    return which.trip == null ? "" : which.trip;
  }

  private static UserError unfinished(Schedule schedule) {
    String id = schedule.getRequestId();
    return new UserError(
        "there is no itinerary, the job is "
            + JobText.status(schedule.getStatus()).text()
            + "; ./tripgen jobs get "
            + id
            + " tells more");
  }
}
