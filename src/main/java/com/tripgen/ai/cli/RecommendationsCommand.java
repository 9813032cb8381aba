package com.tripgen.ai.cli;

import picocli.CommandLine.Command;

/// The recommendations of a running service.
@Command(
    name = "recommendations",
    header = "Ask a running service why to visit a place.",
    description = "Calls the service that --target names.")
final class RecommendationsCommand extends CommandGroup {}
