package com.tripgen.ai.cli;

import com.tripgen.ai.v1.Trip;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// A trip written down as the JSON form of the message.
final class TripFile {
  private TripFile() {}

  /// The trip that comes with the program.
  static Trip bundled(Language language) {
    String name = "/demo/trip-" + language.code() + ".json";
    try (InputStream file = TripFile.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException(name + " is missing");
      }
      Trip.Builder trip = Trip.newBuilder();
      MessageJson.parse(new String(file.readAllBytes(), StandardCharsets.UTF_8), trip);
      return trip.build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @param file `-` for the standard input
  /// @throws UserError when there is no trip in the file
  static Trip read(Path file) {
    Trip.Builder trip = Trip.newBuilder();
    MessageJson.read(file, "a trip", trip);
    return trip.build();
  }
}
