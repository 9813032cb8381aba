package com.tripgen.ai.schedules;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.cfg.MutableConfigOverride;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The stored JSON of schedules. What an older hand wrote is read as far as it is understood: the
/// guide's own sample has other words for weather and categories.
final class ScheduleJson {
  private static final JsonMapper DOCUMENTS = mapper(JsonInclude.Include.NON_EMPTY);
  private static final JsonMapper INPUTS = mapper(JsonInclude.Include.NON_NULL);

  /// Numbers keep their digits.
  private static final JsonMapper EXACT =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private ScheduleJson() {}

  static String write(ScheduleDocument document) {
    return DOCUMENTS.writeValueAsString(document);
  }

  static ScheduleDocument read(String json) {
    return DOCUMENTS.readValue(json, ScheduleDocument.class);
  }

  /// A stored schedule with one day and the metadata of another. Every other day keeps its bytes.
  static String withDay(String stored, int day, ScheduleDocument other) {
    ObjectNode document = (ObjectNode) EXACT.readTree(stored);
    ArrayNode days = (ArrayNode) document.get("schedules");
    days.set(day - 1, EXACT.readTree(DOCUMENTS.writeValueAsString(other.schedules().get(day - 1))));
    document.set("metadata", EXACT.readTree(DOCUMENTS.writeValueAsString(other.metadata())));
    return EXACT.writeValueAsString(document);
  }

  static DayEntry readDay(String json) {
    return DOCUMENTS.readValue(json, DayEntry.class);
  }

  static String write(PlanningInput input) {
    return INPUTS.writeValueAsString(input);
  }

  static PlanningInput readInput(String json) {
    return INPUTS.readValue(json, PlanningInput.class);
  }

  static String write(ScheduleSummary summary) {
    return DOCUMENTS.writeValueAsString(summary);
  }

  static String write(WeatherImpact impact) {
    return DOCUMENTS.writeValueAsString(impact);
  }

  private static JsonMapper mapper(JsonInclude.Include inclusion) {
    return JsonMapper.builder()
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .changeDefaultPropertyInclusion(value -> value.withValueInclusion(inclusion))
        .withConfigOverride(List.class, ScheduleJson::leaveOutEmpty)
        .withConfigOverride(Set.class, ScheduleJson::leaveOutEmpty)
        .withConfigOverride(Map.class, ScheduleJson::leaveOutEmpty)
        .withConfigOverride(
            LocalTime.class, time -> time.setFormat(JsonFormat.Value.forPattern("HH:mm")))
        .enable(MapperFeature.INFER_RECORD_GETTERS_FROM_COMPONENTS_ONLY)
        .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
        .disable(
            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
            DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(EnumFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
        .build();
  }

  private static void leaveOutEmpty(MutableConfigOverride collection) {
    collection
        .setInclude(
            JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS))
        .setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
  }
}
