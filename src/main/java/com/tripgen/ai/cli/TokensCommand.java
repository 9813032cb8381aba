package com.tripgen.ai.cli;

import picocli.CommandLine.Command;

/// The tokens that callers show.
@Command(name = "tokens", header = "Make tokens that callers show to the service.")
final class TokensCommand extends CommandGroup {}
