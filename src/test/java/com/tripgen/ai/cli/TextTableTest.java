package com.tripgen.ai.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tripgen.ai.cli.Terminal.Style;
import com.tripgen.ai.cli.TextTable.Cell;
import com.tripgen.ai.cli.TextTable.Column;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTableTest {
  private final TextTable table =
      new TextTable(Column.natural(), new Column(4, 10), new Column(8, 100));

  private List<String> at(int width) {
    return table.lines(Screen.plain(width).terminal());
  }

  @Test
  void columns_line_up_whatever_the_script() {
    table.row(Style.PLAIN, "09:00", "서울", "first");
    table.row(Style.PLAIN, "10:00", "Busan", "second");

    assertThat(at(80)).isEqualTo(List.of("09:00  서울   first", "10:00  Busan  second"));
  }

  @Test
  void cells_wrap_within_their_column() {
    table.row(Style.PLAIN, "09:00", "국립중앙박물관 본관", "why");

    assertThat(at(80)).isEqualTo(List.of("09:00  국립중앙박  why", "       물관 본관"));
  }

  @Test
  void a_span_begins_at_its_column_and_uses_the_rest_of_the_line() {
    table.row(Style.PLAIN, "09:00", "서울", "x");
    table.span(1, Cell.plain("a note that needs two lines"));

    assertThat(at(27))
        .isEqualTo(List.of("09:00  서울  x", "       a note that needs", "       two lines"));
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 50, 60, 80, 120})
  void a_narrow_terminal_squeezes_the_columns_that_can_give_way(int width) {
    table.row(
        Style.PLAIN, "09:00", "국립중앙박물관", "a long reason that goes on and on and on and on and on");

    assertThat(at(width))
        .allSatisfy(line -> assertThat(DisplayWidth.of(line)).isLessThanOrEqualTo(width));
  }

  @Test
  void colours_do_not_shift_columns() {
    table.row(new Cell("09:00", Style.CYAN), new Cell("서울", Style.BOLD), Cell.plain("x"));
    List<String> coloured = table.lines(Screen.coloured(80).terminal());

    assertThat(coloured.getFirst()).contains("\u001b[36m09:00\u001b[0m");
    assertThat(coloured.stream().map(line -> line.replaceAll("\u001b\\[[0-9]*m", "")).toList())
        .isEqualTo(at(80));
  }

  @Test
  void what_a_stranger_wrote_can_not_move_the_cursor() {
    table.row(Style.PLAIN, "09:00", "x\u001b[2Jy", "a\tb\r\nc");

    assertThat(at(80)).isEqualTo(List.of("09:00  x [2Jy  a b c"));
  }

  @Test
  void a_row_must_fit_the_columns() {
    assertThatThrownBy(() -> table.row(Style.PLAIN, "one", "two"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
