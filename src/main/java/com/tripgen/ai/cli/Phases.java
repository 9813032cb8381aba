package com.tripgen.ai.cli;

import com.tripgen.ai.cli.Terminal.Style;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The phases of a longer undertaking: a line for each when it is done, and how long all of them
/// took.
final class Phases {
  private final Terminal terminal;
  private final List<Phase> done = new ArrayList<>();

  Phases(Terminal terminal) {
    this.terminal = terminal;
  }

  private record Phase(String name, Duration duration) {}

  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException, InterruptedException;
  }

  /// @param name a short one, for the summary
  /// @param sentence says what is going on
  <T> T run(String name, String sentence, Work<T> work) throws IOException, InterruptedException {
    if (terminal.live()) {
      terminal.out().println(terminal.paint(Style.DIM, "… " + sentence));
    }
    T result = time(name, work);
    if (terminal.live()) {
      terminal.erase(1);
    }
    String duration = seconds(done.getLast().duration());
    terminal
        .out()
        .println(
            terminal.paint(Style.GREEN, "✓ ")
                + sentence
                + "  "
                + terminal.paint(Style.DIM, duration));
    return result;
  }

  /// Without a line of its own.
  <T> T time(String name, Work<T> work) throws IOException, InterruptedException {
    long start = System.nanoTime();
    T result = work.run();
    done.add(new Phase(name, Duration.ofNanos(System.nanoTime() - start)));
    return result;
  }

  /// Such as `database 3.1 s, planning 0.4 s`.
  String summary() {
    return done.stream()
        .map(phase -> phase.name() + " " + seconds(phase.duration()))
        .collect(Collectors.joining(", "));
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }
}
