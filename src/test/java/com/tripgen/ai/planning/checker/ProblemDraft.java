package com.tripgen.ai.planning.checker;

import com.tripgen.ai.planning.Base;
import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.DailyHours;
import com.tripgen.ai.planning.DayWeather;
import com.tripgen.ai.planning.HealthStatus;
import com.tripgen.ai.planning.IntercityRoute;
import com.tripgen.ai.planning.Language;
import com.tripgen.ai.planning.Member;
import com.tripgen.ai.planning.Party;
import com.tripgen.ai.planning.PlanningProblem;
import com.tripgen.ai.planning.Preference;
import com.tripgen.ai.planning.Stay;
import com.tripgen.ai.planning.TransitPoint;
import com.tripgen.ai.planning.TransportMode;
import com.tripgen.ai.planning.TravelMode;
import com.tripgen.ai.planning.WeatherCondition;
import com.tripgen.ai.planning.WeatherOrigin;
import com.tripgen.ai.planning.Wishes;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A problem in the making. All places of a stay lie on one meridian, so that great circles simply
/// add up: a place is given by its kilometres north of the base.
final class ProblemDraft {
  private static final double KM_PER_DEGREE = Math.toRadians(1) * 6371.0088;

  final List<StayDraft> stays = new ArrayList<>();
  final List<IntercityRoute> routes = new ArrayList<>();
  final Map<String, PlaceDraft> places = new LinkedHashMap<>();
  final List<DayWeather> weather = new ArrayList<>();
  final List<Member> members = new ArrayList<>();
  TransportMode transport = TransportMode.PUBLIC;
  Wishes wishes = Wishes.NONE;
  private DailyHours hours = new DailyHours(LocalTime.of(9, 0), LocalTime.of(20, 0));

  static final class StayDraft {
    final String city;
    final Coordinates base;
    final LocalDate from;
    final LocalDate to;
    @Nullable LocalTime arrival;
    @Nullable LocalTime departure;
    @Nullable TransitPoint arrivalPoint;
    @Nullable TransitPoint departurePoint;

    StayDraft(String city, Coordinates base, LocalDate from, LocalDate to) {
      this.city = city;
      this.base = base;
      this.from = from;
      this.to = to;
    }

    private Stay build() {
      Base hotel = new Base("Hotel of " + city, base, Base.Source.HOTEL);
      return new Stay(city, hotel, from, to, arrival, departure, arrivalPoint, departurePoint);
    }
  }

  ProblemDraft stay(String city, double latitude, String from, String to) {
    stays.add(
        new StayDraft(
            city, new Coordinates(latitude, 127), LocalDate.parse(from), LocalDate.parse(to)));
    return this;
  }

  ProblemDraft route(int minutes, double kilometres) {
    routes.add(new IntercityRoute(TravelMode.PUBLIC, minutes, kilometres, "Express 7"));
    return this;
  }

  ProblemDraft hours(String start, String end) {
    hours = new DailyHours(LocalTime.parse(start), LocalTime.parse(end));
    return this;
  }

  ProblemDraft member(HealthStatus health, Preference... preferences) {
    members.add(new Member(40, health, Set.of(preferences)));
    return this;
  }

  ProblemDraft weather(String date, int stay, WeatherCondition condition) {
    weather.add(
        new DayWeather(
            LocalDate.parse(date),
            stay,
            condition,
            null,
            null,
            null,
            null,
            WeatherOrigin.FORECAST));
    return this;
  }

  Coordinates at(int stay, double kilometresNorth) {
    Coordinates base = stays.get(stay).base;
    return new Coordinates(base.latitude() + kilometresNorth / KM_PER_DEGREE, base.longitude());
  }

  /// Adds a place, or replaces the one of this id.
  PlaceDraft place(int stay, String id, double kilometresNorth) {
    PlaceDraft place = new PlaceDraft(id, stay, at(stay, kilometresNorth));
    places.put(id, place);
    return place;
  }

  PlaceDraft place(String id) {
    PlaceDraft place = places.get(id);
    if (place == null) {
      throw new IllegalArgumentException("no place " + id);
    }
    return place;
  }

  PlanningProblem build() {
    return new PlanningProblem(
        stays.stream().map(StayDraft::build).toList(),
        routes,
        hours,
        new Party(members),
        transport,
        places.values().stream().map(PlaceDraft::build).toList(),
        weather,
        wishes,
        Language.EN,
        1);
  }
}
