package com.tripgen.ai.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.planning.Language;
import com.tripgen.ai.planning.Origin;
import com.tripgen.ai.planning.Plan;
import com.tripgen.ai.planning.WeatherOrigin;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ItineraryWriterTest {
  private final ScheduleDocument korean = SmallTrip.document(Language.KO);
  private final ScheduleDocument english = SmallTrip.document(Language.EN);

  @ParameterizedTest
  @EnumSource(Language.class)
  void a_plan_survives_the_way_into_the_stored_json_and_back(Language language) {
    String stored = ScheduleJson.write(SmallTrip.document(language));
    ScheduleDocument read = ScheduleJson.read(stored);

    assertThat(read).isEqualTo(SmallTrip.document(language));
    Plan plan = DocumentPlan.of(read, SmallTrip.problem(language));
    assertThat(plan).isEqualTo(SmallTrip.plan());
  }

  @Test
  void the_frozen_input_survives_the_way_through_json() {
    PlanningInput input = SmallTrip.input(Language.KO);
    String stored = ScheduleJson.write(input);
    assertThat(ScheduleJson.readInput(stored)).isEqualTo(input);
    assertThat(stored).contains("\"format\":1").doesNotContain("null", "[]", "\"food\"");
  }

  @Test
  void the_json_has_the_names_of_the_guide_and_leaves_out_what_is_unknown() {
    String stored = ScheduleJson.write(korean);
    assertThat(stored)
        .startsWith("{\"trip_id\":\"trip-1\",\"schedules\":[{\"day\":1,\"date\":\"2027-05-10\",")
        .contains("\"is_outdoor\":true", "\"start_time\":\"09:20\"", "\"walking_distance\":0.389")
        .contains("\"generated_at\":\"2027-01-02T03:04:05Z\"", "\"ai_model\":\"builtin-planner/1\"")
        .contains("\"total_places\":6", "\"total_days\":2", "\"generation_time_ms\":123")
        .doesNotContain("null");
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void every_stop_says_why_it_is_there_and_no_two_say_the_same(Language language) {
    List<String> reasons =
        places(SmallTrip.document(language)).map(place -> String.valueOf(place.reason())).toList();
    assertThat(reasons).doesNotContain("null").allMatch(reason -> reason.endsWith("."));
    assertThat(reasons).doesNotHaveDuplicates();
  }

  @Test
  void reasons_are_facts_of_the_record_and_preferences_of_the_members() {
    assertThat(place(korean, "PALACE").reason()).contains("꼭 가고 싶다고 하신 곳");
    assertThat(place(english, "PALACE").reason()).contains("must see");
    assertThat(place(english, "MUSEUM").reason())
        .startsWith("A museum of everyday life.")
        .contains("because of the rain");
    assertThat(place(english, "PARK").reason()).contains("one of you", "nature");
    assertThat(place(english, "DINER").reason()).contains("lunch");
    assertThat(place(korean, "BEACH").reason()).contains("자연을");
  }

  @Test
  void a_bad_day_warns_and_names_what_to_take_along() {
    DayEntry.Weather weather = known(korean.schedules().getFirst().weather());
    assertThat(weather.condition()).isEqualTo(DayCondition.RAIN);
    assertThat(weather.icon()).isEqualTo("rain");
    assertThat(weather.warnings()).containsExactly("비 소식이 있습니다. 강수 확률은 80%입니다.");
    assertThat(known(place(korean, "PARK").weatherConsideration()).preparationItems())
        .contains("우산");
    assertThat(place(korean, "MUSEUM").weatherConsideration()).isNull();
  }

  @Test
  void a_must_visit_has_no_alternative() {
    assertThat(known(place(english, "PALACE").weatherConsideration()).indoorAlternative()).isNull();
  }

  @Test
  void a_climate_warns_of_nothing() {
    DayEntry.Weather weather = known(korean.schedules().getLast().weather());
    assertThat(weather.source()).isEqualTo(WeatherOrigin.CLIMATE);
    assertThat(weather.warnings()).isEmpty();
    assertThat(weather.condition()).isNull();
  }

  @Test
  void what_is_not_certain_is_flagged_at_the_stop() {
    PlaceEntry park = place(english, "PARK");
    assertThat(park.hoursKnown()).isFalse();
    assertThat(park.verified()).isFalse();
    assertThat(park.notes())
        .containsExactly(
            "The opening hours are not known; please check before you go.",
            "A language model proposed this place; it has not been verified.",
            "A rest is planned from 15:00, but nobody knows of a place to sit down here.",
            "Outdoors, but kept because no indoor place can take its position.");
    assertThat(place(english, "PALACE").notes())
        .containsExactly("Outdoors, but kept whatever the weather because you must see it.");
    assertThat(place(english, "MUSEUM").notes()).isEmpty();
  }

  @Test
  void what_the_sources_remarked_stands_on_the_day_it_matters() {
    assertThat(korean.schedules().getFirst().notes()).containsExactly("luggage at check-in");
    assertThat(korean.schedules().getLast().notes())
        .containsExactly("luggage at check-out", "climate, not forecast");
    assertThat(korean.metadata().warnings()).containsExactly("a place was given twice");
  }

  @Test
  void a_meal_without_a_place_says_near_what() {
    PlaceEntry meal = english.schedules().getFirst().places().getLast();
    assertThat(meal.placeId()).isNull();
    assertThat(meal.placeName()).isEqualTo("Dinner");
    assertThat(meal.near()).isEqualTo("호텔");
    assertThat(meal.reason()).isEqualTo("An hour is kept free for dinner near 호텔.");
  }

  @Test
  void parking_is_told_only_where_one_drives_to_and_it_is_known() {
    assertThat(known(place(korean, "PALACE").transportation()).parkingInfo())
        .isEqualTo(new PlaceEntry.Parking("palace car park", 0.2, "3,000 KRW an hour"));
    assertThat(known(place(korean, "MUSEUM").transportation()).parkingInfo())
        .as("on foot")
        .isNull();
    assertThat(known(place(korean, "PARK").transportation()).parkingInfo()).as("unknown").isNull();
  }

  @Test
  void days_begin_and_end_where_the_rules_say() {
    DayEntry first = korean.schedules().getFirst();
    assertThat(known(first.startPlace()).name()).isEqualTo("서울역");
    assertThat(known(first.startPlace()).source())
        .isEqualTo(DayEntry.Endpoint.Source.TRANSIT_POINT);
    assertThat(known(first.endPlace()).source()).isEqualTo(DayEntry.Endpoint.Source.HOTEL);
    assertThat(known(korean.schedules().getLast().endPlace()).source())
        .isEqualTo(DayEntry.Endpoint.Source.CITY_CENTRE);
  }

  @Test
  void the_metadata_says_what_was_considered() {
    ScheduleDocument.Metadata metadata = korean.metadata();
    assertThat(metadata.healthStatusConsidered()).isTrue();
    assertThat(metadata.weatherConsidered()).isTrue();
    assertThat(metadata.weatherSources())
        .containsExactly(WeatherOrigin.REQUEST, WeatherOrigin.CLIMATE);
    assertThat(metadata.placeSources()).containsExactly(Origin.REQUEST, Origin.MODEL);
    assertThat(metadata.understoodRequests()).containsExactly("실내");
    assertThat(metadata.ignoredRequests()).containsExactly("고양이 카페");
    assertThat(metadata.score()).isEqualTo(456.79);
  }

  @Test
  void tips_are_what_the_record_knows() {
    assertThat(place(english, "PALACE").tips())
        .isEqualTo("Last entry is at 17:00. For pictures: main gate. Events: guard change.");
    assertThat(place(english, "PARK").tips()).isNull();
  }

  @Test
  void the_sample_of_the_guide_can_be_read() {
    ScheduleDocument sample = ScheduleJson.read(GuideSample.SCHEDULE_DATA);
    PlaceEntry palace = sample.schedules().getFirst().places().getFirst();
    assertThat(palace.placeName()).isEqualTo("경복궁");
    assertThat(palace.category()).as("a word of its own").isNull();
    assertThat(known(palace.healthConsideration()).restPoints())
        .containsExactly("매표소 휴게실", "궁궐 내 벤치");
    assertThat(palace.notes()).isEmpty();
    assertThat(sample.metadata().aiModel()).isEqualTo("gpt-4o");
    assertThat(DayMessages.day(sample.schedules().getFirst()).getPlaces(0).getPlaceId())
        .isEqualTo("LOC-001");
  }

  private static <T> T known(@Nullable T value) {
    return Objects.requireNonNull(value);
  }

  private static Stream<PlaceEntry> places(ScheduleDocument document) {
    return document.schedules().stream().flatMap(day -> day.places().stream());
  }

  private static PlaceEntry place(ScheduleDocument document, String id) {
    return places(document).filter(place -> id.equals(place.placeId())).findFirst().orElseThrow();
  }
}
