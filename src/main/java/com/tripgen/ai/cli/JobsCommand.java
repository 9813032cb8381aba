package com.tripgen.ai.cli;

import picocli.CommandLine.Command;

/// The jobs of a running service.
@Command(
    name = "jobs",
    header = "Submit jobs to a running service, follow and manage them.",
    description = "Calls the service that --target names.")
final class JobsCommand extends CommandGroup {}
