package com.tripgen.ai.recommendations;

import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.planning.HealthStatus;
import com.tripgen.ai.planning.Language;
import com.tripgen.ai.recommendations.RecommendationText.Alternative;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RecommendationJsonTest {
  private static final RecommendationText TEXT =
      new BuiltinRecommender()
          .write(
              Fixture.record("seoul-gyeongbokgung", Language.KO),
              Fixture.travellers(Company.COUPLE, HealthStatus.GOOD, Language.KO));

  @Test
  void a_text_has_the_shape_of_the_guide() {
    JsonNode json =
        JsonMapper.shared().readTree(RecommendationJson.write("seoul-gyeongbokgung", "abc", TEXT));

    assertThat(json.propertyNames())
        .containsExactly("place_id", "place_name", "recommendations", "context");
    assertThat(json.at("/recommendations").propertyNames()).containsExactly("reasons", "tips");
    assertThat(json.at("/recommendations/tips").propertyNames())
        .containsExactly(
            "description",
            "events",
            "best_visit_time",
            "estimated_duration",
            "photo_spots",
            "practical_tips",
            "weather_tips",
            "alternative_places");
    assertThat(json.at("/recommendations/tips/alternative_places/0").propertyNames())
        .containsExactly("place_id", "name", "reason", "distance");
    assertThat(json.at("/recommendations/tips/alternative_places/0/distance").stringValue())
        .matches("\\d+\\.\\dkm");
    assertThat(json.at("/context/user_profile_hash").stringValue()).isEqualTo("abc");
    assertThat(json.at("/context/generation_context").toString())
        .isEqualTo(
            "{\"season\":\"autumn\",\"group_type\":\"couple\",\"activity_level\":\"moderate\"}");
    assertThat(json.at("/context/ai_model").stringValue()).isEqualTo("builtin-recommender/1");
  }

  @Test
  void what_was_written_is_read_with_distances_to_a_tenth_of_a_kilometre() {
    RecommendationText read =
        RecommendationJson.read(RecommendationJson.write("seoul-gyeongbokgung", "abc", TEXT));

    assertThat(read)
        .usingRecursiveComparison()
        .withEqualsForType((one, other) -> Math.abs(one - other) <= 0.05 + 1e-9, Double.class)
        .isEqualTo(TEXT);
  }

  @Test
  void a_row_written_by_the_guide_is_read() {
    RecommendationText text =
        RecommendationJson.read(
            """
            {
              "place_id": "LOC-001",
              "recommendations": {
                "reasons": ["조선왕조의 대표적인 궁궐로 역사적 가치가 높음"],
                "tips": {
                  "description": "경복궁은 조선시대 정궁입니다.",
                  "best_visit_time": "오전 9-11시",
                  "alternative_places": [
                    {"name": "창덕궁", "reason": "유네스코 세계문화유산", "distance": "1.5km"},
                    {"name": "국립고궁박물관", "reason": "가까움", "distance": "300m"}
                  ]
                }
              },
              "context": {
                "user_profile_hash": "x",
                "generation_context": {"season": "winter", "group_type": "couple"},
                "ai_model": "gpt-4o"
              }
            }
            """);

    assertThat(text.reasons()).hasSize(1);
    assertThat(text.placeName()).isEmpty();
    assertThat(text.tips().practicalTips()).isEmpty();
    assertThat(text.tips().alternatives())
        .containsExactly(
            new Alternative("", "창덕궁", "유네스코 세계문화유산", 1.5),
            new Alternative("", "국립고궁박물관", "가까움", 0.3));
    assertThat(text.season()).isEqualTo(Season.WINTER);
    assertThat(text.company()).isEqualTo(Company.COUPLE);
    assertThat(text.activityLevel()).isNull();
    assertThat(text.model()).isEqualTo("gpt-4o");
  }
}
