package com.tripgen.ai.recommendations;

import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.HealthStatus;
import com.tripgen.ai.planning.Language;
import com.tripgen.ai.planning.Opening;
import com.tripgen.ai.recommendations.VisitContext.Neighbour;
import com.tripgen.ai.recommendations.VisitContext.Sky;
import com.tripgen.ai.recommendations.VisitContext.Weather;
import com.tripgen.ai.sources.GivenPlace.VisitFacts;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TripNotesTest {
  private static final LocalDate TUESDAY = LocalDate.of(2026, 11, 24);
  private static final LocalDate WEDNESDAY = LocalDate.of(2026, 11, 25);
  private static final TravellerProfile ENGLISH =
      Fixture.travellers(Company.SOLO, HealthStatus.GOOD, Language.EN);

  /// 09:00-17:00 but on Tuesdays, last entry an hour before, two hours, outdoors.
  private final PlaceFacts palace = Fixture.record("seoul-gyeongbokgung", Language.EN).place();

  @Test
  void a_closing_day_is_told() {
    assertThat(visit(TUESDAY, LocalTime.of(11, 0)))
        .containsExactly("It is closed on Tuesday, 24 November 2026.");
  }

  @Test
  void an_open_hour_is_told_with_its_end() {
    assertThat(visit(WEDNESDAY, LocalTime.of(11, 0)))
        .containsExactly("On Wednesday, 25 November 2026 at 11:00 it is open, until 17:00.");
  }

  @Test
  void an_hour_that_is_too_early_too_late_or_too_short_is_told() {
    assertThat(visit(WEDNESDAY, LocalTime.of(8, 0)))
        .containsExactly(
            "On Wednesday, 25 November 2026 at 08:00 it is closed; it is open 09:00 to 17:00.");
    assertThat(visit(WEDNESDAY, LocalTime.of(15, 30)))
        .containsExactly(
            "Arriving at 15:30 leaves 1 hour 30 minutes until it closes at 17:00;"
                + " a visit takes about 2 hours.");
    assertThat(visit(WEDNESDAY, LocalTime.of(16, 30)))
        .containsExactly("At 16:30 it no longer lets visitors in; last entry is at 16:00.");
  }

  @Test
  void an_hour_without_a_date_names_the_days_on_which_it_is_closed() {
    assertThat(visit(null, LocalTime.of(11, 0)))
        .containsExactly("At 11:00 it is closed on Tuesday.");
    assertThat(visit(null, LocalTime.of(22, 0)))
        .containsExactly("At 22:00 it is closed on every day.");
  }

  @Test
  void a_date_out_of_season_or_among_the_closed_ones_is_told() {
    Opening opening =
        new Opening(null, Set.of(WEDNESDAY), Set.of(Month.NOVEMBER, Month.DECEMBER), Set.of(), 0);
    PlaceFacts place = PlaceFacts.of(Fixture.given("LOC-1", opening, VisitFacts.UNKNOWN));

    assertThat(TripNotes.of(place, ENGLISH, at(WEDNESDAY, null)))
        .containsExactly("It is closed on Wednesday, 25 November 2026.");
    assertThat(TripNotes.of(place, ENGLISH, at(LocalDate.of(2027, 7, 1), null)))
        .containsExactly("It is closed in July; its season is November to December.");
    assertThat(TripNotes.of(place, ENGLISH, at(TUESDAY, null)))
        .containsExactly(
            "Whether it is open on Tuesday, 24 November 2026 is not known: check before you go.");
  }

  @Test
  void bad_weather_counts_against_an_outdoor_place_and_climate_does_not() {
    assertThat(weather(new Weather(Sky.RAIN, 4.0, 9.0, 80, null, false)))
        .containsExactly(
            "Rain is expected that day: consider an indoor place instead of this outdoor one.",
            "It will be between 4 and 9 °C that day.");
    assertThat(weather(new Weather(null, null, null, null, 81.0, false)))
        .containsExactly(
            "High fine dust is expected that day: consider an indoor place instead of this outdoor"
                + " one.");
    assertThat(weather(new Weather(Sky.RAIN, 4.0, 9.0, 80, null, true)))
        .containsExactly("At that time it is usually between 4 and 9 °C.");
    assertThat(weather(new Weather(Sky.CLEAR, null, null, 59, 80.0, false))).isEmpty();
  }

  @Test
  void neighbours_are_told_by_distance_and_a_short_way_on_foot() {
    Neighbour far = new Neighbour("Seoul Station", new Coordinates(37.5547, 126.9707));
    Coordinates here = palace.coordinates();
    Neighbour near =
        new Neighbour("Gate", new Coordinates(here.latitude() + 0.003, here.longitude()));
    Neighbour unknown = new Neighbour("Somewhere", null);

    assertThat(TripNotes.of(palace, ENGLISH, new VisitContext(null, null, null, far, near)))
        .satisfiesExactly(
            note ->
                assertThat(note)
                    .matches(
                        "About 2\\.\\d km from the place before, Seoul Station, .*crow flies\\."),
            note -> assertThat(note).endsWith("crow flies. It is about 6 minutes on foot."));
    assertThat(TripNotes.of(palace, ENGLISH, new VisitContext(null, null, null, unknown, null)))
        .isEmpty();
  }

  @Test
  void notes_are_korean_for_korean_readers() {
    assertThat(
            TripNotes.of(
                palace,
                Fixture.travellers(),
                new VisitContext(
                    WEDNESDAY,
                    LocalTime.of(15, 30),
                    new Weather(Sky.SNOW, null, null, null, null, false),
                    null,
                    null)))
        .containsExactly(
            "15:30에 도착하시면 닫는 시각(17:00)까지 1시간 30분밖에 남지 않습니다. 관람에는 약 2시간이 걸립니다.",
            "그날은 눈이 예상됩니다. 야외인 이곳보다 실내 장소를 먼저 고려하시기 바랍니다.");
  }

  private List<String> visit(@Nullable LocalDate date, @Nullable LocalTime time) {
    return TripNotes.of(palace, ENGLISH, at(date, time));
  }

  private List<String> weather(Weather weather) {
    return TripNotes.of(palace, ENGLISH, new VisitContext(null, null, weather, null, null));
  }

  private static VisitContext at(@Nullable LocalDate date, @Nullable LocalTime time) {
    return new VisitContext(date, time, null, null, null);
  }
}
