package com.tripgen.ai.planning.checker;

import static com.tripgen.ai.planning.PlanningRules.BAD_MAX_TEMPERATURE;
import static com.tripgen.ai.planning.PlanningRules.BAD_MIN_TEMPERATURE;
import static com.tripgen.ai.planning.PlanningRules.BAD_PM10;
import static com.tripgen.ai.planning.PlanningRules.BAD_PRECIPITATION_PROBABILITY;
import static com.tripgen.ai.planning.PlanningRules.REPLACEMENT_VALUE;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.DayWeather;
import com.tripgen.ai.planning.Setting;
import com.tripgen.ai.planning.WeatherCondition;
import com.tripgen.ai.planning.WeatherOrigin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// `weather_safe`: on a bad day no outdoor sight that an unused place under a roof could replace;
/// the others are named in [com.tripgen.ai.planning.DayPlan#exposed()].
final class WeatherSafe {
  private static final double ROUNDING = 1e-9;

  private WeatherSafe() {}

  static void check(Trip trip, Findings found) {
    for (DayRoute day : trip.days()) {
      List<TimedStop> exposed = exposed(trip, day);
      checkNamed(day, exposed, found);
      if (!exposed.isEmpty()) {
        Alternatives.of(trip, day)
            .ifPresent(alternatives -> checkNoneFits(trip, day, exposed, alternatives, found));
      }
    }
  }

  static boolean isBad(DayWeather weather) {
    return weather.origin() != WeatherOrigin.CLIMATE
        && (isWet(weather.condition())
            || (weather.precipitationProbability() != null
                && weather.precipitationProbability() >= BAD_PRECIPITATION_PROBABILITY)
            || (weather.maxTemperature() != null && weather.maxTemperature() >= BAD_MAX_TEMPERATURE)
            || (weather.minTemperature() != null && weather.minTemperature() <= BAD_MIN_TEMPERATURE)
            || (weather.pm10() != null && weather.pm10() > BAD_PM10));
  }

  private static boolean isWet(@Nullable WeatherCondition condition) {
    return switch (condition) {
      case null -> false;
      case RAIN, SNOW, STORM -> true;
      case CLEAR, CLOUDY, FOG -> false;
    };
  }

  /// An unused place that shelters from the weather at this stop and fits in its position.
  static Optional<Candidate> shelter(
      Trip trip, DayRoute day, TimedStop stop, Alternatives alternatives) {
    Candidate place = stop.place();
    return place == null
        ? Optional.empty()
        : alternatives.insteadOf(stop, sheltersFrom(trip, day, place));
  }

  static List<TimedStop> exposed(Trip trip, DayRoute day) {
    if (trip.weather(day.frame()).filter(WeatherSafe::isBad).isEmpty()) {
      return List.of();
    }
    List<TimedStop> exposed = new ArrayList<>();
    for (TimedStop stop : day.stops()) {
      Candidate place = stop.place();
      if (stop.isSight()
          && place != null
          && place.visit().setting() == Setting.OUTDOOR
          && !place.isMustVisit()) {
        exposed.add(stop);
      }
    }
    return exposed;
  }

  private static void checkNamed(DayRoute day, List<TimedStop> exposed, Findings found) {
    List<String> named = day.plan().exposed();
    for (TimedStop stop : exposed) {
      if (!named.contains(stop.placeId())) {
        found.stop(day, stop, Sentence.NOT_LISTED_AS_EXPOSED, stop.name());
      }
    }
    named.stream()
        .filter(id -> exposed.stream().noneMatch(stop -> id.equals(stop.placeId())))
        .forEach(id -> found.add(day.number(), id, Sentence.LISTED_AS_EXPOSED, id));
  }

  private static void checkNoneFits(
      Trip trip, DayRoute day, List<TimedStop> exposed, Alternatives alternatives, Findings found) {
    for (TimedStop stop : exposed) {
      shelter(trip, day, stop, alternatives)
          .ifPresent(
              other ->
                  found.stop(
                      day, stop, Sentence.SHELTER_FITS, stop.name(), other.name(), other.id()));
    }
  }

  private static Predicate<Candidate> sheltersFrom(Trip trip, DayRoute day, Candidate place) {
    double least =
        REPLACEMENT_VALUE * DryValue.of(trip.problem(), place, day.frame().date()) - ROUNDING;
    return candidate ->
        candidate.visit().setting() != Setting.OUTDOOR
            && DryValue.of(trip.problem(), candidate, day.frame().date()) >= least;
  }
}
