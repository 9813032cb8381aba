package com.tripgen.ai.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DisplayWidthTest {

  @ParameterizedTest
  @CsvSource({
    "'', 0",
    "Seoul, 5",
    "서울, 4",
    "경복궁 Palace, 13",
    "한글과漢字とかな, 16",
    "ＡＢ, 4",
    "café, 4",
    "☀ ☂ → ✓ █, 9",
    "⚡🍜, 4",
  })
  void east_asian_characters_and_emoji_take_two_columns(String text, int columns) {
    assertThat(DisplayWidth.of(text)).isEqualTo(columns);
  }

  @Test
  void a_text_has_the_same_width_composed_and_decomposed() {
    String composed = "부산엑스더스카이 café";
    String decomposed = Normalizer.normalize(composed, Normalizer.Form.NFD);

    assertThat(decomposed).isNotEqualTo(composed);
    assertThat(DisplayWidth.of(decomposed)).isEqualTo(DisplayWidth.of(composed));
  }

  @Test
  void padding_counts_columns_not_characters() {
    assertThat(DisplayWidth.pad("서울", 6) + "|").isEqualTo("서울  |");
    assertThat(DisplayWidth.pad("서울특별시", 6)).isEqualTo("서울특별시");
  }

  @Test
  void lines_break_between_words() {
    assertThat(DisplayWidth.wrap("조선 왕조의 정궁입니다", 12)).isEqualTo(List.of("조선 왕조의", "정궁입니다"));
    assertThat(DisplayWidth.wrap("a  bb\nccc", 4)).isEqualTo(List.of("a bb", "ccc"));
  }

  @Test
  void a_word_wider_than_the_line_breaks_within() {
    assertThat(DisplayWidth.wrap("가나다라마", 5)).isEqualTo(List.of("가나", "다라", "마"));
    assertThat(DisplayWidth.wrap("x 가나다라", 6)).isEqualTo(List.of("x", "가나다", "라"));
  }

  @Test
  void a_no_break_space_keeps_a_figure_and_its_unit_together() {
    assertThat(DisplayWidth.wrap("taxi 3.4\u00a0km", 8)).isEqualTo(List.of("taxi", "3.4 km"));
  }

  @Test
  void nothing_is_one_empty_line() {
    assertThat(DisplayWidth.wrap("", 10)).isEqualTo(List.of(""));
    assertThat(DisplayWidth.wrap("   ", 10)).isEqualTo(List.of(""));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 7, 20, 33})
  void no_line_is_wider_than_asked_and_no_word_is_lost(int width) {
    String text = "1395년에 창건된 조선 왕조의 정궁으로, 근정전(勤政殿)과 the pavilion on the lotus pond입니다.";

    List<String> lines = DisplayWidth.wrap(text, width);

    assertThat(lines)
        .allSatisfy(line -> assertThat(DisplayWidth.of(line)).isLessThanOrEqualTo(width));
    assertThat(String.join("", lines).replace(" ", "")).isEqualTo(text.replace(" ", ""));
  }
}
