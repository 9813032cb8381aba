package com.tripgen.ai.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamelessTextTest {
  @ParameterizedTest
  @CsvSource({
    "김철수, 김철수 씨가 박물관을 좋아해요, (name) 씨가 박물관을 좋아해요",
    "김철수, 철수는 박물관을 좋아해요, (name)는 박물관을 좋아해요",
    "남궁민수, 민수랑 갑니다, (name)랑 갑니다",
    "이민, 이민호 배우 촬영지, (name)호 배우 촬영지",
    "Kim Younghee, Younghee loves museums, (name) loves museums",
    "Kim Younghee, 'Kim Younghee, and Kim''s son', '(name), and (name)''s son'",
    "Ann Park, 'Ann wants a park and an annex', '(name) wants a park and an annex'",
    "José Núñez, José likes noodles, (name) likes noodles",
    "A, A quiet day, A quiet day",
    "'', museums please, museums please",
    "' ', museums please, museums please",
  })
  void members_are_not_named(String name, String text, String nameless) {
    assertThat(NamelessText.of(text, List.of(name))).isEqualTo(nameless);
  }

  @Test
  void whoever_has_the_longer_name_goes_first() {
    assertThat(NamelessText.of("Anna and Ann Lee", List.of("Ann Lee", "Anna")))
        .isEqualTo("(name) and (name)");
  }

  @ParameterizedTest
  @CsvSource({
    "Mail me at a.b+c@mail.example.com please, Mail me at (address) please",
    "Call 010-1234-5678 or +82 (10) 1234 5678, Call (number) or (number)",
    "전화 01012345678로 주세요, 전화 (number)로 주세요",
    "On 2026-12-24 we want to rest, On 2026-12-24 we want to rest",
    "Ask 2026-12-241 instead, Ask (number) instead",
    "'3 or 4 museums, 10:30 at the latest, 2 children of 7 and 12', '3 or 4 museums, 10:30 at the"
        + " latest, 2 children of 7 and 12'",
  })
  void addresses_and_long_numbers_are_left_out_and_others_stay(String text, String nameless) {
    assertThat(NamelessText.of(text, List.of())).isEqualTo(nameless);
  }
}
