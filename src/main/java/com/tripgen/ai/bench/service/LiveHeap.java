package com.tripgen.ai.bench.service;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a collection leaves in the heap of another JVM.
final class LiveHeap {
  /// The last line of a histogram: the objects and the bytes of all classes.
  private static final Pattern TOTAL = Pattern.compile("Total +\\d+ +(\\d+)");

  private LiveHeap() {}

  static long bytes(long pid) throws IOException {
    Process tool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(pid),
                "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    try (BufferedReader output = tool.inputReader()) {
      return parse(String.join("\n", output.lines().toList()));
    }
  }

  static long parse(String histogram) {
    Matcher total = TOTAL.matcher(histogram);
    if (!total.find()) {
      throw new IllegalStateException("jcmd tells no histogram: " + histogram);
    }
    return Long.parseLong(total.group(1));
  }
}
