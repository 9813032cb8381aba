package com.tripgen.ai.recommendations;

import com.tripgen.ai.models.ModelAccount;
import com.tripgen.ai.models.ModelUse;
import com.tripgen.ai.recommendations.RecommendationText.Alternative;
import com.tripgen.ai.recommendations.RecommendationText.Tips;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The stored form of a text: the guide's, with `place_name`, the ids of alternatives and
/// `model_use` added. Rows that others wrote by the guide are read too; what they lack is empty.
final class RecommendationJson {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final JsonMapper ACCOUNTS =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
  private static final String MODEL_USE = "model_use";
  private static final Pattern DISTANCE = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(km|m)?");

  private RecommendationJson() {}

  static String write(String placeId, String profileHash, WrittenText written) {
    RecommendationText text = written.text();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("place_id", placeId);
    json.put("place_name", text.placeName());
    ObjectNode recommendations = json.putObject("recommendations");
    text.reasons().forEach(recommendations.putArray("reasons")::add);
    tips(recommendations.putObject("tips"), text.tips());
    ObjectNode context = json.putObject("context");
    context.put("user_profile_hash", profileHash);
    ObjectNode generation = context.putObject("generation_context");
    putWord(generation, "season", text.season());
    putWord(generation, "group_type", text.company());
    putWord(generation, "activity_level", text.activityLevel());
    context.put("ai_model", text.model());
    account(written.models()).ifPresent(account -> context.set(MODEL_USE, account));
    return JSON.writeValueAsString(json);
  }

  /// What models did for a text; empty when none was asked.
  static Optional<JsonNode> account(ModelUse use) {
    return use.path() == ModelUse.Path.NOT_ASKED
        ? Optional.empty()
        : Optional.of(ACCOUNTS.valueToTree(ModelAccount.of(use)));
  }

  /// What models did for a stored text, as far as that is known.
  static Optional<ModelAccount> readAccount(String stored) {
    JsonNode account = JSON.readTree(stored).path("context").path(MODEL_USE);
    return account.isObject()
        ? Optional.of(ACCOUNTS.treeToValue(account, ModelAccount.class))
        : Optional.empty();
  }

  private static void tips(ObjectNode json, Tips tips) {
    json.put("description", tips.description());
    tips.events().forEach(json.putArray("events")::add);
    json.put("best_visit_time", tips.bestVisitTime());
    json.put("estimated_duration", tips.estimatedDuration());
    tips.photoSpots().forEach(json.putArray("photo_spots")::add);
    tips.practicalTips().forEach(json.putArray("practical_tips")::add);
    json.put("weather_tips", tips.weatherTips());
    var alternatives = json.putArray("alternative_places");
    for (Alternative alternative : tips.alternatives()) {
      alternatives
          .addObject()
          .put("place_id", alternative.placeId())
          .put("name", alternative.name())
          .put("reason", alternative.reason())
          .put("distance", Wording.kilometres(alternative.kilometres()));
    }
  }

  private static void putWord(ObjectNode json, String field, @Nullable Enum<?> value) {
    if (value != null) {
      json.put(field, value.name().toLowerCase(Locale.ROOT));
    }
  }

  static RecommendationText read(String stored) {
    JsonNode json = JSON.readTree(stored);
    JsonNode recommendations = json.path("recommendations");
    JsonNode context = json.path("context");
    JsonNode generation = context.path("generation_context");
    return new RecommendationText(
        text(json, "place_name"),
        texts(recommendations, "reasons"),
        tips(recommendations.path("tips")),
        word(Season.class, text(generation, "season")),
        word(Company.class, text(generation, "group_type")),
        word(ActivityLevel.class, text(generation, "activity_level")),
        text(context, "ai_model"));
  }

  private static Tips tips(JsonNode json) {
    return new Tips(
        text(json, "description"),
        texts(json, "events"),
        text(json, "best_visit_time"),
        text(json, "estimated_duration"),
        texts(json, "photo_spots"),
        texts(json, "practical_tips"),
        text(json, "weather_tips"),
        json.path("alternative_places")
            .valueStream()
            .map(RecommendationJson::alternative)
            .toList());
  }

  private static Alternative alternative(JsonNode json) {
    return new Alternative(
        text(json, "place_id"),
        text(json, "name"),
        text(json, "reason"),
        kilometres(text(json, "distance")));
  }

  private static double kilometres(String distance) {
    Matcher parts = DISTANCE.matcher(distance);
    if (!parts.lookingAt()) {
      return 0;
    }
    double number = Double.parseDouble(parts.group(1));
    return "m".equals(parts.group(2)) ? number / 1000 : number;
  }

  private static String text(JsonNode json, String field) {
    return json.path(field).asString("");
  }

  private static List<String> texts(JsonNode json, String field) {
    return json.path(field).valueStream().map(it -> it.asString("")).toList();
  }

  private static <E extends Enum<E>> @Nullable E word(Class<E> type, String word) {
    return Arrays.stream(type.getEnumConstants())
        .filter(value -> value.name().equalsIgnoreCase(word))
        .findFirst()
        .orElse(null);
  }
}
