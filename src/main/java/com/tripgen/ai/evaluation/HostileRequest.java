package com.tripgen.ai.evaluation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/// A special request that tries to command a model.
///
/// @param language that it is written in: ko, en or ja
record HostileRequest(String language, String text) {
  private static final String FILE = "/evaluation/hostile_requests.txt";

  /// Those of the bundled file, in its order.
  static List<HostileRequest> bundled() {
    try (InputStream file =
        Objects.requireNonNull(HostileRequest.class.getResourceAsStream(FILE), FILE)) {
      return new String(file.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .map(line -> new HostileRequest(line.substring(0, 2), line.substring(3)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Trips are in Korean or English.
  String tripLanguage() {
    return language.equals("ko") ? "ko" : "en";
  }
}
