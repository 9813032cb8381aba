package com.tripgen.ai.planning.planner;

import com.tripgen.ai.planning.Base;
import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.DailyHours;
import com.tripgen.ai.planning.DayWeather;
import com.tripgen.ai.planning.HealthStatus;
import com.tripgen.ai.planning.IntercityRoute;
import com.tripgen.ai.planning.Language;
import com.tripgen.ai.planning.Member;
import com.tripgen.ai.planning.Party;
import com.tripgen.ai.planning.PlaceCategory;
import com.tripgen.ai.planning.PlanningProblem;
import com.tripgen.ai.planning.Preference;
import com.tripgen.ai.planning.Stay;
import com.tripgen.ai.planning.TransportMode;
import com.tripgen.ai.planning.TravelMode;
import com.tripgen.ai.planning.WeatherCondition;
import com.tripgen.ai.planning.WeatherOrigin;
import com.tripgen.ai.planning.Wishes;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A trip to be planned in a test: one hotel, one healthy traveller, 09:00 to 21:00, no places.
final class TripDraft {
  static final Coordinates HOTEL = new Coordinates(37.5, 127.0);
  static final LocalDate MONDAY = LocalDate.of(2026, 5, 4);

  List<Stay> stays = new ArrayList<>();
  List<IntercityRoute> routes = new ArrayList<>();
  List<Candidate> places = new ArrayList<>();
  List<DayWeather> weather = new ArrayList<>();
  DailyHours hours = new DailyHours(LocalTime.of(9, 0), LocalTime.of(21, 0));
  HealthStatus health = HealthStatus.GOOD;
  Set<Preference> preferences = Set.of();
  TransportMode transport = TransportMode.PUBLIC;
  Wishes wishes = Wishes.NONE;
  long seed = 1;

  static TripDraft days(int days) {
    TripDraft draft = new TripDraft();
    draft.stays.add(
        new Stay(
            "Seoul",
            new Base("Hotel", HOTEL, Base.Source.HOTEL),
            MONDAY,
            MONDAY.plusDays(days - 1),
            null,
            null,
            null,
            null));
    return draft;
  }

  /// Another city, 200 minutes away.
  TripDraft thenDays(int days) {
    Stay before = stays.getLast();
    stays.add(
        new Stay(
            "Busan",
            new Base("Harbour hotel", new Coordinates(35.1, 129.0), Base.Source.HOTEL),
            before.departureDate(),
            before.departureDate().plusDays(days - 1),
            null,
            null,
            null,
            null));
    routes.add(new IntercityRoute(TravelMode.PUBLIC, 200, 400, "KTX"));
    return this;
  }

  TripDraft place(PlaceDraft place) {
    places.add(place.build());
    return this;
  }

  /// Eight sights and four restaurants around the hotel of the last stay.
  TripDraft usualPlaces() {
    Coordinates centre = stays.getLast().base().coordinates();
    int stay = stays.size() - 1;
    for (int i = 0; i < 12; i++) {
      PlaceDraft place = new PlaceDraft("usual-" + stay + "-" + i);
      place.coordinates =
          new Coordinates(
              centre.latitude() + 0.01 * (i % 4 - 1.5), centre.longitude() + 0.01 * (i / 4 - 1));
      place.category = i % 3 == 0 ? PlaceCategory.FOOD : PlaceCategory.CULTURE;
      place.minutes = 60;
      place.stay = stay;
      place(place);
    }
    return this;
  }

  TripDraft rain(LocalDate date) {
    weather.add(
        new DayWeather(
            date, 0, WeatherCondition.RAIN, null, null, null, null, WeatherOrigin.FORECAST));
    return this;
  }

  TripDraft hours(String start, String end) {
    hours = new DailyHours(LocalTime.parse(start), LocalTime.parse(end));
    return this;
  }

  TripDraft wishing(Wishes.Pace pace, Wishes.DayShift shift) {
    wishes = new Wishes(Set.of(), Set.of(), Set.of(), Set.of(), pace, shift, List.of(), List.of());
    return this;
  }

  PlanningProblem build() {
    return new PlanningProblem(
        stays,
        routes,
        hours,
        new Party(List.of(new Member(40, health, preferences))),
        transport,
        places,
        weather,
        wishes,
        Language.EN,
        seed);
  }

  static Candidate renamed(Candidate place, String id) {
    return new Candidate(
        id,
        place.name(),
        place.category(),
        place.coordinates(),
        place.stay(),
        place.opening(),
        place.visit(),
        place.details(),
        place.wish(),
        place.origin());
  }
}
