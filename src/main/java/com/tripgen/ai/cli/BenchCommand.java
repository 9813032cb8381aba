package com.tripgen.ai.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Measures this build; what is measured is a subcommand.
@Command(
    name = "bench",
    header = "Measure this build and say which figures hold.",
    synopsisSubcommandLabel = "WHAT",
    description = "Exit code 1 when a figure is missed.")
final class BenchCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  /// Without a subcommand there is only the help.
  @Override
  public Integer call() {
    if (spec != null) {
      spec.commandLine().usage(spec.commandLine().getErr());
    }
    return TripgenCommand.WRONG_USAGE;
  }
}
