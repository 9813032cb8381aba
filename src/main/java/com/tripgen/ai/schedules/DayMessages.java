package com.tripgen.ai.schedules;

import static com.tripgen.ai.schedules.ScheduleMessages.ifPresent;

import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.PlaceCategory;
import com.tripgen.ai.planning.StopKind;
import com.tripgen.ai.planning.TravelMode;
import com.tripgen.ai.planning.Vehicle;
import com.tripgen.ai.v1.AlternativePlace;
import com.tripgen.ai.v1.DayEndpoint;
import com.tripgen.ai.v1.DayEndpointSource;
import com.tripgen.ai.v1.HealthConsideration;
import com.tripgen.ai.v1.IntercityLeg;
import com.tripgen.ai.v1.OptionalActivities;
import com.tripgen.ai.v1.ParkingInfo;
import com.tripgen.ai.v1.Rest;
import com.tripgen.ai.v1.ReturnLeg;
import com.tripgen.ai.v1.ScheduleDay;
import com.tripgen.ai.v1.SchedulePlace;
import com.tripgen.ai.v1.Shortfall;
import com.tripgen.ai.v1.Transportation;
import com.tripgen.ai.v1.TransportationType;
import com.tripgen.ai.v1.Weather;
import com.tripgen.ai.v1.WeatherCondition;
import com.tripgen.ai.v1.WeatherConsideration;
import com.tripgen.ai.v1.WeatherSource;
import java.time.LocalTime;

/// Translates the days of stored schedules.
final class DayMessages {
  private DayMessages() {}

  static ScheduleDay day(String content) {
    return day(ScheduleJson.readDay(content));
  }

  static ScheduleDay day(DayEntry day) {
    ScheduleDay.Builder message =
        ScheduleDay.newBuilder()
            .setDay(day.day())
            .setDate(day.date().toString())
            .addAllNotes(day.notes());
    ifPresent(day.city(), message::setCity);
    ifPresent(day.weather(), weather -> message.setWeather(weather(weather)));
    day.places().stream().map(DayMessages::place).forEach(message::addPlaces);
    day.rests().stream().map(DayMessages::rest).forEach(message::addRests);
    ifPresent(day.intercity(), leg -> message.setIntercity(intercity(leg)));
    ifPresent(day.returnLeg(), way -> message.setReturnLeg(returnLeg(way)));
    ifPresent(
        day.shortfall(),
        lack ->
            message.setShortfall(
                Shortfall.newBuilder()
                    .setTarget(lack.target())
                    .setActual(lack.actual())
                    .setReason(lack.reason())));
    ifPresent(day.startPlace(), place -> message.setStartPlace(endpoint(place)));
    ifPresent(day.endPlace(), place -> message.setEndPlace(endpoint(place)));
    return message.build();
  }

  private static Weather weather(DayEntry.Weather weather) {
    Weather.Builder message = Weather.newBuilder().addAllWarnings(weather.warnings());
    ifPresent(
        weather.condition(),
        condition ->
            message.setCondition(
                WeatherCondition.valueOf("WEATHER_CONDITION_" + condition.name())));
    ifPresent(weather.minTemperature(), message::setMinTemperature);
    ifPresent(weather.maxTemperature(), message::setMaxTemperature);
    ifPresent(weather.icon(), message::setIcon);
    ifPresent(weather.precipitationProbability(), message::setPrecipitationProbability);
    ifPresent(weather.pm10(), message::setPm10);
    ifPresent(
        weather.source(),
        source -> message.setSource(WeatherSource.valueOf("WEATHER_SOURCE_" + source.name())));
    return message.build();
  }

  private static SchedulePlace place(PlaceEntry place) {
    SchedulePlace.Builder message =
        SchedulePlace.newBuilder()
            .setDuration(place.duration())
            .setOrder(place.order())
            .setIsOutdoor(place.isOutdoor())
            .setVerified(place.verified())
            .setHoursKnown(place.hoursKnown())
            .addAllNotes(place.notes());
    ifPresent(place.placeId(), message::setPlaceId);
    ifPresent(place.placeName(), message::setPlaceName);
    ifPresent(place.category(), category -> message.setCategory(category(category)));
    ifPresent(place.kind(), kind -> message.setKind(kind(kind)));
    ifPresent(place.startTime(), time -> message.setStartTime(time(time)));
    ifPresent(place.transportation(), way -> message.setTransportation(transportation(way)));
    ifPresent(place.healthConsideration(), it -> message.setHealthConsideration(health(it)));
    ifPresent(place.weatherConsideration(), it -> message.setWeatherConsideration(weather(it)));
    ifPresent(place.reason(), message::setReason);
    ifPresent(place.tips(), message::setTips);
    ifPresent(place.coordinates(), it -> message.setCoordinates(coordinates(it)));
    ifPresent(place.near(), message::setNear);
    return message.build();
  }

  private static Transportation transportation(PlaceEntry.Transportation way) {
    Transportation.Builder message =
        Transportation.newBuilder().setDuration(way.duration()).setDistance(way.distance());
    ifPresent(way.type(), type -> message.setType(type(type)));
    ifPresent(way.vehicle(), vehicle -> message.setVehicle(vehicle(vehicle)));
    ifPresent(way.route(), message::setRoute);
    ifPresent(way.parkingInfo(), parking -> message.setParkingInfo(parking(parking)));
    return message.build();
  }

  private static ParkingInfo parking(PlaceEntry.Parking parking) {
    ParkingInfo.Builder message = ParkingInfo.newBuilder();
    ifPresent(parking.name(), message::setName);
    ifPresent(parking.distance(), message::setDistance);
    ifPresent(parking.estimatedCost(), message::setEstimatedCost);
    return message.build();
  }

  private static HealthConsideration health(PlaceEntry.HealthConsideration health) {
    HealthConsideration.Builder message =
        HealthConsideration.newBuilder()
            .addAllRestPoints(health.restPoints())
            .addAllAccessibility(health.accessibility())
            .setWalkingDistance(health.walkingDistance());
    ifPresent(
        health.optionalActivities(),
        activities -> {
          OptionalActivities.Builder optional = message.getOptionalActivitiesBuilder();
          ifPresent(activities.basic(), optional::setBasic);
          ifPresent(activities.active(), optional::setActive);
          return message;
        });
    return message.build();
  }

  private static WeatherConsideration weather(PlaceEntry.WeatherConsideration weather) {
    WeatherConsideration.Builder message =
        WeatherConsideration.newBuilder().addAllPreparationItems(weather.preparationItems());
    ifPresent(
        weather.indoorAlternative(),
        place ->
            message.setIndoorAlternative(
                AlternativePlace.newBuilder()
                    .setPlaceId(place.placeId())
                    .setName(place.name())
                    .setReason(place.reason())
                    .setDistance(place.distance())));
    return message.build();
  }

  private static Rest rest(DayEntry.Rest rest) {
    return Rest.newBuilder()
        .setStartTime(time(rest.startTime()))
        .setDuration(rest.duration())
        .setPlaceId(rest.placeId())
        .setVerified(rest.verified())
        .build();
  }

  private static IntercityLeg intercity(DayEntry.Intercity leg) {
    IntercityLeg.Builder message =
        IntercityLeg.newBuilder()
            .setFrom(leg.from())
            .setTo(leg.to())
            .setType(type(leg.type()))
            .setStartTime(time(leg.startTime()))
            .setDuration(leg.duration())
            .setDistance(leg.distance());
    ifPresent(leg.vehicle(), vehicle -> message.setVehicle(vehicle(vehicle)));
    ifPresent(leg.route(), message::setRoute);
    return message.build();
  }

  private static ReturnLeg returnLeg(DayEntry.Return way) {
    ReturnLeg.Builder message =
        ReturnLeg.newBuilder()
            .setType(type(way.type()))
            .setDuration(way.duration())
            .setDistance(way.distance())
            .setStartTime(time(way.startTime()))
            .setTo(way.to());
    ifPresent(way.vehicle(), vehicle -> message.setVehicle(vehicle(vehicle)));
    return message.build();
  }

  private static DayEndpoint endpoint(DayEntry.Endpoint place) {
    return DayEndpoint.newBuilder()
        .setName(place.name())
        .setCoordinates(coordinates(place.coordinates()))
        .setSource(DayEndpointSource.valueOf("DAY_ENDPOINT_SOURCE_" + place.source().name()))
        .build();
  }

  private static com.tripgen.ai.v1.Coordinates coordinates(Coordinates coordinates) {
    return com.tripgen.ai.v1.Coordinates.newBuilder()
        .setLatitude(coordinates.latitude())
        .setLongitude(coordinates.longitude())
        .build();
  }

  private static com.tripgen.ai.v1.PlaceCategory category(PlaceCategory category) {
    return com.tripgen.ai.v1.PlaceCategory.valueOf("PLACE_CATEGORY_" + category.name());
  }

  private static com.tripgen.ai.v1.StopKind kind(StopKind kind) {
    return com.tripgen.ai.v1.StopKind.valueOf("STOP_KIND_" + kind.name());
  }

  private static TransportationType type(TravelMode mode) {
    return TransportationType.valueOf("TRANSPORTATION_TYPE_" + mode.name());
  }

  private static com.tripgen.ai.v1.Vehicle vehicle(Vehicle vehicle) {
    return com.tripgen.ai.v1.Vehicle.valueOf("VEHICLE_" + vehicle.name());
  }

  private static String time(LocalTime time) {
    return time.toString();
  }
}
