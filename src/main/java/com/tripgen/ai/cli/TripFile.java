package com.tripgen.ai.cli;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import com.tripgen.ai.v1.Trip;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
      return parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @throws UserError when there is no trip in the file
  static Trip read(Path file) {
    try {
      return parse(Files.readString(file));
    } catch (InvalidProtocolBufferException e) {
      throw new UserError(file + " is not the JSON of a trip: " + e.getMessage(), e);
    } catch (NoSuchFileException e) {
      throw new UserError("there is no file " + file + "; give --trip the JSON of a trip", e);
    } catch (IOException e) {
      throw new UserError("the file " + file + " can't be read; make it a readable UTF-8 file", e);
    }
  }

  private static Trip parse(String json) throws InvalidProtocolBufferException {
    Trip.Builder trip = Trip.newBuilder();
    JsonFormat.parser().merge(json, trip);
    return trip.build();
  }
}
