package com.tripgen.ai.evaluation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/// Reads along what is written to standard error, where the log goes.
final class WatchedErrors implements AutoCloseable {
  private final PrintStream before;
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  private WatchedErrors(PrintStream before) {
    this.before = before;
  }

  static WatchedErrors begin() {
    WatchedErrors watched = new WatchedErrors(System.err);
    System.setErr(new PrintStream(watched.written, true, UTF_8));
    return watched;
  }

  /// Since it was last cleared.
  String text() {
    return written.toString(UTF_8);
  }

  long linesWith(String words) {
    return text().lines().filter(line -> line.contains(words)).count();
  }

  void clear() {
    written.reset();
  }

  @Override
  public void close() {
    System.setErr(before);
  }
}
