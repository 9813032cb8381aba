package com.tripgen.ai.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.tripgen.ai.errors.ServiceException;
import com.tripgen.ai.jobs.PayloadJson;
import com.tripgen.ai.planning.HealthStatus;
import com.tripgen.ai.planning.Language;
import com.tripgen.ai.planning.OpenInterval;
import com.tripgen.ai.planning.Opening;
import com.tripgen.ai.planning.OpeningHours;
import com.tripgen.ai.planning.TransitPoint;
import com.tripgen.ai.planning.Wish;
import com.tripgen.ai.sources.GivenPlace;
import com.tripgen.ai.sources.GivenWeather;
import com.tripgen.ai.sources.TripFacts;
import com.tripgen.ai.v1.CandidatePlace;
import com.tripgen.ai.v1.Coordinates;
import com.tripgen.ai.v1.DayWeather;
import com.tripgen.ai.v1.ErrorReason;
import com.tripgen.ai.v1.Gender;
import com.tripgen.ai.v1.Generator;
import com.tripgen.ai.v1.OpeningPeriod;
import com.tripgen.ai.v1.ParkingInfo;
import com.tripgen.ai.v1.PlaceCategory;
import com.tripgen.ai.v1.ScheduleGenerationSpec;
import com.tripgen.ai.v1.TransitPointType;
import com.tripgen.ai.v1.Trip;
import com.tripgen.ai.v1.WeatherCondition;
import com.tripgen.ai.v1.Weekday;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TripMessagesTest {
  private record Bad(String field, String rule) {}

  static Stream<Arguments> bad_trips() {
    return Stream.of(
        bad(
            "a date that does not exist",
            trip -> trip.getDestinationsBuilder(1).setDepartureDate("2027-02-29"),
            "trip.destinations[1].departure_date",
            "date.exists"),
        bad(
            "an end before the start",
            trip -> trip.getDestinationsBuilder(1).setDepartureDate("2027-05-11"),
            "trip.destinations[1].departure_date",
            "destination.departure_date.not_before_arrival"),
        bad(
            "a first destination without a night",
            trip -> {
              trip.getDestinationsBuilder(0).setDepartureDate("2027-05-10");
              trip.getDestinationsBuilder(1).setArrivalDate("2027-05-10");
            },
            "trip.destinations[0].departure_date",
            "destination.departure_date.has_night"),
        bad(
            "a gap",
            trip -> trip.getDestinationsBuilder(1).setArrivalDate("2027-05-13"),
            "trip.destinations[1].arrival_date",
            "destination.arrival_date.joins"),
        bad(
            "an overlap",
            trip -> trip.getDestinationsBuilder(1).setArrivalDate("2027-05-11"),
            "trip.destinations[1].arrival_date",
            "destination.arrival_date.joins"),
        bad(
            "thirty-one days",
            trip -> trip.getDestinationsBuilder(1).setDepartureDate("2027-06-09"),
            "trip.destinations",
            "trip.destinations.max_days"),
        bad(
            "an end of the day before its start",
            trip -> trip.setDailyStartTime("21:30"),
            "trip.daily_end_time",
            "trip.daily_end_time.after_start"),
        bad(
            "a candidate twice",
            trip -> trip.addCandidatePlaces(place("A")).addCandidatePlaces(place("A")),
            "trip.candidate_places[1].place_id",
            "trip.candidate_places.unique"),
        bad(
            "a closed date that does not exist",
            trip -> trip.addCandidatePlaces(place("A").addClosedDates("2027-06-31")),
            "trip.candidate_places[0].closed_dates[0]",
            "date.exists"),
        bad(
            "weather twice",
            trip -> trip.addWeather(weather("Seoul")).addWeather(weather(" seoul")),
            "trip.weather[1].date",
            "trip.weather.unique"),
        bad(
            "weather twice, once without its city",
            trip -> trip.addWeather(weather("Seoul")).addWeather(weather("")),
            "trip.weather[1].date",
            "trip.weather.unique"),
        bad(
            "weather of no date",
            trip -> trip.addWeather(weather("Seoul").setDate("2027-04-31")),
            "trip.weather[0].date",
            "date.exists"),
        bad(
            "weather before the trip",
            trip -> trip.addWeather(weather("Seoul").setDate("2027-05-09")),
            "trip.weather[0].date",
            "trip.weather.date.in_trip"),
        bad(
            "weather after the trip",
            trip -> trip.addWeather(weather("").setDate("2027-05-15")),
            "trip.weather[0].date",
            "trip.weather.date.in_trip"),
        bad(
            "leaving before arriving on one day",
            trip ->
                trip.getDestinationsBuilder(1)
                    .setDepartureDate("2027-05-12")
                    .setArrivalTime("14:00")
                    .setDepartureTime("13:00"),
            "trip.destinations[1].departure_time",
            "destination.departure_time.after_arrival"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bad_trips")
  void a_bad_trip_is_refused_by_field_and_rule(
      String name, Consumer<Trip.Builder> change, String field, String rule) {
    Trip.Builder trip = trip();
    change.accept(trip);
    assertThat(violations(trip)).as(name).containsExactly(new Bad(field, rule));
  }

  @Test
  void everything_wrong_is_told_at_once() {
    Trip.Builder trip =
        trip()
            .setDailyEndTime("08:00")
            .addCandidatePlaces(place("A"))
            .addCandidatePlaces(place("A").addClosedDates("2027-02-30"));
    trip.getDestinationsBuilder(0).setArrivalDate("2027-13-01");
    assertThat(violations(trip))
        .extracting(Bad::field)
        .containsExactly(
            "trip.daily_end_time",
            "trip.destinations[0].arrival_date",
            "trip.candidate_places[1].place_id",
            "trip.candidate_places[1].closed_dates[0]");
  }

  @Test
  void the_longest_trip_and_a_last_day_without_a_night_are_fine() {
    Trip.Builder longest = trip();
    longest.getDestinationsBuilder(1).setDepartureDate("2027-06-08");
    assertThat(facts(longest).lastDate()).isEqualTo("2027-06-08");
    Trip.Builder shortest = trip();
    shortest.getDestinationsBuilder(1).setDepartureDate("2027-05-12");
    assertThat(facts(shortest).lastDate()).isEqualTo("2027-05-12");
  }

  @Test
  void a_date_in_the_past_is_fine() {
    Trip.Builder past = trip().removeDestinations(1);
    past.getDestinationsBuilder(0).setArrivalDate("1999-12-30").setDepartureDate("2000-01-02");
    assertThat(facts(past).firstDate()).isEqualTo("1999-12-30");
  }

  @Test
  void what_is_not_said_has_its_default() {
    TripFacts facts = facts(trip());
    assertThat(facts.hours().start()).isEqualTo("09:00");
    assertThat(facts.hours().end()).isEqualTo("21:00");
    assertThat(facts.language()).isEqualTo(Language.KO);
    assertThat(facts.stays().getFirst().arrivalTime()).isNull();
    assertThat(facts.stays().getFirst().hotel()).isNull();
    assertThat(facts.party().members().getFirst().age()).isEqualTo(30);
    assertThat(facts.party().weakest()).isEqualTo(HealthStatus.CAUTION);
  }

  @Test
  void a_candidate_keeps_every_fact() {
    CandidatePlace.Builder place =
        place("A")
            .setDestination("Busan")
            .setLastEntryBeforeClose(30)
            .addClosedDates("2027-05-11")
            .setStepFree(false)
            .setRating(4.5)
            .setWish(com.tripgen.ai.v1.Wish.WISH_MUST_VISIT)
            .setParking(ParkingInfo.newBuilder().setName("P1").setDistance(0.4));
    place
        .getOpeningHoursBuilder()
        .addPeriods(period(Weekday.WEEKDAY_FRIDAY, "18:00", "02:00"))
        .addPeriods(period(Weekday.WEEKDAY_FRIDAY, "10:00", "14:00"))
        .addPeriods(period(Weekday.WEEKDAY_SUNDAY, "00:00", "24:00"));
    TripRequest request = request(trip().addCandidatePlaces(place));
    GivenPlace given = request.facts().places().getFirst();
    Opening opening = given.opening();
    OpeningHours hours = Objects.requireNonNull(opening.hours());

    assertThat(given.wish()).isEqualTo(Wish.MUST_VISIT);
    assertThat(given.destination()).isEqualTo("Busan");
    assertThat(given.visit().stepFree()).isFalse();
    assertThat(given.visit().minutes()).isNull();
    assertThat(given.visit().rating()).isEqualTo(4.5);
    assertThat(hours.on(DayOfWeek.FRIDAY))
        .containsExactly(new OpenInterval(600, 840), new OpenInterval(1080, 1560));
    assertThat(hours.on(DayOfWeek.SUNDAY)).containsExactly(new OpenInterval(0, 1440));
    assertThat(hours.on(DayOfWeek.MONDAY)).isEmpty();
    assertThat(opening.closedDates()).containsExactly(LocalDate.of(2027, 5, 11));
    assertThat(opening.lastEntryBeforeClose()).isEqualTo(30);
    assertThat(request.parking()).containsEntry("A", new PlaceEntry.Parking("P1", 0.4, null));
  }

  @Test
  void unknown_hours_are_not_a_closed_week() {
    assertThat(facts(trip().addCandidatePlaces(place("A"))).places().getFirst().opening().hours())
        .isNull();
    CandidatePlace.Builder closed = place("A");
    closed.getOpeningHoursBuilder();
    OpeningHours hours =
        facts(trip().addCandidatePlaces(closed)).places().getFirst().opening().hours();
    assertThat(Objects.requireNonNull(hours).week()).isEmpty();
  }

  @Test
  void heat_cold_and_dust_stand_for_their_figures() {
    List<GivenWeather> weather =
        facts(
                trip()
                    .addWeather(on("2027-05-10", WeatherCondition.WEATHER_CONDITION_HEAT))
                    .addWeather(
                        on("2027-05-11", WeatherCondition.WEATHER_CONDITION_COLD)
                            .setMinTemperature(-20))
                    .addWeather(on("2027-05-12", WeatherCondition.WEATHER_CONDITION_DUST)))
            .weather();
    assertThat(weather).extracting(GivenWeather::condition).containsOnlyNulls();
    assertThat(weather.get(0).maxTemperature()).isEqualTo(33);
    assertThat(weather.get(1).minTemperature()).isEqualTo(-20);
    assertThat(weather.get(2).pm10()).isGreaterThan(80);
  }

  @Test
  void points_of_arrival_and_departure_are_read() {
    Trip.Builder trip = trip();
    trip.getDestinationsBuilder(1)
        .setDepartureTime("18:40")
        .getDeparturePointBuilder()
        .setName("PUS")
        .setType(TransitPointType.TRANSIT_POINT_TYPE_AIRPORT);
    assertThat(facts(trip).stays().getLast().departurePoint())
        .isEqualTo(new TransitPoint("PUS", null, TransitPoint.Kind.AIRPORT));
    assertThat(facts(trip).stays().getLast().departureTime()).isEqualTo(LocalTime.of(18, 40));
  }

  @Test
  void names_and_gender_never_influence_the_seed_but_everything_else_does() {
    Trip.Builder renamed = trip().setTripId("other").setTripName("Summer");
    renamed.getMembersBuilder(0).setName("Kim").setGender(Gender.GENDER_FEMALE);
    assertThat(facts(renamed).seed()).isEqualTo(facts(trip()).seed());
    assertThat(facts(trip().setSpecialRequests("museum")).seed())
        .isNotEqualTo(facts(trip()).seed());
  }

  @Test
  void the_payload_has_snake_case_names_and_enumerations_without_prefix() {
    ScheduleGenerationSpec spec =
        ScheduleGenerationSpec.newBuilder()
            .setTrip(trip().addCandidatePlaces(place("A")))
            .setGenerator(Generator.GENERATOR_HYBRID)
            .build();
    String payload = PayloadJson.write(spec);
    assertThat(payload)
        .contains("\"transport_mode\":\"PUBLIC\"", "\"preferences\":[\"CULTURE\",\"REST\"]")
        .contains("\"category\":\"CULTURE\"", "\"generator\":\"HYBRID\"")
        .doesNotContain("PLACE_CATEGORY", "TRANSPORT_MODE");

    ScheduleGenerationSpec.Builder read = ScheduleGenerationSpec.newBuilder();
    PayloadJson.read(payload, read);
    assertThat(read.build()).isEqualTo(spec);
    assertThat(ScheduleMessages.request(payload).generator()).isEqualTo(GeneratorChoice.HYBRID);
  }

  private static Arguments bad(
      String name, Consumer<Trip.Builder> change, String field, String rule) {
    return Arguments.of(name, change, field, rule);
  }

  private static List<Bad> violations(Trip.Builder trip) {
    ServiceException refused = catchThrowableOfType(ServiceException.class, () -> request(trip));
    assertThat(refused.reason()).isEqualTo(ErrorReason.ERROR_REASON_INVALID_FIELD);
    try {
      return refused
          .status()
          .getDetails(1)
          .unpack(BadRequest.class)
          .getFieldViolationsList()
          .stream()
          .map(violation -> new Bad(violation.getField(), violation.getReason()))
          .toList();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private static TripFacts facts(Trip.Builder trip) {
    return request(trip).facts();
  }

  private static TripRequest request(Trip.Builder trip) {
    return TripMessages.request(ScheduleGenerationSpec.newBuilder().setTrip(trip).build(), "trip");
  }

  private static Trip.Builder trip() {
    return Trips.seoulAndBusan();
  }

  private static CandidatePlace.Builder place(String id) {
    return CandidatePlace.newBuilder()
        .setPlaceId(id)
        .setName("place " + id)
        .setCategory(PlaceCategory.PLACE_CATEGORY_CULTURE)
        .setCoordinates(Coordinates.newBuilder().setLatitude(37.5).setLongitude(127));
  }

  private static OpeningPeriod.Builder period(Weekday weekday, String open, String close) {
    return OpeningPeriod.newBuilder().setWeekday(weekday).setOpenTime(open).setCloseTime(close);
  }

  private static DayWeather.Builder weather(String city) {
    return on("2027-05-11", WeatherCondition.WEATHER_CONDITION_CLEAR).setCity(city);
  }

  private static DayWeather.Builder on(String date, WeatherCondition condition) {
    return DayWeather.newBuilder().setDate(date).setCondition(condition);
  }
}
