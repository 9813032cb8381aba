package com.tripgen.ai.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LanguageTest {

  @Test
  void a_korean_locale_asks_for_korean() {
    assertThat(Language.of(Map.of("LANG", "ko_KR.UTF-8"))).isEqualTo(Language.KOREAN);
    assertThat(Language.of(Map.of("LANG", "en_US.UTF-8"))).isEqualTo(Language.ENGLISH);
    assertThat(Language.of(Map.of("LANG", "C"))).isEqualTo(Language.ENGLISH);
    assertThat(Language.of(Map.of())).isEqualTo(Language.ENGLISH);
  }

  @Test
  void the_more_general_variable_wins_as_everywhere() {
    assertThat(Language.of(Map.of("LANG", "ko_KR.UTF-8", "LC_ALL", "C")))
        .isEqualTo(Language.ENGLISH);
    assertThat(Language.of(Map.of("LANG", "ko_KR.UTF-8", "LC_ALL", ""))).isEqualTo(Language.KOREAN);
  }

  @Test
  void a_trip_that_names_no_language_is_korean() {
    assertThat(Language.ofCode("")).isEqualTo(Language.KOREAN);
    assertThat(Language.ofCode("en")).isEqualTo(Language.ENGLISH);
  }
}
