package com.tripgen.ai.sources;

import static com.tripgen.ai.sources.TripFixture.FIRST_DATE;
import static com.tripgen.ai.sources.TripFixture.place;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import com.tripgen.ai.planning.Base;
import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.DayWeather;
import com.tripgen.ai.planning.Opening;
import com.tripgen.ai.planning.Origin;
import com.tripgen.ai.planning.Setting;
import com.tripgen.ai.planning.WeatherCondition;
import com.tripgen.ai.planning.WeatherOrigin;
import com.tripgen.ai.planning.Wish;
import com.tripgen.ai.sources.StayFacts.Hotel;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProblemAssemblerTest {
  private final Catalogue catalogue = new Catalogue("/two-cities/");
  private final ProblemAssembler assembler = ProblemAssembler.offline(catalogue);

  // Places

  @Test
  void a_city_of_the_catalogue_needs_nothing_but_its_name() {
    Assembly.Ready ready = ready(TripFixture.to("언덕", 2));
    assertThat(ready.problem().candidates())
        .extracting(Candidate::id)
        .containsExactly("hill-palace", "hill-bar", "hill-park", "hill-wood");
    assertThat(ready.placeOrigins()).containsExactly(entry(Origin.CATALOGUE, 4));
    assertThat(ready.catalogueVersion()).isEqualTo(catalogue.version());
    assertThat(ready.problem().seed()).isEqualTo(7);
  }

  @Test
  void a_place_of_the_request_replaces_the_catalogues_by_id() {
    Map<String, Candidate> places =
        places(
            TripFixture.to("Hill", 2)
                .with(place("hill-palace", "My Palace", 37.05, 127, null, Wish.MUST_VISIT)));
    Candidate palace = candidate(places, "hill-palace");
    assertThat(palace.name()).isEqualTo("My Palace");
    assertThat(palace.wish()).isEqualTo(Wish.MUST_VISIT);
    assertThat(palace.origin()).isEqualTo(Origin.REQUEST);
    assertThat(palace.opening()).isEqualTo(Opening.UNKNOWN);
    assertThat(places).hasSize(4);
  }

  @Test
  void a_place_of_the_request_replaces_the_catalogues_by_name_within_100_metres() {
    // A thousandth of a degree of latitude is 111 m.
    assertThat(
            places(TripFixture.to("Hill", 2).with(place("LOC-1", "hill palace", 37.0108, 127.01))))
        .containsKey("LOC-1")
        .doesNotContainKey("hill-palace");
    assertThat(places(TripFixture.to("Hill", 2).with(place("LOC-1", "언덕궁", 37.0108, 127.01))))
        .doesNotContainKey("hill-palace");
    assertThat(
            places(TripFixture.to("Hill", 2).with(place("LOC-1", "Hill Palace", 37.011, 127.01))))
        .containsKeys("LOC-1", "hill-palace");
  }

  @Test
  void a_place_excluded_by_the_request_does_not_come_back_from_the_catalogue() {
    Map<String, Candidate> places =
        places(
            TripFixture.to("Hill", 2)
                .with(place("LOC-1", "Hill Palace", 37.01, 127.01, null, Wish.EXCLUDED)));
    assertThat(places).doesNotContainKey("hill-palace");
    assertThat(candidate(places, "LOC-1").wish()).isEqualTo(Wish.EXCLUDED);
  }

  @Test
  void of_a_place_given_twice_the_first_stays_and_takes_over_the_wish() {
    Assembly.Ready ready =
        ready(
            TripFixture.to("Hill", 2)
                .with(place("LOC-1", "Tower", 37.04, 127))
                .with(place("LOC-2", "TOWER", 37.0401, 127, null, Wish.MUST_VISIT)));
    Map<String, Candidate> places = byId(ready);
    assertThat(candidate(places, "LOC-1").wish()).isEqualTo(Wish.MUST_VISIT);
    assertThat(places).doesNotContainKey("LOC-2");
    assertThat(notes(ready)).contains(Note.Kind.PLACE_GIVEN_TWICE);
  }

  @Test
  void a_place_belongs_to_the_destination_it_names_and_else_to_the_nearest() {
    Assembly.Ready ready =
        ready(
            TripFixture.to("Hill", 1)
                .then("Isle", 1)
                .with(place("named", "A", 37, 127, "섬", Wish.NONE))
                .with(place("near-hill", "B", 36.5, 127))
                .with(place("near-isle", "C", 35.5, 127))
                .with(place("lost", "D", 35.4, 127, "Atlantis", Wish.NONE)));
    Map<String, Candidate> places = byId(ready);
    assertThat(candidate(places, "named").stay()).isEqualTo(1);
    assertThat(candidate(places, "near-hill").stay()).isZero();
    assertThat(candidate(places, "near-isle").stay()).isEqualTo(1);
    assertThat(candidate(places, "lost").stay()).isEqualTo(1);
    assertThat(candidate(places, "isle-beach").stay()).isEqualTo(1);
    assertThat(notes(ready)).contains(Note.Kind.DESTINATION_NOT_IN_TRIP);
  }

  @Test
  void a_trip_that_comes_back_shares_the_places_of_a_city_between_its_stays() {
    Map<String, Candidate> places =
        places(
            TripFixture.to("Hill", 1)
                .then("Isle", 1)
                .then("언덕시", 0, new Coordinates(37.01, 127), null)
                .with(place("near-last-stay", "A", 37.011, 127)));
    assertThat(List.of(stay(places, "hill-park"), stay(places, "hill-wood")))
        .containsExactlyInAnyOrder(0, 2);
    // The first of May is a Saturday, the third a Monday: the bar is open on the first stay alone.
    assertThat(stay(places, "hill-bar")).isZero();
    assertThat(places).containsKey("near-last-stay");
  }

  // Bases

  @Test
  void days_start_at_the_hotel_if_its_position_is_known() {
    Coordinates hotel = new Coordinates(37.02, 127.02);
    assertThat(
            base(
                new TripFixture()
                    .then("Hill", 1, new Coordinates(37.03, 127), new Hotel("Inn", hotel))))
        .isEqualTo(new Base("Inn", hotel, Base.Source.HOTEL));
  }

  @Test
  void days_start_at_the_destinations_coordinates_without_a_hotel() {
    Coordinates position = new Coordinates(37.03, 127);
    Assembly.Ready ready =
        ready(new TripFixture().then("Hill", 1, position, new Hotel("Inn", null)));
    assertThat(ready.problem().stays().getFirst().base())
        .isEqualTo(new Base("Hill", position, Base.Source.DESTINATION));
    assertThat(notes(ready)).contains(Note.Kind.HOTEL_WITHOUT_POSITION, Note.Kind.BASE_ASSUMED);
  }

  @Test
  void days_start_at_the_city_centre_when_nothing_else_is_known() {
    assertThat(base(TripFixture.to("Hill", 1)))
        .isEqualTo(new Base("Hill", new Coordinates(37, 127), Base.Source.CITY_CENTRE));
  }

  @Test
  void days_in_an_unknown_city_start_in_the_middle_of_its_places() {
    assertThat(
            base(
                TripFixture.to("Nowhere", 1)
                    .with(place("a", "A", 10, 20))
                    .with(place("b", "B", 10.2, 20.1))
                    .with(place("c", "C", 10.1, 29))))
        .isEqualTo(new Base("Nowhere", new Coordinates(10.1, 20.1), Base.Source.CANDIDATES_MEDIAN));
    assertThat(
            base(TripFixture.to("Nowhere", 1)
                    .with(place("a", "A", 10, 20))
                    .with(place("b", "B", 11, 21)))
                .coordinates())
        .isEqualTo(new Coordinates(10.5, 20.5));
  }

  // Cities

  @Test
  void an_unknown_city_without_places_says_what_to_send() {
    TripFixture trip = TripFixture.to("Hill", 1).then("Nowhere", 1);
    Assembly.UnknownCity unknown = new Assembly.UnknownCity(1, "Nowhere", List.of("Hill", "Isle"));
    assertThat(assembler.assemble(trip.facts())).isEqualTo(unknown);
    assertThat(assembler.unknownCities(trip.facts())).containsExactly(unknown);
    assertThat(unknown.whatToSend())
        .contains("'Nowhere'", "coordinates", "candidate_places", "Hill, Isle");
  }

  @Test
  void all_unknown_cities_are_told_at_once() {
    assertThat(assembler.unknownCities(TripFixture.to("A", 1).then("Isle", 1).then("B", 1).facts()))
        .extracting(Assembly.UnknownCity::stay)
        .containsExactly(0, 2);
  }

  @Test
  void places_of_the_request_make_any_city_plannable() {
    TripFixture trip = TripFixture.to("Nowhere", 1).with(place("a", "A", 10, 20));
    assertThat(assembler.unknownCities(trip.facts())).isEmpty();
    assertThat(notes(ready(trip)))
        .contains(Note.Kind.CITY_NOT_IN_CATALOGUE, Note.Kind.WEATHER_UNKNOWN);
  }

  @Test
  void a_city_of_excluded_places_alone_is_unknown() {
    TripFixture trip =
        TripFixture.to("Nowhere", 1).with(place("a", "A", 10, 20, null, Wish.EXCLUDED));
    assertThat(assembler.unknownCities(trip.facts())).hasSize(1);
    assertThat(assembler.assemble(trip.facts())).isInstanceOf(Assembly.UnknownCity.class);
  }

  @Test
  void coordinates_tell_cities_of_one_name_apart() {
    assertThat(
            assembler.unknownCities(TripFixture.to("Hill", 1, new Coordinates(52.3, 14.5)).facts()))
        .hasSize(1);
    assertThat(
            assembler.unknownCities(
                TripFixture.to("A suburb", 1, new Coordinates(37.1, 127)).facts()))
        .isEmpty();
  }

  // Weather

  @Test
  void the_weather_of_the_request_comes_before_the_climate() {
    Assembly.Ready ready =
        ready(
            TripFixture.to("Hill", 1)
                .then("Isle", 1)
                .with(new GivenWeather(FIRST_DATE, null, WeatherCondition.RAIN, 5., 9., 80, 20.))
                .with(given(1, "Hill", WeatherCondition.STORM))
                .with(given(1, null, WeatherCondition.SNOW))
                .with(given(1, "섬", WeatherCondition.CLEAR))
                .with(given(2, "Atlantis", WeatherCondition.FOG)));
    // The second of May is the day of change and belongs to the island.
    assertThat(ready.problem().weather())
        .extracting(DayWeather::date, DayWeather::stay, DayWeather::condition, DayWeather::origin)
        .containsExactly(
            tuple(FIRST_DATE, 0, WeatherCondition.RAIN, WeatherOrigin.REQUEST),
            tuple(FIRST_DATE.plusDays(1), 1, WeatherCondition.CLEAR, WeatherOrigin.REQUEST),
            tuple(FIRST_DATE.plusDays(2), 1, null, WeatherOrigin.CLIMATE));
    assertThat(ready.problem().weather().getFirst())
        .isEqualTo(
            new DayWeather(
                FIRST_DATE, 0, WeatherCondition.RAIN, 5., 9., 80, 20., WeatherOrigin.REQUEST));
    assertThat(notes(ready))
        .contains(Note.Kind.WEATHER_NOT_USED, Note.Kind.WEATHER_IS_CLIMATE)
        .doesNotContain(Note.Kind.WEATHER_UNKNOWN);
  }

  @Test
  void climate_is_not_mentioned_when_every_day_is_known_better() {
    assertThat(notes(ready(TripFixture.to("Hill", 0).with(given(0, null, WeatherCondition.CLEAR)))))
        .doesNotContain(Note.Kind.WEATHER_IS_CLIMATE, Note.Kind.WEATHER_UNKNOWN);
  }

  // The rest

  @Test
  void rooms_that_are_not_ready_make_a_note_about_luggage() {
    LocalTime morning = LocalTime.of(10, 0);
    LocalTime noon = LocalTime.of(12, 0);
    LocalTime evening = LocalTime.of(18, 0);
    assertThat(notes(ready(TripFixture.of(TripFixture.stay("Hill", morning, evening, noon, noon)))))
        .contains(Note.Kind.LUGGAGE_BEFORE_CHECK_IN, Note.Kind.LUGGAGE_AFTER_CHECK_OUT);
    assertThat(notes(ready(TripFixture.of(TripFixture.stay("Hill", evening, morning, noon, noon)))))
        .doesNotContain(Note.Kind.LUGGAGE_BEFORE_CHECK_IN, Note.Kind.LUGGAGE_AFTER_CHECK_OUT);
    assertThat(notes(ready(TripFixture.of(TripFixture.stay("Hill", null, null, noon, noon)))))
        .contains(Note.Kind.LUGGAGE_BEFORE_CHECK_IN, Note.Kind.LUGGAGE_AFTER_CHECK_OUT);
  }

  @Test
  void special_requests_are_read_against_the_candidates() {
    assertThat(
            ready(TripFixture.to("Hill", 1).asking("Indoor please, and 언덕궁!")).problem().wishes())
        .satisfies(
            wishes -> {
              assertThat(wishes.settings()).containsExactly(Setting.INDOOR);
              assertThat(wishes.placeIds()).containsExactly("hill-palace");
            });
  }

  @Test
  void the_same_request_makes_the_same_problem() {
    TripFacts facts =
        TripFixture.to("Hill", 3).then("Isle", 2).with(place("a", "A", 37, 127)).facts();
    assertThat(assembler.assemble(facts))
        .isEqualTo(ProblemAssembler.offline(new Catalogue("/two-cities/")).assemble(facts));
  }

  private Assembly.Ready ready(TripFixture trip) {
    return switch (assembler.assemble(trip.facts())) {
      case Assembly.Ready ready -> ready;
      case Assembly.UnknownCity unknown -> throw new AssertionError(unknown.whatToSend());
      case Assembly.SourceAway away -> throw new AssertionError(away.city());
    };
  }

  private Map<String, Candidate> places(TripFixture trip) {
    return byId(ready(trip));
  }

  private static Map<String, Candidate> byId(Assembly.Ready ready) {
    return ready.problem().candidates().stream()
        .collect(Collectors.toMap(Candidate::id, Function.identity()));
  }

  private static Candidate candidate(Map<String, Candidate> places, String id) {
    return Objects.requireNonNull(places.get(id), id);
  }

  private static int stay(Map<String, Candidate> places, String id) {
    return candidate(places, id).stay();
  }

  private Base base(TripFixture trip) {
    return ready(trip).problem().stays().getFirst().base();
  }

  private static List<Note.Kind> notes(Assembly.Ready ready) {
    return ready.notes().stream().map(Note::kind).toList();
  }

  private static GivenWeather given(int day, @Nullable String city, WeatherCondition condition) {
    return new GivenWeather(FIRST_DATE.plusDays(day), city, condition, null, null, null, null);
  }
}
