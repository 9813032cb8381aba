package com.tripgen.ai.planning.checker;

import static com.tripgen.ai.planning.Constraint.WEATHER_SAFE;
import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.planning.DayWeather;
import com.tripgen.ai.planning.PlaceCategory;
import com.tripgen.ai.planning.Setting;
import com.tripgen.ai.planning.Violation;
import com.tripgen.ai.planning.WeatherCondition;
import com.tripgen.ai.planning.WeatherOrigin;
import com.tripgen.ai.planning.Wish;
import com.tripgen.ai.planning.Wishes;
import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeatherSafeTest {
  private final ProblemDraft trip = Trips.family();
  private final PlanDraft plan = Trips.familyPlan(trip);
  private final PlaceDraft beach = trip.place("beach");
  private final PlaceDraft planetarium = trip.place("planetarium");

  private Violation assertBreaks(int day, String placeId) {
    return Trips.assertBreaks(trip, plan, WEATHER_SAFE, day, placeId);
  }

  private void assertReplaceable(boolean replaceable) {
    if (replaceable) {
      assertBreaks(3, "beach");
    } else {
      Trips.assertGood(trip, plan);
    }
  }

  @Test
  void an_outdoor_sight_that_stays_on_a_bad_day_is_named() {
    plan.day(3).exposed.clear();
    assertBreaks(3, "beach");
  }

  @Test
  void nothing_else_is_named() {
    plan.day(3).exposed("museum");
    assertBreaks(3, "museum");
  }

  @Test
  void nothing_is_named_on_a_good_day() {
    plan.day(1).exposed("garden");
    assertBreaks(1, "garden");
  }

  @Test
  void a_must_visit_stays_and_is_not_named() {
    beach.wish(Wish.MUST_VISIT);
    assertBreaks(3, "beach");
    plan.day(3).exposed.clear();
    planetarium.reopen("09:00", "18:00");
    Trips.assertGood(trip, plan);
  }

  @Test
  void an_outdoor_meal_is_no_outdoor_sight() {
    trip.place("soup").outdoor();
    Trips.assertGood(trip, plan);
  }

  @Test
  void an_indoor_place_that_fits_replaces_an_outdoor_one() {
    planetarium.reopen("09:00", "18:00");
    assertThat(assertBreaks(3, "beach").explanation())
        .isEqualTo(
            "The beach is outdoors on a bad day, but The planetarium (planetarium) is unused and"
                + " fits in its position");
  }

  @ParameterizedTest
  @CsvSource({"INDOOR, true", "MIXED, true", "OUTDOOR, false"})
  void only_a_roof_helps(Setting setting, boolean replaceable) {
    planetarium.reopen("09:00", "18:00").setting(setting);
    assertReplaceable(replaceable);
  }

  /// Museum 09:30-11:30, soup 11:42-12:42, 13 minutes of taxi: 12:55. Back: 16:30 less 34 minutes.
  @ParameterizedTest
  @CsvSource({
    "12:55, 13:55, 60, true",
    "12:54, 13:54, 60, false",
    "12:00, 18:00, 181, true",
    "12:00, 18:00, 182, false"
  })
  void it_has_to_fit_in_the_position(String open, String close, int minutes, boolean replaceable) {
    planetarium.reopen(open, close).minutes(minutes);
    assertReplaceable(replaceable);
  }

  @Test
  void a_place_of_another_stay_does_not_fit() {
    planetarium.wish(Wish.EXCLUDED);
    trip.place(0, "arcade", 0);
    assertReplaceable(false);
  }

  /// Worth 0.6 + 0.1 x (rating - 1) of the same: 0.63 is 0.7 of the beach's 0.9.
  @ParameterizedTest
  @CsvSource({"1.3, true", "1.29, false"})
  void it_is_worth_seven_tenths_in_dry_weather(double rating, boolean replaceable) {
    planetarium.reopen("09:00", "18:00").rating(rating);
    assertReplaceable(replaceable);
  }

  /// The beach matches one of two members: 0.7; an unmatched category has 0.4, less than 0.7 of it.
  @Test
  void preferences_count() {
    planetarium.reopen("09:00", "18:00").category(PlaceCategory.SPORTS);
    assertReplaceable(false);
  }

  @Test
  void wishes_count() {
    planetarium.reopen("09:00", "18:00").category(PlaceCategory.SPORTS);
    planetarium.tags = List.of("stars");
    trip.wishes = wishes(Set.of("stars"), Set.of());
    assertReplaceable(true);
    trip.wishes = wishes(Set.of(), Set.of("beach"));
    planetarium.category(PlaceCategory.CULTURE);
    assertReplaceable(false);
    trip.wishes = wishes(Set.of("stars"), Set.of("beach"));
    assertReplaceable(false);
    trip.wishes = wishes(Set.of("stars"), Set.of("beach", "planetarium"));
    assertReplaceable(true);
  }

  private static Wishes wishes(Set<String> tags, Set<String> placeIds) {
    return new Wishes(
        Set.of(),
        Set.of(),
        tags,
        placeIds,
        Wishes.Pace.USUAL,
        Wishes.DayShift.USUAL,
        List.of(),
        List.of());
  }

  @Test
  void steps_count_for_a_limited_party() {
    planetarium.reopen("09:00", "18:00").stepFree = null;
    assertReplaceable(false);
    beach.stepFree = false;
    assertReplaceable(true);
  }

  @Test
  void the_season_counts() {
    planetarium.reopen("09:00", "18:00").category(PlaceCategory.SPORTS);
    beach.bestMonths = Set.of(Month.MAY);
    assertReplaceable(false);
    beach.bestMonths = Set.of(Month.JUNE, Month.AUGUST);
    assertReplaceable(true);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "RAIN, -, -, -, -, true",
        "SNOW, -, -, -, -, true",
        "STORM, -, -, -, -, true",
        "CLEAR, -, -, -, -, false",
        "CLOUDY, -, -, -, -, false",
        "FOG, -, -, -, -, false",
        "-, -, -, -, -, false",
        "-, -, -, 60, -, true",
        "-, -, -, 59, -, false",
        "-, -, 33, -, -, true",
        "-, -, 32.9, -, -, false",
        "-, -12, -, -, -, true",
        "-, -11.9, -, -, -, false",
        "-, -, -, -, 80.1, true",
        "-, -, -, -, 80, false"
      })
  void a_bad_day_is_wet_hot_cold_or_dusty(
      @Nullable WeatherCondition condition,
      @Nullable Double min,
      @Nullable Double max,
      @Nullable Integer precipitation,
      @Nullable Double pm10,
      boolean bad) {
    LocalDate date = LocalDate.parse(Trips.MONDAY);
    DayWeather forecast =
        new DayWeather(date, 0, condition, min, max, precipitation, pm10, WeatherOrigin.FORECAST);
    DayWeather climate =
        new DayWeather(date, 0, condition, min, max, precipitation, pm10, WeatherOrigin.CLIMATE);
    assertThat(WeatherSafe.isBad(forecast)).isEqualTo(bad);
    assertThat(WeatherSafe.isBad(climate)).isFalse();
  }

  @Test
  void the_weather_of_another_stay_is_no_matter() {
    trip.weather(Trips.TUESDAY, 0, WeatherCondition.STORM);
    trip.place("gallery").outdoor();
    Trips.assertGood(trip, plan);
    trip.weather(Trips.TUESDAY, 1, WeatherCondition.STORM);
    assertBreaks(2, "gallery");
  }
}
