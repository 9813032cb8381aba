package com.tripgen.ai.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.DayWeather;
import com.tripgen.ai.planning.Effort;
import com.tripgen.ai.planning.IntercityRoute;
import com.tripgen.ai.planning.Language;
import com.tripgen.ai.planning.OpenInterval;
import com.tripgen.ai.planning.Opening;
import com.tripgen.ai.planning.OpeningHours;
import com.tripgen.ai.planning.Origin;
import com.tripgen.ai.planning.PlaceDetails;
import com.tripgen.ai.planning.Setting;
import com.tripgen.ai.planning.TravelMode;
import com.tripgen.ai.planning.Visit;
import com.tripgen.ai.planning.WeatherOrigin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueTest {
  private final Catalogue catalogue = new Catalogue("/two-cities/");
  private final City hill = catalogue.named("Hill").orElseThrow();
  private final City isle = catalogue.named("Isle").orElseThrow();

  @ParameterizedTest
  @ValueSource(strings = {"Hill", " hILL ", "언덕시", "언덕", "hill  am main"})
  void a_city_is_known_by_every_alias(String name) {
    assertThat(catalogue.named(name)).contains(hill);
  }

  @Test
  void a_name_that_only_begins_like_a_city_is_another_one() {
    assertThat(catalogue.named("Hill an der Oder")).isEmpty();
  }

  @Test
  void a_city_is_known_by_coordinates_within_its_radius() {
    // A degree of latitude is 111.2 km.
    assertThat(catalogue.around(new Coordinates(37.17, 127))).contains(hill);
    assertThat(catalogue.around(new Coordinates(37.19, 127))).isEmpty();
    assertThat(catalogue.around(new Coordinates(35.2, 127))).contains(isle);
  }

  @Test
  void a_place_becomes_a_candidate_in_the_language_of_the_trip() {
    Candidate palace = candidates(Language.KO).getFirst();
    assertThat(palace.name()).isEqualTo("언덕궁");
    assertThat(palace.stay()).isEqualTo(3);
    assertThat(palace.origin()).isEqualTo(Origin.CATALOGUE);
    assertThat(palace.visit()).isEqualTo(new Visit(100, Setting.OUTDOOR, Effort.LIGHT, true, 4.5));
    assertThat(palace.details())
        .isEqualTo(
            new PlaceDetails(
                List.of("Hill Palace"),
                List.of("palace", "children"),
                "언덕 위의 궁.",
                List.of("휠체어 대여"),
                List.of("의자"),
                "주차장",
                List.of("교대식"),
                List.of("문 앞")));
    Candidate english = candidates(Language.EN).getFirst();
    assertThat(english.name()).isEqualTo("Hill Palace");
    assertThat(english.details().aliases()).containsExactly("언덕궁");
    assertThat(english.details().parking()).isEqualTo("Car park");
  }

  @Test
  void opening_covers_weekdays_seasons_and_the_closing_days_of_the_trip() {
    Opening opening = candidates(Language.KO).getFirst().opening();
    OpeningHours hours = Objects.requireNonNull(opening.hours());
    assertThat(hours.on(DayOfWeek.TUESDAY)).isEmpty();
    assertThat(hours.on(DayOfWeek.WEDNESDAY))
        .containsExactly(new OpenInterval(540, 720), new OpenInterval(780, 1080));
    assertThat(hours.on(DayOfWeek.MONDAY)).hasSize(2);
    assertThat(opening.closedDates()).containsExactly(LocalDate.of(2027, 5, 2));
    assertThat(opening.seasonMonths())
        .containsExactlyInAnyOrder(Month.MARCH, Month.APRIL, Month.MAY);
    assertThat(opening.bestMonths()).containsExactly(Month.APRIL);
    assertThat(opening.lastEntryBeforeClose()).isEqualTo(30);
  }

  @Test
  void yearly_closing_days_are_found_on_both_sides_of_new_year() {
    Candidate palace =
        catalogue
            .candidates(hill, 0, Language.KO, LocalDate.of(2027, 12, 30), LocalDate.of(2028, 3, 1))
            .getFirst();
    assertThat(palace.opening().closedDates())
        .isEqualTo(Set.of(LocalDate.of(2028, 1, 1), LocalDate.of(2028, 2, 29)));
  }

  @Test
  void hours_that_nobody_wrote_down_are_unknown() {
    Candidate park = candidates(Language.KO).get(2);
    assertThat(park.opening()).isEqualTo(Opening.UNKNOWN);
    assertThat(park.details().description()).isNull();
    assertThat(park.visit().stepFree()).isNull();
  }

  @Test
  void climate_is_named_as_climate() {
    DayWeather may = catalogue.climate(hill, LocalDate.of(2027, 5, 31), 2);
    // 7 of 31 days are 22.6 %.
    assertThat(may)
        .isEqualTo(
            new DayWeather(
                LocalDate.of(2027, 5, 31), 2, null, 12.0, 23.0, 23, null, WeatherOrigin.CLIMATE));
  }

  @Test
  void the_way_between_two_cities_is_known_in_both_directions() {
    IntercityRoute route = new IntercityRoute(TravelMode.PUBLIC, 150, 230, "Ferry Hill-Isle");
    assertThat(catalogue.route(hill, isle, Language.EN)).contains(route);
    assertThat(catalogue.route(isle, hill, Language.EN)).contains(route);
    assertThat(catalogue.route(hill, hill, Language.EN)).isEmpty();
  }

  @Test
  void the_city_of_a_place_is_found_by_its_id() {
    assertThat(catalogue.cityOfPlace("isle-beach")).contains(isle);
    assertThat(catalogue.cityOfPlace("isle-nowhere")).isEmpty();
    assertThat(catalogue.cityOfPlace("LOC-001")).isEmpty();
  }

  @Test
  void the_version_follows_the_content() {
    assertThat(catalogue.version())
        .hasSize(16)
        .isEqualTo(new Catalogue("/two-cities/").version())
        .isNotEqualTo(Catalogue.bundled().version());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"checked_on\": \"2026-11-01\", | '' | hill.json must have checked_on",
        "2026-11-01 | 2026-13-01 | checked_on",
      })
  void a_city_without_a_real_check_date_is_refused(String given, String wrong, String message)
      throws IOException {
    String city = hillFile().replace(given, wrong);
    assertThatThrownBy(() -> Catalogue.JSON.readValue(city, City.class))
        .hasMessageContaining(message);
  }

  @Test
  void a_blank_source_is_refused() {
    assertThatThrownBy(
            () ->
                Catalogue.JSON.readValue(
                    """
                    {"id": "hill-park", "name": {"ko": "언덕 공원", "en": "Hill Park"},
                     "category": "NATURE", "latitude": 37.02, "longitude": 127.0,
                     "visit_minutes": 120, "setting": "OUTDOOR", "effort": "LIGHT",
                     "source": " "}
                    """,
                    CataloguePlace.class))
        .hasMessageContaining("the source of hill-park must not be blank");
  }

  @Test
  void a_place_says_with_which_public_page_it_was_compared() {
    assertThat(catalogue.places(hill))
        .extracting(CataloguePlace::source)
        .containsExactly("wikidata Q1", null, null, null);
  }

  @Test
  void a_missing_file_is_named() {
    assertThatThrownBy(() -> new Catalogue("/nowhere/"))
        .hasMessageContaining("/nowhere/index.json is missing");
  }

  private static String hillFile() throws IOException {
    try (InputStream file =
        Objects.requireNonNull(CatalogueTest.class.getResourceAsStream("/two-cities/hill.json"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private List<Candidate> candidates(Language language) {
    return catalogue.candidates(
        hill, 3, language, LocalDate.of(2027, 4, 29), LocalDate.of(2027, 5, 3));
  }
}
