package com.tripgen.ai;

import com.tripgen.ai.bench.service.BenchHandler;
import com.tripgen.ai.cli.TripgenCommand;

/// `tripgen`, except that recommendation jobs do as good as nothing. Only the bench starts it.
public final class BenchMain {
  private BenchMain() {}

  static void main(String[] arguments) {
    System.exit(TripgenCommand.run(BenchHandler::around, arguments));
  }
}
