package com.tripgen.ai.schedules;

import com.tripgen.ai.errors.FieldViolation;
import com.tripgen.ai.errors.ServiceException;
import com.tripgen.ai.jobs.JobType;
import com.tripgen.ai.jobs.NewJob;
import com.tripgen.ai.planning.PlanningProblem;
import com.tripgen.ai.planning.Stay;
import com.tripgen.ai.schedules.WeatherImpactRequest.Source;
import com.tripgen.ai.sources.Assembly;
import com.tripgen.ai.sources.TripFacts;
import com.tripgen.ai.v1.ErrorReason;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Finds what an analysis of changed weather needs: the days of the schedule, and the trip that
/// says who travels and which places there are.
final class WeatherImpacts {
  private final Schedules schedules;

  WeatherImpacts(Schedules schedules) {
    this.schedules = schedules;
  }

  /// The job of an analysis that can be made as far as that is known now.
  ///
  /// @param path of the spec in the request, empty or ending in a dot
  /// @param payload the job's, from which the handler reads the same request
  NewJob newJob(WeatherImpactRequest request, String path, String payload, NewJob.Options options) {
    switch (request.source()) {
      case Source.Stored(String tripId) -> requireDatesOf(storedDays(tripId), request, path);
      case Source.Given given -> {
        check(given, path);
        requireDatesOf(given.days(), request, path);
      }
    }
    String tripId = request.source().tripId();
    return new NewJob(
        JobType.WEATHER_IMPACT_ANALYSIS, payload, tripId.isEmpty() ? null : tripId, options);
  }

  private List<DayEntry> storedDays(String tripId) {
    return days(schedules.newestOf(tripId));
  }

  private static List<DayEntry> days(ScheduleRow row) {
    String content = row.content();
    if (content == null) {
      throw ScheduleErrors.noneOfTrip(row.tripId());
    }
    return ScheduleJson.read(content).schedules();
  }

  private static void requireDatesOf(
      List<DayEntry> days, WeatherImpactRequest request, String path) {
    Set<LocalDate> dates = days.stream().map(DayEntry::date).collect(Collectors.toSet());
    List<FieldViolation> violations = new ArrayList<>();
    for (int i = 0; i < request.changes().size(); i++) {
      LocalDate date = request.changes().get(i).date();
      if (!dates.contains(date)) {
        violations.add(
            new FieldViolation(
                "%sweather_changes[%d].date".formatted(path, i),
                "weather_change.date.in_schedule",
                "must be a date that the schedule has a day for, %s is none".formatted(date)));
      }
    }
    if (!violations.isEmpty()) {
      throw ServiceException.invalid(violations);
    }
  }

  private void check(Source.Given given, String path) {
    String schedule = path + "schedule";
    if (given.trip() != null) {
      TripFacts facts = given.trip().facts();
      schedules.requireKnownCities(given.trip(), path + "trip");
      requireDaysOf(facts.firstDate(), facts.lastDate(), given.days(), schedule);
      return;
    }
    Optional<PlanningProblem> stored = schedules.newestProblemOf(given.tripId());
    if (stored.isPresent()) {
      List<Stay> stays = stored.get().stays();
      requireDaysOf(
          stays.getFirst().arrivalDate(), stays.getLast().departureDate(), given.days(), schedule);
    } else {
      requireKnownCities(ToldTripMessages.of(given.days(), schedule), schedule);
    }
  }

  private void requireKnownCities(ToldTripMessages trip, String path) {
    List<Assembly.UnknownCity> unknown = schedules.unknownCities(trip.request());
    if (!unknown.isEmpty()) {
      throw ServiceException.invalid(
          ErrorReason.ERROR_REASON_UNKNOWN_CITY,
          unknown.stream()
              .map(
                  city ->
                      new FieldViolation(
                          "%s.days[%d].city".formatted(path, trip.firstDays().get(city.stay())),
                          "schedule_day.city.known",
                          city.whatToSend()))
              .toList(),
          Map.of("city", unknown.getFirst().name()));
    }
  }

  WeatherImpact impact(WeatherImpactRequest request) {
    return switch (request.source()) {
      case Source.Stored(String tripId) -> stored(schedules.newestOf(tripId), request);
      case Source.Given given ->
          WeatherImpactAnalysis.of(given.days(), problemOf(given), request.changes());
    };
  }

  private WeatherImpact stored(ScheduleRow row, WeatherImpactRequest request) {
    List<DayEntry> days = days(row);
    PlanningProblem problem =
        schedules
            .inputOf(row.requestId())
            .map(PlanningInput::problem)
            .orElseGet(() -> toldProblem(days));
    return WeatherImpactAnalysis.of(days, problem, request.changes());
  }

  private PlanningProblem problemOf(Source.Given given) {
    return given.trip() != null
        ? schedules.problemOf(given.trip(), "trip")
        : schedules.newestProblemOf(given.tripId()).orElseGet(() -> toldProblem(given.days()));
  }

  private PlanningProblem toldProblem(List<DayEntry> days) {
    return schedules.problemOf(ToldTripMessages.of(days, "schedule").request(), "schedule");
  }

  private static void requireDaysOf(
      LocalDate first, LocalDate last, List<DayEntry> days, String path) {
    long total = ChronoUnit.DAYS.between(first, last) + 1;
    List<FieldViolation> violations = new ArrayList<>();
    Set<LocalDate> seen = new HashSet<>();
    for (int i = 0; i < days.size(); i++) {
      LocalDate date = days.get(i).date();
      String field = "%s.days[%d]".formatted(path, i);
      if (days.get(i).day() > total) {
        violations.add(
            new FieldViolation(
                field + ".day",
                "schedule_day.day.in_trip",
                "must be a day of the trip, which has %d".formatted(total)));
      }
      if (date.isBefore(first) || date.isAfter(last)) {
        violations.add(
            new FieldViolation(
                field + ".date",
                "schedule_day.date.in_trip",
                "must be a date of the trip, which lasts from %s to %s".formatted(first, last)));
      } else if (!seen.add(date)) {
        violations.add(
            new FieldViolation(
                field + ".date",
                "schedule_day.date.unique",
                "%s has a day already".formatted(date)));
      }
    }
    if (!violations.isEmpty()) {
      throw ServiceException.invalid(violations);
    }
  }
}
