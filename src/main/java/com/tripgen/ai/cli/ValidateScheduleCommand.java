package com.tripgen.ai.cli;

import com.tripgen.ai.cli.Terminal.Style;
import com.tripgen.ai.cli.TextTable.Cell;
import com.tripgen.ai.cli.TextTable.Column;
import com.tripgen.ai.v1.ConstraintViolation;
import com.tripgen.ai.v1.Schedule;
import com.tripgen.ai.v1.ValidateScheduleRequest;
import com.tripgen.ai.v1.ValidateScheduleResponse;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Checks a schedule that somebody wrote or edited.
@Command(
    name = "validate",
    header = "Check a schedule, such as an edited one, and list every rule it breaks by day.",
    description = "Exit code 0 when it breaks none, 1 when it does.",
    footer = {
      "",
      "Example:",
      "  ./tripgen schedules get first-trip --json > mine.json",
      "  ./tripgen schedules validate mine.json"
    })
final class ValidateScheduleCommand extends ServiceCommand {
  @Parameters(
      paramLabel = "FILE",
      description = "The JSON of a tripgen.ai.v1.Schedule; - for the standard input.")
  private Path file = Path.of("-");

  @Option(
      names = "--trip",
      paramLabel = "FILE",
      description = "The trip it is for, as JSON (default: the one that its request_id names).")
  private @Nullable Path trip;

  ValidateScheduleCommand(Terminal terminal, Map<String, String> environment) {
    super(terminal, environment);
  }

  @Override
  int run(ServiceClient client) {
    Schedule.Builder schedule = Schedule.newBuilder();
    MessageJson.read(file, "a schedule", schedule);
    ValidateScheduleRequest.Builder request =
        ValidateScheduleRequest.newBuilder().setSchedule(schedule);
    if (trip != null) {
      request.setTrip(TripFile.read(trip));
    }
    ValidateScheduleResponse response = client.schedules().validateSchedule(request.build());
    List<ConstraintViolation> violations = response.getViolationsList();
    if (json()) {
      print(response);
    } else if (violations.isEmpty()) {
      terminal().out().println("It breaks no rule.");
    } else {
      table(violations).print(terminal());
    }
    return violations.isEmpty() ? TripgenCommand.FINE : TripgenCommand.FAILED;
  }

  private static TextTable table(List<ConstraintViolation> violations) {
    TextTable table =
        new TextTable(
            Column.natural(),
            new Column(12, 20),
            new Column(8, 24),
            new Column(20, Integer.MAX_VALUE));
    table.row(Style.BOLD, "DAY", "RULE", "PLACE", "WHY");
    violations.stream()
        .sorted(Comparator.comparingInt(ConstraintViolation::getDay))
        .forEach(
            violation ->
                table.row(
                    Cell.plain(
                        violation.getDay() == 0 ? "all" : Integer.toString(violation.getDay())),
                    new Cell(rule(violation), Style.RED),
                    Cell.plain(violation.getPlaceId()),
                    Cell.plain(violation.getExplanation())));
    return table;
  }

  private static String rule(ConstraintViolation violation) {
    return violation
        .getConstraint()
        .name()
        .replaceFirst("^CONSTRAINT_", "")
        .toLowerCase(Locale.ROOT)
        .replace('_', ' ');
  }
}
