package com.tripgen.ai.recommendations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tripgen.ai.models.InvalidAnswerException;
import com.tripgen.ai.planning.HealthStatus;
import com.tripgen.ai.planning.Language;
import com.tripgen.ai.planning.TransportMode;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// On a place of the catalogue whose record says nothing of stations, prices or events.
class TextQuestionTest {
  @ParameterizedTest
  @CsvSource({
    "EN, It lies near subway line three.",
    "EN, Parking is free for visitors.",
    "EN, A lantern festival awaits you.",
    "EN, A reservation is recommended.",
    "KO, 지하철 삼호선에서 가깝습니다.",
    "KO, 주차는 무료로 하실 수 있습니다.",
    "KO, 등불 축제가 열립니다.",
    "KO, 미리 예약하시기 바랍니다.",
  })
  void what_the_record_does_not_say_sends_the_answer_back(Language language, String claim) {
    TextQuestion question = question(language, TransportMode.PUBLIC);
    String fine = fine(language);
    for (String answer :
        List.of(answer(claim, fine, fine), answer(fine, claim, fine), answer(fine, fine, claim))) {
      assertThatExceptionOfType(InvalidAnswerException.class)
          .isThrownBy(() -> question.read(answer))
          .withMessageContaining("parking, prices, events, booking");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "EN, Closed on Tuesday as it is, plan for another day.",
    "KO, 화요일에는 휴관하니 다른 날 찾아 주세요."
  })
  void what_the_record_says_is_kept(Language language, String known) throws Exception {
    TextQuestion question = question(language, TransportMode.PUBLIC);
    assertThat(question.read(answer(fine(language), fine(language), known)).practicalTips())
        .containsExactly(known);
  }

  private static String fine(Language language) {
    return language == Language.EN
        ? "A pleasant place that suits your taste."
        : "취향에 잘 어울리는 편안한 곳입니다.";
  }

  private static TextQuestion question(Language language, TransportMode transport) {
    PlaceRecord record = Fixture.record("seoul-gyeongbokgung", language);
    TravellerProfile profile =
        new TravellerProfile(
            Company.COUPLE, List.of(), HealthStatus.GOOD, transport, Set.of(), language);
    return new TextQuestion(record, profile, new BuiltinRecommender().write(record, profile));
  }

  private static String answer(String reason, String description, String tip) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.putArray("reasons").add(reason);
    answer.put("description", description);
    answer.putArray("practical_tips").add(tip);
    return JsonMapper.shared().writeValueAsString(answer);
  }
}
