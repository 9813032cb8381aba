package com.tripgen.ai;

import com.tripgen.ai.cli.TripgenCommand;

/// Picks a command.
public final class Main {
  private Main() {}

  static void main(String[] arguments) {
    System.exit(TripgenCommand.run(arguments));
  }
}
