package com.tripgen.ai.schedules;

import com.tripgen.ai.errors.FieldViolation;
import com.tripgen.ai.errors.ServiceException;
import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.DailyHours;
import com.tripgen.ai.planning.HealthStatus;
import com.tripgen.ai.planning.Language;
import com.tripgen.ai.planning.Member;
import com.tripgen.ai.planning.Party;
import com.tripgen.ai.planning.PlanningRules;
import com.tripgen.ai.planning.Preference;
import com.tripgen.ai.planning.TransitPoint;
import com.tripgen.ai.planning.TransportMode;
import com.tripgen.ai.planning.WeatherCondition;
import com.tripgen.ai.sources.GivenWeather;
import com.tripgen.ai.sources.StayFacts;
import com.tripgen.ai.sources.TripFacts;
import com.tripgen.ai.v1.CandidatePlace;
import com.tripgen.ai.v1.DayWeather;
import com.tripgen.ai.v1.Destination;
import com.tripgen.ai.v1.Generator;
import com.tripgen.ai.v1.ParkingInfo;
import com.tripgen.ai.v1.ScheduleGenerationSpec;
import com.tripgen.ai.v1.Trip;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Translates requested trips. What the fields' own rules guarantee is not checked again.
final class TripMessages {
  private static final String DEFAULT_START = "09:00";
  private static final String DEFAULT_END = "21:00";

  /// For a member of unknown age, who is an adult.
  private static final int ADULT_AGE = 30;

  /// What DUST says without a figure: over [PlanningRules#BAD_PM10].
  private static final double LEAST_DUST = PlanningRules.BAD_PM10 + 1;

  private TripMessages() {}

  /// @param path of the trip in the request, such as `trip`
  /// @throws ServiceException `INVALID_FIELD` with every violation
  static TripRequest request(ScheduleGenerationSpec spec, String path) {
    return request(spec.getTrip(), spec.getGenerator(), path);
  }

  /// A trip of which no schedule is asked for.
  ///
  /// @param path of the trip in the request, such as `trip`
  /// @throws ServiceException `INVALID_FIELD` with every violation
  static TripRequest request(Trip trip, String path) {
    return request(trip, Generator.GENERATOR_UNSPECIFIED, path);
  }

  private static TripRequest request(Trip trip, Generator generator, String path) {
    List<FieldViolation> violations = TripCheckMessages.violations(trip, path);
    if (!violations.isEmpty()) {
      throw ServiceException.invalid(violations);
    }
    return new TripRequest(
        trip.getTripId(),
        facts(trip),
        generator(generator),
        requestsForModels(trip),
        parking(trip));
  }

  static GeneratorChoice generator(Generator generator) {
    return switch (generator) {
      case GENERATOR_PLANNER -> GeneratorChoice.PLANNER;
      case GENERATOR_HYBRID -> GeneratorChoice.HYBRID;
      case GENERATOR_UNSPECIFIED, UNRECOGNIZED -> GeneratorChoice.SERVER_DEFAULT;
    };
  }

  private static String requestsForModels(Trip trip) {
    return NamelessText.of(
        trip.getSpecialRequests(),
        trip.getMembersList().stream().map(com.tripgen.ai.v1.Member::getName).toList());
  }

  private static TripFacts facts(Trip trip) {
    return new TripFacts(
        trip.getDestinationsList().stream().map(TripMessages::stay).toList(),
        new DailyHours(dailyStart(trip), dailyEnd(trip)),
        party(trip),
        switch (trip.getTransportMode()) {
          case TRANSPORT_MODE_CAR -> TransportMode.CAR;
          case TRANSPORT_MODE_PUBLIC, TRANSPORT_MODE_UNSPECIFIED, UNRECOGNIZED ->
              TransportMode.PUBLIC;
        },
        trip.getSpecialRequests(),
        trip.getLanguageCode().equals("en") ? Language.EN : Language.KO,
        trip.getCandidatePlacesList().stream().map(PlaceMessages::given).toList(),
        trip.getWeatherList().stream().map(TripMessages::weather).toList(),
        seed(trip));
  }

  static LocalTime dailyStart(Trip trip) {
    return LocalTime.parse(orElse(trip.getDailyStartTime(), DEFAULT_START));
  }

  static LocalTime dailyEnd(Trip trip) {
    return LocalTime.parse(orElse(trip.getDailyEndTime(), DEFAULT_END));
  }

  /// The same trip, whoever asks and whatever it is called, is planned the same.
  private static long seed(Trip trip) {
    Trip.Builder planned = trip.toBuilder().clearTripId().clearTripName();
    planned.getMembersBuilderList().forEach(member -> member.clearName().clearGender());
    return Seeds.of(planned.build().toByteArray());
  }

  private static StayFacts stay(Destination destination) {
    return new StayFacts(
        destination.getName(),
        LocalDate.parse(destination.getArrivalDate()),
        LocalDate.parse(destination.getDepartureDate()),
        time(destination.getArrivalTime()),
        time(destination.getDepartureTime()),
        destination.hasArrivalPoint() ? point(destination.getArrivalPoint()) : null,
        destination.hasDeparturePoint() ? point(destination.getDeparturePoint()) : null,
        destination.hasCoordinates() ? coordinates(destination.getCoordinates()) : null,
        destination.hasHotel()
            ? new StayFacts.Hotel(
                destination.getHotel().getName(),
                destination.getHotel().hasCoordinates()
                    ? coordinates(destination.getHotel().getCoordinates())
                    : null)
            : null,
        time(destination.getCheckInTime()),
        time(destination.getCheckOutTime()));
  }

  private static TransitPoint point(com.tripgen.ai.v1.TransitPoint point) {
    return new TransitPoint(
        point.getName(),
        point.hasCoordinates() ? coordinates(point.getCoordinates()) : null,
        switch (point.getType()) {
          case TRANSIT_POINT_TYPE_AIRPORT -> TransitPoint.Kind.AIRPORT;
          case TRANSIT_POINT_TYPE_BUS_TERMINAL -> TransitPoint.Kind.BUS_TERMINAL;
          case TRANSIT_POINT_TYPE_PORT -> TransitPoint.Kind.PORT;
          case TRANSIT_POINT_TYPE_STATION, TRANSIT_POINT_TYPE_UNSPECIFIED, UNRECOGNIZED ->
              TransitPoint.Kind.STATION;
        });
  }

  private static Party party(Trip trip) {
    return new Party(trip.getMembersList().stream().map(TripMessages::member).toList());
  }

  private static Member member(com.tripgen.ai.v1.Member member) {
    return new Member(
        member.hasAge() ? member.getAge() : ADULT_AGE,
        switch (member.getHealthStatus()) {
          case HEALTH_STATUS_EXCELLENT -> HealthStatus.EXCELLENT;
          case HEALTH_STATUS_CAUTION -> HealthStatus.CAUTION;
          case HEALTH_STATUS_LIMITED -> HealthStatus.LIMITED;
          case HEALTH_STATUS_GOOD, HEALTH_STATUS_UNSPECIFIED, UNRECOGNIZED -> HealthStatus.GOOD;
        },
        member.getPreferencesList().stream()
            .map(TripMessages::preference)
            .collect(Collectors.toSet()));
  }

  private static Preference preference(com.tripgen.ai.v1.Preference liked) {
    return Preference.valueOf(liked.name().substring("PREFERENCE_".length()));
  }

  /// HEAT, COLD and DUST tell no sky but a figure, at least the one from which a day is bad.
  private static GivenWeather weather(DayWeather weather) {
    Double highest = weather.hasMaxTemperature() ? weather.getMaxTemperature() : null;
    Double lowest = weather.hasMinTemperature() ? weather.getMinTemperature() : null;
    Double dust = weather.hasPm10() ? weather.getPm10() : null;
    WeatherCondition sky = null;
    switch (weather.getCondition()) {
      case WEATHER_CONDITION_HEAT -> highest = atLeast(highest, PlanningRules.BAD_MAX_TEMPERATURE);
      case WEATHER_CONDITION_COLD -> lowest = atMost(lowest, PlanningRules.BAD_MIN_TEMPERATURE);
      case WEATHER_CONDITION_DUST -> dust = atLeast(dust, LEAST_DUST);
      case WEATHER_CONDITION_CLEAR -> sky = WeatherCondition.CLEAR;
      case WEATHER_CONDITION_CLOUDY -> sky = WeatherCondition.CLOUDY;
      case WEATHER_CONDITION_FOG -> sky = WeatherCondition.FOG;
      case WEATHER_CONDITION_RAIN -> sky = WeatherCondition.RAIN;
      case WEATHER_CONDITION_SNOW -> sky = WeatherCondition.SNOW;
      case WEATHER_CONDITION_STORM -> sky = WeatherCondition.STORM;
      case WEATHER_CONDITION_UNSPECIFIED, UNRECOGNIZED -> {}
    }
    return new GivenWeather(
        LocalDate.parse(weather.getDate()),
        weather.getCity().isBlank() ? null : weather.getCity(),
        sky,
        lowest,
        highest,
        weather.hasPrecipitationProbability() ? weather.getPrecipitationProbability() : null,
        dust);
  }

  private static Double atLeast(@Nullable Double figure, double least) {
    return figure == null ? least : Math.max(figure, least);
  }

  private static Double atMost(@Nullable Double figure, double most) {
    return figure == null ? most : Math.min(figure, most);
  }

  private static Map<String, PlaceEntry.Parking> parking(Trip trip) {
    Map<String, PlaceEntry.Parking> parking = new HashMap<>();
    for (CandidatePlace place : trip.getCandidatePlacesList()) {
      if (place.hasParking()) {
        ParkingInfo told = place.getParking();
        parking.put(
            place.getPlaceId(),
            new PlaceEntry.Parking(
                told.getName().isEmpty() ? null : told.getName(),
                told.hasDistance() ? told.getDistance() : null,
                told.getEstimatedCost().isEmpty() ? null : told.getEstimatedCost()));
      }
    }
    return parking;
  }

  static Coordinates coordinates(com.tripgen.ai.v1.Coordinates coordinates) {
    return new Coordinates(coordinates.getLatitude(), coordinates.getLongitude());
  }

  static @Nullable LocalTime time(String text) {
    return text.isEmpty() ? null : LocalTime.parse(text);
  }

  private static String orElse(String text, String byDefault) {
    return text.isEmpty() ? byDefault : text;
  }
}
