package com.tripgen.ai.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Prints what makes a shell complete the commands.
@Command(
    name = "completion",
    header = "Print a script that makes bash or zsh complete commands and options.",
    footer = {
      "",
      "Examples:",
      "  source <(./tripgen completion)",
      "  ./tripgen completion > ~/.local/share/bash-completion/completions/tripgen"
    })
final class CompletionCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private @Nullable CommandSpec spec;

  CompletionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (spec != null) {
      CommandSpec tripgen = spec.root();
      terminal.out().println(AutoComplete.bash(tripgen.name(), tripgen.commandLine()));
    }
    return TripgenCommand.FINE;
  }
}
