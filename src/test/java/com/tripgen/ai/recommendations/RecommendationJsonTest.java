package com.tripgen.ai.recommendations;

import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.models.ModelAccount;
import com.tripgen.ai.models.ModelCall;
import com.tripgen.ai.models.ModelUse;
import com.tripgen.ai.models.Usage;
import com.tripgen.ai.planning.HealthStatus;
import com.tripgen.ai.planning.Language;
import com.tripgen.ai.recommendations.RecommendationText.Alternative;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RecommendationJsonTest {
  private static final RecommendationText TEXT =
      new BuiltinRecommender()
          .write(
              Fixture.record("seoul-gyeongbokgung", Language.KO),
              Fixture.travellers(Company.COUPLE, HealthStatus.GOOD, Language.KO));

  private static String written(ModelUse models) {
    return RecommendationJson.write("seoul-gyeongbokgung", "abc", new WrittenText(TEXT, models));
  }

  @Test
  void a_text_has_the_shape_of_the_guide() {
    JsonNode json = JsonMapper.shared().readTree(written(ModelUse.NONE));

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
    RecommendationText read = RecommendationJson.read(written(ModelUse.NONE));

    assertThat(read)
        .usingRecursiveComparison()
        .withEqualsForType((one, other) -> Math.abs(one - other) <= 0.05 + 1e-9, Double.class)
        .isEqualTo(TEXT);
  }

  @Test
  void what_models_did_is_stored_with_the_text_when_any_was_asked() {
    ModelCall invalid = call(ModelCall.Result.INVALID, new Usage(1_000, 200), "0.00027");
    ModelCall answered = call(ModelCall.Result.ANSWERED, new Usage(1_300, 150), "0.0000003");
    String stored = written(new ModelUse(List.of(invalid, answered), true));

    assertThat(RecommendationJson.readAccount(stored))
        .contains(
            new ModelAccount(
                "REPAIRED",
                "model",
                List.of(
                    new ModelAccount.Call("recommendation/2", "model", "INVALID", 1_000, 200),
                    new ModelAccount.Call("recommendation/2", "model", "ANSWERED", 1_300, 150)),
                2_300,
                350,
                new BigDecimal("0.0002703"),
                true));
    assertThat(RecommendationJson.readAccount(written(ModelUse.NONE))).isEmpty();
    assertThat(RecommendationJson.read(stored))
        .isEqualTo(RecommendationJson.read(written(ModelUse.NONE)));
  }

  private static ModelCall call(ModelCall.Result result, Usage usage, String cost) {
    return new ModelCall(
        "recommendation/2", "model", result, usage, new BigDecimal(cost), Duration.ofMillis(5));
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
