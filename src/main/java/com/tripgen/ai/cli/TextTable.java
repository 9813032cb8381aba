package com.tripgen.ai.cli;

import com.tripgen.ai.cli.Terminal.Style;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// A table in columns whose cells wrap. The columns get what their cells need, the last one what is
/// left of the line.
final class TextTable {
  private static final String GAP = "  ";
  private static final int LEAST_FOR_THE_LAST = 20;

  private final List<Column> columns;
  private final List<Row> rows = new ArrayList<>();

  TextTable(Column... columns) {
    this.columns = List.of(columns);
  }

  /// @param narrowest to which the column may be squeezed on a narrow terminal
  /// @param widest from which its cells wrap
  record Column(int narrowest, int widest) {
    static Column fixed(int width) {
      return new Column(width, width);
    }

    /// As wide as its cells, never wrapped.
    static Column natural() {
      return new Column(Integer.MAX_VALUE, Integer.MAX_VALUE);
    }
  }

  record Cell(String text, Style style) {
    Cell {
      // What a stranger named a place never moves the cursor.
      text = text.replaceAll("\\p{Cntrl}", " ").stripTrailing();
    }

    static Cell plain(String text) {
      return new Cell(text, Style.PLAIN);
    }
  }

  private sealed interface Row {
    record Cells(List<Cell> cells) implements Row {}

    record Span(int from, Cell cell) implements Row {}
  }

  void row(Cell... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(
          cells.length + " cells for " + columns.size() + " columns");
    }
    rows.add(new Row.Cells(List.of(cells)));
  }

  void row(Style style, String... texts) {
    row(Arrays.stream(texts).map(text -> new Cell(text, style)).toArray(Cell[]::new));
  }

  /// One text from a column, counted from 0, to the end of the line.
  void span(int from, Cell cell) {
    rows.add(new Row.Span(from, cell));
  }

  void print(Terminal terminal) {
    lines(terminal).forEach(terminal.out()::println);
  }

  List<String> lines(Terminal terminal) {
    int[] widths = widths(terminal.width());
    List<String> lines = new ArrayList<>();
    for (Row row : rows) {
      switch (row) {
        case Row.Cells(List<Cell> cells) -> addCells(cells, widths, terminal, lines);
        case Row.Span(int from, Cell cell) -> addSpan(from, cell, widths, terminal, lines);
      }
    }
    return lines;
  }

  private int[] widths(int available) {
    int last = columns.size() - 1;
    int[] widths = new int[columns.size()];
    for (int column = 0; column < last; column++) {
      widths[column] = Math.min(needed(column), columns.get(column).widest());
    }
    int room = available - last * GAP.length();
    int forLast = Math.min(needed(last), LEAST_FOR_THE_LAST);
    while (room - Arrays.stream(widths).sum() < forLast && squeezeWidest(widths)) {
      // Until the last column has room enough or nothing can give way.
    }
    widths[last] = Math.max(forLast, Math.min(room - Arrays.stream(widths).sum(), needed(last)));
    return widths;
  }

  private boolean squeezeWidest(int[] widths) {
    int widest = -1;
    for (int column = 0; column < widths.length - 1; column++) {
      if (widths[column] > columns.get(column).narrowest()
          && (widest < 0 || widths[column] > widths[widest])) {
        widest = column;
      }
    }
    if (widest < 0) {
      return false;
    }
    widths[widest]--;
    return true;
  }

  private int needed(int column) {
    return rows.stream()
        .filter(Row.Cells.class::isInstance)
        .map(row -> ((Row.Cells) row).cells().get(column))
        .mapToInt(cell -> DisplayWidth.of(cell.text()))
        .max()
        .orElse(0);
  }

  private static void addCells(
      List<Cell> cells, int[] widths, Terminal terminal, List<String> lines) {
    List<List<String>> wrapped = new ArrayList<>();
    for (int column = 0; column < cells.size(); column++) {
      wrapped.add(DisplayWidth.wrap(cells.get(column).text(), widths[column]));
    }
    int height = wrapped.stream().mapToInt(List::size).max().orElse(0);
    for (int index = 0; index < height; index++) {
      List<String> pieces = new ArrayList<>();
      for (int column = 0; column < cells.size(); column++) {
        List<String> cell = wrapped.get(column);
        String piece = index < cell.size() ? cell.get(index) : "";
        String blanks = DisplayWidth.pad("", widths[column] - DisplayWidth.of(piece));
        pieces.add(terminal.paint(cells.get(column).style(), piece) + blanks);
      }
      lines.add(pieces.stream().collect(Collectors.joining(GAP)).stripTrailing());
    }
  }

  private static void addSpan(
      int from, Cell cell, int[] widths, Terminal terminal, List<String> lines) {
    int indent = Arrays.stream(widths, 0, from).sum() + from * GAP.length();
    for (String line : DisplayWidth.wrap(cell.text(), Math.max(1, terminal.width() - indent))) {
      lines.add((" ".repeat(indent) + terminal.paint(cell.style(), line)).stripTrailing());
    }
  }
}
