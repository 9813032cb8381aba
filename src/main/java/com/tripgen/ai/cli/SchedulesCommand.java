package com.tripgen.ai.cli;

import picocli.CommandLine.Command;

/// The schedules of a running service.
@Command(
    name = "schedules",
    header = "Read, list and check the schedules of a running service.",
    description = "Calls the service that --target names.")
final class SchedulesCommand extends CommandGroup {}
