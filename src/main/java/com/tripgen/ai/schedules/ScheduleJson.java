package com.tripgen.ai.schedules;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.LocalTime;
import java.util.List;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/// The stored JSON of schedules. What an older hand wrote is read as far as it is understood: the
/// guide's own sample has other words for weather and categories.
final class ScheduleJson {
  private static final JsonMapper DOCUMENTS = mapper(JsonInclude.Include.NON_EMPTY);
  private static final JsonMapper INPUTS = mapper(JsonInclude.Include.NON_NULL);

  private ScheduleJson() {}

  static String write(ScheduleDocument document) {
    return DOCUMENTS.writeValueAsString(document);
  }

  static ScheduleDocument read(String json) {
    return DOCUMENTS.readValue(json, ScheduleDocument.class);
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

  private static JsonMapper mapper(JsonInclude.Include inclusion) {
    return JsonMapper.builder()
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .changeDefaultPropertyInclusion(value -> value.withValueInclusion(inclusion))
        .withConfigOverride(
            List.class,
            list -> list.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
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
}
