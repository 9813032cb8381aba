package com.tripgen.ai.schedules;

import com.tripgen.ai.errors.FieldViolation;
import com.tripgen.ai.v1.CandidatePlace;
import com.tripgen.ai.v1.DayWeather;
import com.tripgen.ai.v1.Destination;
import com.tripgen.ai.v1.Trip;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What of a requested trip the rules on its fields can't say, because it takes several fields, or
/// a calendar, to know. One violation a field.
final class TripCheckMessages {
  private static final int MOST_DAYS = 30;

  private final Trip trip;
  private final String path;
  private final List<FieldViolation> violations = new ArrayList<>();

  private TripCheckMessages(Trip trip, String path) {
    this.trip = trip;
    this.path = path;
  }

  static List<FieldViolation> violations(Trip trip, String path) {
    TripCheckMessages checks = new TripCheckMessages(trip, path);
    checks.dailyHours();
    List<Optional<Dates>> stays = new ArrayList<>();
    for (int i = 0; i < trip.getDestinationsCount(); i++) {
      stays.add(checks.destination(i));
    }
    checks.joins(stays);
    checks.length(stays);
    checks.candidates();
    checks.weather(stays);
    return List.copyOf(checks.violations);
  }

  private record Dates(LocalDate arrival, LocalDate departure) {}

  private void dailyHours() {
    LocalTime start = TripMessages.dailyStart(trip);
    LocalTime end = TripMessages.dailyEnd(trip);
    if (!end.isAfter(start)) {
      add(
          "daily_end_time",
          "trip.daily_end_time.after_start",
          "must be later than daily_start_time, " + start);
    }
  }

  /// @return empty when a date does not exist
  private Optional<Dates> destination(int index) {
    Destination destination = trip.getDestinations(index);
    String field = "destinations[%d].".formatted(index);
    Optional<LocalDate> arrival = date(field + "arrival_date", destination.getArrivalDate());
    Optional<LocalDate> departure = date(field + "departure_date", destination.getDepartureDate());
    if (arrival.isEmpty() || departure.isEmpty()) {
      return Optional.empty();
    }
    boolean last = index == trip.getDestinationsCount() - 1;
    if (departure.get().isBefore(arrival.get())) {
      add(
          field + "departure_date",
          "destination.departure_date.not_before_arrival",
          "must not be before arrival_date, " + arrival.get());
    } else if (departure.get().equals(arrival.get())) {
      if (!last) {
        add(
            field + "departure_date",
            "destination.departure_date.has_night",
            "must be later than arrival_date: only the last destination may have no night");
      } else {
        sameDayTimes(field, destination);
      }
    }
    return Optional.of(new Dates(arrival.get(), departure.get()));
  }

  private void sameDayTimes(String field, Destination destination) {
    LocalTime arrival = TripMessages.time(destination.getArrivalTime());
    LocalTime departure = TripMessages.time(destination.getDepartureTime());
    if (arrival != null && departure != null && !departure.isAfter(arrival)) {
      add(
          field + "departure_time",
          "destination.departure_time.after_arrival",
          "must be later than arrival_time, %s, on the same date".formatted(arrival));
    }
  }

  private void joins(List<Optional<Dates>> stays) {
    for (int i = 1; i < stays.size(); i++) {
      Optional<Dates> before = stays.get(i - 1);
      Optional<Dates> stay = stays.get(i);
      if (before.isPresent()
          && stay.isPresent()
          && !stay.get().arrival().equals(before.get().departure())) {
        add(
            "destinations[%d].arrival_date".formatted(i),
            "destination.arrival_date.joins",
            "must be the departure_date of the destination before, " + before.get().departure());
      }
    }
  }

  private void length(List<Optional<Dates>> stays) {
    if (stays.isEmpty() || stays.getFirst().isEmpty() || stays.getLast().isEmpty()) {
      return;
    }
    LocalDate first = stays.getFirst().get().arrival();
    LocalDate last = stays.getLast().get().departure();
    long days = ChronoUnit.DAYS.between(first, last) + 1;
    if (days > MOST_DAYS) {
      add(
          "destinations",
          "trip.destinations.max_days",
          "the trip must have at most %d days, has %d".formatted(MOST_DAYS, days));
    }
  }

  private void candidates() {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < trip.getCandidatePlacesCount(); i++) {
      CandidatePlace place = trip.getCandidatePlaces(i);
      String field = "candidate_places[%d].".formatted(i);
      if (!ids.add(place.getPlaceId())) {
        add(
            field + "place_id",
            "trip.candidate_places.unique",
            "%s stands for an earlier candidate already".formatted(place.getPlaceId()));
      }
      for (int j = 0; j < place.getClosedDatesCount(); j++) {
        date(field + "closed_dates[%d]".formatted(j), place.getClosedDates(j));
      }
    }
  }

  private void weather(List<Optional<Dates>> stays) {
    record DateAndCity(LocalDate date, String city) {}
    Set<DateAndCity> told = new HashSet<>();
    for (int i = 0; i < trip.getWeatherCount(); i++) {
      DayWeather weather = trip.getWeather(i);
      String field = "weather[%d].date".formatted(i);
      date(field, weather.getDate())
          .ifPresent(
              date -> {
                if (isOutside(date, stays)) {
                  add(field, "trip.weather.date.in_trip", "must be a date of the trip");
                } else if (!told.add(new DateAndCity(date, city(weather, date, stays)))) {
                  add(
                      field,
                      "trip.weather.unique",
                      "the weather of that city is told twice for " + date);
                }
              });
    }
  }

  /// False when the dates of the trip are themselves in doubt.
  private static boolean isOutside(LocalDate date, List<Optional<Dates>> stays) {
    return !stays.isEmpty()
        && stays.getFirst().isPresent()
        && stays.getLast().isPresent()
        && (date.isBefore(stays.getFirst().get().arrival())
            || date.isAfter(stays.getLast().get().departure()));
  }

  /// The one that the date belongs to when none is named.
  private String city(DayWeather weather, LocalDate date, List<Optional<Dates>> stays) {
    String city = weather.getCity();
    if (city.isBlank()) {
      for (int i = 0; i < stays.size(); i++) {
        if (stays.get(i).filter(stay -> !stay.arrival().isAfter(date)).isPresent()) {
          city = trip.getDestinations(i).getName();
        }
      }
    }
    return city.strip().toLowerCase(Locale.ROOT);
  }

  private Optional<LocalDate> date(String field, String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeException e) {
      add(field, "date.exists", "%s is no date of the calendar".formatted(text));
      return Optional.empty();
    }
  }

  private void add(String field, String rule, String description) {
    violations.add(new FieldViolation(path + '.' + field, rule, description));
  }
}
