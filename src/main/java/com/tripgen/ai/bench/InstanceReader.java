package com.tripgen.ai.bench;

import com.tripgen.ai.bench.Instance.Point;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Reads the usual text format: line 1 `k v N t`, line 2 `D Q`, then a line a place: number, x, y,
/// service, score, columns of no matter here, and open and close as the last two. Place 0 is the
/// depot.
final class InstanceReader {
  private static final int COLUMNS = 7;

  private InstanceReader() {}

  static Instance read(Path file) throws IOException {
    String name = file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
    List<String> lines = Files.readAllLines(file);
    int unitsPerOne = name.startsWith("pr") ? 100 : 10;
    List<Point> points = new ArrayList<>();
    for (String line : lines.subList(Math.min(2, lines.size()), lines.size())) {
      String[] columns = line.strip().split("\\s+");
      if (columns.length >= COLUMNS) {
        points.add(point(columns, unitsPerOne));
      } else if (!line.isBlank()) {
        throw new IOException(file + ": not a line of an instance: " + line);
      }
    }
    if (points.size() < 2) {
      throw new IOException(file + ": no places");
    }
    return new Instance(name, unitsPerOne, points.getFirst(), points.subList(1, points.size()));
  }

  private static Point point(String[] columns, int unitsPerOne) {
    int last = columns.length - 1;
    return new Point(
        Double.parseDouble(columns[1]),
        Double.parseDouble(columns[2]),
        units(columns[3], unitsPerOne),
        Double.parseDouble(columns[4]),
        units(columns[last - 1], unitsPerOne),
        units(columns[last], unitsPerOne));
  }

  private static int units(String number, int unitsPerOne) {
    return (int) Math.round(Double.parseDouble(number) * unitsPerOne);
  }
}
