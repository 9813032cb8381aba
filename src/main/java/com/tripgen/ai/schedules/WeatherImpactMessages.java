package com.tripgen.ai.schedules;

import com.tripgen.ai.errors.FieldViolation;
import com.tripgen.ai.errors.ServiceException;
import com.tripgen.ai.jobs.PayloadJson;
import com.tripgen.ai.schedules.WeatherImpact.Severity;
import com.tripgen.ai.v1.AnalyzeWeatherImpactRequest;
import com.tripgen.ai.v1.WeatherCondition;
import com.tripgen.ai.v1.WeatherImpactAnalysisSpec;
import com.tripgen.ai.v1.WeatherSeverity;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// Translates requests for the analysis of changed weather.
final class WeatherImpactMessages {
  private WeatherImpactMessages() {}

  static WeatherImpactAnalysisSpec spec(AnalyzeWeatherImpactRequest request) {
    WeatherImpactAnalysisSpec.Builder spec =
        WeatherImpactAnalysisSpec.newBuilder()
            .addAllWeatherChanges(request.getWeatherChangesList());
    switch (request.getSourceCase()) {
      case TRIP_ID -> spec.setTripId(request.getTripId());
      case SCHEDULE -> spec.setSchedule(request.getSchedule());
      case SOURCE_NOT_SET -> {}
    }
    if (request.hasTrip()) {
      spec.setTrip(request.getTrip());
    }
    return spec.build();
  }

  /// What a stored job asks for.
  static WeatherImpactRequest request(String payload) {
    WeatherImpactAnalysisSpec.Builder spec = WeatherImpactAnalysisSpec.newBuilder();
    PayloadJson.read(payload, spec);
    return request(spec.build(), "");
  }

  /// @param path of the spec in the request, empty or ending in a dot
  /// @throws ServiceException `INVALID_FIELD` with every violation
  static WeatherImpactRequest request(WeatherImpactAnalysisSpec spec, String path) {
    return new WeatherImpactRequest(
        spec.hasSchedule()
            ? new WeatherImpactRequest.Source.Given(
                spec.getSchedule().getTripId().isEmpty()
                    ? spec.getTrip().getTripId()
                    : spec.getSchedule().getTripId(),
                EditedScheduleMessages.days(spec.getSchedule(), path + "schedule"),
                spec.hasTrip() ? TripMessages.request(spec.getTrip(), path + "trip") : null)
            : new WeatherImpactRequest.Source.Stored(spec.getTripId()),
        changes(spec, path));
  }

  private static List<WeatherChange> changes(WeatherImpactAnalysisSpec spec, String path) {
    List<WeatherChange> changes = new ArrayList<>();
    List<FieldViolation> violations = new ArrayList<>();
    for (int i = 0; i < spec.getWeatherChangesCount(); i++) {
      var change = spec.getWeatherChanges(i);
      try {
        changes.add(
            new WeatherChange(
                LocalDate.parse(change.getDate()),
                condition(change.getPreviousCondition()),
                condition(change.getNewCondition()),
                severity(change.getSeverity())));
      } catch (DateTimeException e) {
        violations.add(
            new FieldViolation(
                "%sweather_changes[%d].date".formatted(path, i),
                "date.exists",
                "%s is no date of the calendar".formatted(change.getDate())));
      }
    }
    if (!violations.isEmpty()) {
      throw ServiceException.invalid(violations);
    }
    return changes;
  }

  private static DayCondition condition(WeatherCondition condition) {
    return switch (condition) {
      case WEATHER_CONDITION_CLEAR -> DayCondition.CLEAR;
      case WEATHER_CONDITION_CLOUDY -> DayCondition.CLOUDY;
      case WEATHER_CONDITION_FOG -> DayCondition.FOG;
      case WEATHER_CONDITION_RAIN -> DayCondition.RAIN;
      case WEATHER_CONDITION_SNOW -> DayCondition.SNOW;
      case WEATHER_CONDITION_STORM -> DayCondition.STORM;
      case WEATHER_CONDITION_HEAT -> DayCondition.HEAT;
      case WEATHER_CONDITION_COLD -> DayCondition.COLD;
      case WEATHER_CONDITION_DUST -> DayCondition.DUST;
      case WEATHER_CONDITION_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException("a validated change has known conditions");
    };
  }

  private static Severity severity(WeatherSeverity severity) {
    return switch (severity) {
      case WEATHER_SEVERITY_LOW -> Severity.LOW;
      case WEATHER_SEVERITY_MEDIUM -> Severity.MEDIUM;
      case WEATHER_SEVERITY_HIGH -> Severity.HIGH;
      case WEATHER_SEVERITY_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException("a validated change has a known severity");
    };
  }
}
