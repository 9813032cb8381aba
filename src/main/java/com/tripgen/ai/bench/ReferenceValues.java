package com.tripgen.ai.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// The best scores known for instances, read from a CSV file: name, tours, score, whatever else.
record ReferenceValues(List<Entry> entries) {
  static final String FILE_NAME = "reference_values.csv";

  private static final int COLUMNS = 3;

  record Entry(String instance, int tours, double score) {}

  /// Looks beside the instances and one folder up.
  static ReferenceValues near(Path instances) throws IOException {
    Path beside = instances.resolve(FILE_NAME);
    Path above = instances.toAbsolutePath().resolveSibling(FILE_NAME);
    return Files.exists(beside)
        ? read(beside)
        : Files.exists(above) ? read(above) : new ReferenceValues(List.of());
  }

  private static ReferenceValues read(Path file) throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (String line : Files.readAllLines(file).stream().skip(1).toList()) {
      String[] columns = line.split(",", -1);
      if (columns.length < COLUMNS) {
        throw new IOException(file + ": not name, tours and score: " + line);
      }
      entries.add(
          new Entry(
              columns[0].strip(),
              Integer.parseInt(columns[1].strip()),
              Double.parseDouble(columns[2].strip())));
    }
    return new ReferenceValues(List.copyOf(entries));
  }

  /// With how many tours an instance was solved.
  List<Integer> tours(String instance) {
    return entries.stream()
        .filter(entry -> entry.instance().equals(instance))
        .map(Entry::tours)
        .sorted()
        .toList();
  }

  OptionalDouble score(String instance, int tours) {
    return entries.stream()
        .filter(entry -> entry.instance().equals(instance) && entry.tours() == tours)
        .mapToDouble(Entry::score)
        .findFirst();
  }
}
