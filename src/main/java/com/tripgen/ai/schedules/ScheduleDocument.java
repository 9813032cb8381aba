package com.tripgen.ai.schedules;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.tripgen.ai.planning.Origin;
import com.tripgen.ai.planning.WeatherOrigin;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The content of a schedule as `schedule_data` holds it. The names are those of the installation
/// guide and of the message `Schedule`; what is unknown is left out. Distances are in kilometres,
/// durations in minutes.
record ScheduleDocument(
    String tripId,
    @JsonInclude(JsonInclude.Include.ALWAYS) List<DayEntry> schedules,
    Metadata metadata) {

  ScheduleDocument {
    schedules = List.copyOf(schedules);
  }

  /// How a schedule came about.
  ///
  /// @param aiModel what really made it
  /// @param healthStatusConsidered a member's health slowed the pace
  /// @param weatherConsidered weather better than a climate was known for a day
  /// @param understoodRequests of the special requests, in their own words
  /// @param guardHit the clock ended the search, so the same request could give another schedule
  /// @param warnings what went differently from how it was asked for
  /// @param model the part that models had in it; null when none was to be asked
  record Metadata(
      @Nullable Instant generatedAt,
      String aiModel,
      long generationTimeMs,
      int totalPlaces,
      int totalDays,
      boolean healthStatusConsidered,
      boolean weatherConsidered,
      List<WeatherOrigin> weatherSources,
      List<Origin> placeSources,
      List<String> understoodRequests,
      List<String> ignoredRequests,
      boolean guardHit,
      double score,
      List<String> warnings,
      @Nullable ModelPart model) {
    Metadata {
      weatherSources = List.copyOf(weatherSources);
      placeSources = List.copyOf(placeSources);
      understoodRequests = List.copyOf(understoodRequests);
      ignoredRequests = List.copyOf(ignoredRequests);
      warnings = List.copyOf(warnings);
    }
  }
}
