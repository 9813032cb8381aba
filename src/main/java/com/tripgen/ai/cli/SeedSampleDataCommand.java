package com.tripgen.ai.cli;

import com.tripgen.ai.operations.SampleData;
import java.util.Map;
import picocli.CommandLine.Command;

/// Puts the sample rows of the guide's section 7 in, repaired.
@Command(
    name = "seed-sample-data",
    header = "Put the installation guide's sample rows in, to try things out.",
    description = {
      "Section 7 of the installation guide, repaired. Refuses where other rows are. Safe to repeat."
    })
final class SeedSampleDataCommand extends DatabaseCommand {
  SeedSampleDataCommand(Terminal terminal, Map<String, String> environment) {
    super(terminal, environment);
  }

  @Override
  int run(Connected connected) {
    int inserted = new SampleData(connected.database()).insert();
    terminal()
        .out()
        .println(
            inserted == 0
                ? "Nothing to do: the sample rows are there."
                : inserted + " sample rows inserted.");
    return TripgenCommand.FINE;
  }
}
