package com.tripgen.ai.cli;

import java.io.Console;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/// Where a command writes to.
///
/// @param out what was asked for
/// @param err what went wrong
/// @param width in columns
/// @param live `out` is a terminal, on which lines can be drawn again
/// @param coloured `out` is a terminal on which colours are welcome
record Terminal(PrintStream out, PrintStream err, int width, boolean live, boolean coloured) {
  private static final int DEFAULT_WIDTH = 100;
  private static final int NARROWEST = 40;

  enum Style {
    PLAIN(""),
    BOLD("1"),
    DIM("2"),
    RED("31"),
    GREEN("32"),
    YELLOW("33"),
    CYAN("36");

    private final String code;

    Style(String code) {
      this.code = code;
    }
  }

  static Terminal ofThisProcess(Map<String, String> environment) {
    // JDK 25 has no console again where there is no terminal, unlike 22 to 24.
    boolean terminal = Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    boolean capable = terminal && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    boolean coloured = capable && environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Terminal(
        unicode(FileDescriptor.out),
        unicode(FileDescriptor.err),
        width(environment, terminal),
        capable,
        coloured);
  }

  String paint(Style style, String text) {
    return coloured && style != Style.PLAIN && !text.isEmpty()
        ? "\u001b[" + style.code + "m" + text + "\u001b[0m"
        : text;
  }

  /// Goes back over lines that were drawn last and clears them. For live terminals alone.
  void erase(int lines) {
    if (lines > 0) {
      out.print("\u001b[" + lines + "A\r\u001b[J");
    }
  }

  /// Begins again at the top of an empty screen. For live terminals alone.
  void clear() {
    out.print("\u001b[H\u001b[2J");
  }

  /// UTF-8 whatever the locale says: in the C locale Korean would become question marks.
  private static PrintStream unicode(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  private static int width(Map<String, String> environment, boolean terminal) {
    int columns = number(environment.getOrDefault("COLUMNS", ""));
    if (columns == 0 && terminal) {
      columns = columnsOfTheTerminal();
    }
    return columns == 0 ? DEFAULT_WIDTH : Math.max(NARROWEST, columns);
  }

  private static int columnsOfTheTerminal() {
    try {
      Process process =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String size = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return number(size.strip().replaceFirst(".* ", ""));
    } catch (IOException e) {
      return 0;
    }
  }

  private static int number(String text) {
    return text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
  }
}
