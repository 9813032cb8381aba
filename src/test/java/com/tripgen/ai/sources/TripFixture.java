package com.tripgen.ai.sources;

import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.DailyHours;
import com.tripgen.ai.planning.HealthStatus;
import com.tripgen.ai.planning.Language;
import com.tripgen.ai.planning.Member;
import com.tripgen.ai.planning.Opening;
import com.tripgen.ai.planning.Party;
import com.tripgen.ai.planning.PlaceCategory;
import com.tripgen.ai.planning.PlaceDetails;
import com.tripgen.ai.planning.TransportMode;
import com.tripgen.ai.planning.Wish;
import com.tripgen.ai.sources.GivenPlace.VisitFacts;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Trips of one adult from 2027-05-01 on, in English.
final class TripFixture {
  static final LocalDate FIRST_DATE = LocalDate.of(2027, 5, 1);

  private final List<StayFacts> stays = new ArrayList<>();
  private final List<GivenPlace> places = new ArrayList<>();
  private final List<GivenWeather> weather = new ArrayList<>();
  private TransportMode transport = TransportMode.PUBLIC;
  private String specialRequests = "";

  static TripFixture to(String city, int nights) {
    return new TripFixture().then(city, nights, null, null);
  }

  static TripFixture to(String city, int nights, Coordinates coordinates) {
    return new TripFixture().then(city, nights, coordinates, null);
  }

  TripFixture then(String city, int nights) {
    return then(city, nights, null, null);
  }

  TripFixture then(
      String city, int nights, @Nullable Coordinates coordinates, StayFacts.@Nullable Hotel hotel) {
    LocalDate arrival = stays.isEmpty() ? FIRST_DATE : stays.getLast().departureDate();
    return then(
        new StayFacts(
            city,
            arrival,
            arrival.plusDays(nights),
            null,
            null,
            null,
            null,
            coordinates,
            hotel,
            null,
            null));
  }

  TripFixture then(StayFacts stay) {
    stays.add(stay);
    return this;
  }

  static StayFacts stay(
      String city,
      @Nullable LocalTime arrivalTime,
      @Nullable LocalTime departureTime,
      LocalTime checkIn,
      LocalTime checkOut) {
    return new StayFacts(
        city,
        FIRST_DATE,
        FIRST_DATE.plusDays(1),
        arrivalTime,
        departureTime,
        null,
        null,
        null,
        null,
        checkIn,
        checkOut);
  }

  static TripFixture of(StayFacts stay) {
    return new TripFixture().then(stay);
  }

  TripFixture with(GivenPlace place) {
    places.add(place);
    return this;
  }

  TripFixture with(GivenWeather day) {
    weather.add(day);
    return this;
  }

  TripFixture by(TransportMode mode) {
    transport = mode;
    return this;
  }

  TripFixture asking(String request) {
    specialRequests = request;
    return this;
  }

  TripFacts facts() {
    return new TripFacts(
        stays,
        new DailyHours(LocalTime.of(9, 0), LocalTime.of(21, 0)),
        new Party(List.of(new Member(40, HealthStatus.GOOD, Set.of()))),
        transport,
        specialRequests,
        Language.EN,
        places,
        weather,
        7);
  }

  static GivenPlace place(String id, String name, double latitude, double longitude) {
    return place(id, name, latitude, longitude, null, Wish.NONE);
  }

  static GivenPlace place(
      String id,
      String name,
      double latitude,
      double longitude,
      @Nullable String destination,
      Wish wish) {
    return new GivenPlace(
        id,
        name,
        PlaceCategory.CULTURE,
        new Coordinates(latitude, longitude),
        destination,
        Opening.UNKNOWN,
        VisitFacts.UNKNOWN,
        PlaceDetails.UNKNOWN,
        wish);
  }
}
