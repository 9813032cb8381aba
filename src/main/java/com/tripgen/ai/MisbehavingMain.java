package com.tripgen.ai;

import com.tripgen.ai.chaos.MisbehavingHandler;
import com.tripgen.ai.cli.TripgenCommand;

/// `tripgen`, except that jobs misbehave whose labels ask for it. Only tests of faults start it.
public final class MisbehavingMain {
  private MisbehavingMain() {}

  static void main(String[] arguments) {
    System.exit(TripgenCommand.run(MisbehavingHandler::new, arguments));
  }
}
