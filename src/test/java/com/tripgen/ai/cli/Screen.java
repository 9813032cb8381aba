package com.tripgen.ai.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A terminal whose output can be read.
final class Screen {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Terminal terminal;

  private Screen(int width, boolean live, boolean coloured) {
    terminal = new Terminal(stream(out), stream(err), width, live, coloured);
  }

  /// No terminal, such as a file.
  static Screen plain(int width) {
    return new Screen(width, false, false);
  }

  static Screen live(int width) {
    return new Screen(width, true, false);
  }

  static Screen coloured(int width) {
    return new Screen(width, true, true);
  }

  Terminal terminal() {
    return terminal;
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  List<String> lines() {
    return out().lines().toList();
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
