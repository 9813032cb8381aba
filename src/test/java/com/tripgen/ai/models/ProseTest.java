package com.tripgen.ai.models;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProseTest {
  private static final String INSTRUCTIONS =
      "You rank places for a trip planner that makes the timetable itself.";

  private final Prose english =
      new Prose(INSTRUCTIONS, "{\"rating\":4.5,\"minutes\":90}", Prose.Language.ENGLISH, 120);
  private final Prose korean =
      new Prose(INSTRUCTIONS, "{\"rating\":4.5,\"minutes\":90}", Prose.Language.KOREAN, 120);

  @Test
  void a_sentence_with_figures_of_the_record_is_shown() {
    assertThat(english.accept("  Plan 90 minutes; visitors rate it 4.5. "))
        .contains("Plan 90 minutes; visitors rate it 4.5.");
    assertThat(korean.accept("90분이면 충분하고 평점은 4.5입니다.")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Entry costs 12 today.",
        "Plan 90.5 minutes.",
        "Open until ９ in the evening.",
        "See https://evil.example for more.",
        "See evil.example/x for more.",
        "Mail me at a@b",
        "<b>Wonderful</b> place",
        "A {\"json\":true} place",
        "A place\u0007 with a bell",
        "A place\u202e backwards",
        "As told: YOU rank, places for a trip planner!",
        "정말 아름다운 곳입니다.",
        "よい場所です",
        "no",
      })
  void anything_else_is_not(String text) {
    assertThat(english.accept(text)).isEmpty();
  }

  @Test
  void a_text_is_in_the_language_of_the_trip_and_not_too_long() {
    assertThat(korean.accept("A pleasant place.")).isEmpty();
    assertThat(english.accept("A pleasant place. ".repeat(10))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "It lies near the subway.",
        "Take line three and walk a little.",
        "A short walk from the station.",
        "There is ample parking behind it.",
        "Entry is free for all of you.",
        "Tickets are cheap here.",
        "Seniors get a discount.",
        "A lantern festival fills the street.",
        "Enjoy the concert in the evening.",
        "A reservation is recommended.",
        "Book ahead to be sure.",
        "Open daily until late.",
        "It opens in the morning.",
        "The elevator takes you to the top.",
        "Easy with wheelchairs and strollers.",
      })
  void what_no_fact_claims_is_not_claimed_in_english(String text) {
    assertThat(english.accept(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "지하철에서 가까운 곳입니다.",
        "경복궁역에서 걸어가실 수 있습니다.",
        "삼호선을 타고 버스로 갈아타세요.",
        "주차 공간이 넉넉합니다.",
        "입장이 무료라서 부담이 없습니다.",
        "입장료가 저렴한 편입니다.",
        "어르신은 할인을 받으실 수 있습니다.",
        "해마다 열리는 등불 축제가 유명합니다.",
        "저녁 공연을 즐기시기 바랍니다.",
        "미리 예약하시는 것이 좋습니다.",
        "야간 개장도 하고 있습니다.",
        "늦게까지 문을 열어 둡니다.",
        "엘리베이터가 있어 편합니다.",
        "휠체어와 유모차도 다니기 좋습니다.",
      })
  void what_no_fact_claims_is_not_claimed_in_korean(String text) {
    assertThat(korean.accept(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'A lantern festival fills the street.', '등불 축제가 거리를 채웁니다.', '연등 축제 (5월)'",
    "'There is parking behind it.', '뒤쪽에 주차하실 수 있습니다.', 'Parking: paid lot'",
    "'Entry is free for all of you.', '입장은 무료입니다.', 'free admission'",
    "'Near Seoul Station, and worth it.', '서울역에서 가까워 좋습니다.', '서울역'",
    "'A reservation is needed.', '예약이 필요합니다.', '사전 예약제'",
    "'Step-free all the way.', '휠체어로 다니기 좋습니다.', 'wheelchair rental'",
    "'Closed on Mondays, so plan ahead.', '월요일은 휴관입니다.', 'Closed on Monday.'",
  })
  void what_a_fact_claims_may_be_said_in_either_language(
      String inEnglish, String inKorean, String fact) {
    String facts = "{\"facts\":[\"%s\"]}".formatted(fact);
    assertThat(new Prose(INSTRUCTIONS, facts, Prose.Language.ENGLISH, 120).accept(inEnglish))
        .contains(inEnglish);
    assertThat(new Prose(INSTRUCTIONS, facts, Prose.Language.KOREAN, 120).accept(inKorean))
        .contains(inKorean);
  }

  @Test
  void what_is_not_known_is_no_fact() {
    String facts =
        "{\"step_free\":\"not known\",\"tips\":[\"The opening hours are not known: check before.\","
            + "\"운영 시간이 확인되지 않았으니 확인해 주세요.\"]}";
    Prose prose = new Prose(INSTRUCTIONS, facts, Prose.Language.ENGLISH, 120);
    assertThat(prose.accept("The opening hours are long.")).isEmpty();
    assertThat(prose.accept("Step-free all the way.")).isEmpty();
    String known = "{\"step_free\":\"yes\"}";
    assertThat(
            new Prose(INSTRUCTIONS, known, Prose.Language.ENGLISH, 120)
                .accept("Step-free all the way."))
        .isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Feel free to linger in the garden.",
        "A quiet park for your free time.",
        "An open square with a wide view.",
        "A performing troupe of trees lines the path.",
      })
  void harmless_words_are_no_claims(String text) {
    assertThat(english.accept(text)).contains(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "지역의 역사를 느낄 수 있는 곳입니다.",
        "이 구역은 조용해서 걷기 좋습니다.",
        "역시 가족과 함께하기 좋은 공원입니다.",
        "문을 지나면 넓은 마당이 나옵니다.",
      })
  void harmless_korean_words_are_no_claims(String text) {
    assertThat(korean.accept(text)).contains(text);
  }
}
